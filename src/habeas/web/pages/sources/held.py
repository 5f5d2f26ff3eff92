"""Files that a browser has handed over and that no import has taken in yet: in memory alone.

They never touch the disk in clear. What is held has a limit, and is let go of after the import, or
when nobody has added to it for half an hour.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from habeas.model import InputRefused, WrongUsage
from habeas.pipeline import HandedOver, LeftOut

MOST_BYTES = 1024 * 1024 * 1024
MOST_FILES = 100_000
# Imports that were begun: an add page opens one each time it is looked at.
MOST_OPEN = 200
IDLE_SECONDS = 30 * 60
NOTE = "imports that files are handed over to"

_TOO_MUCH = "more than can be handed over at once"


@dataclass(slots=True)
class Held:
    """One import that waits for its files; `work` is the work that takes them in, once begun."""

    id: str
    touched: float
    files: list[HandedOver] = field(default_factory=list)
    refused: list[LeftOut] = field(default_factory=list)
    size: int = 0
    work: str | None = None


class HeldImports:
    """All imports that wait for their files. Every method may be called from any thread."""

    def __init__(
        self, *, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most_bytes = most_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, Held] = {}

    def begin(self) -> str:
        """Make room for an import, and give its id."""
        with self._lock:
            self._let_go()
            held = Held(secrets.token_urlsafe(16), self._clock())
            self._held[held.id] = held
            return held.id

    def take(self, import_id: str, name: str, data: bytes) -> int:
        """Hold one file; gives how many there are now.

        Raises WrongUsage for an id that there is not, InputRefused once the import has begun, or
        where the file does not fit; it is then named in the import's result.
        """
        with self._lock:
            self._let_go()
            held = self._open(import_id)
            held.touched = self._clock()
            together = sum(item.size for item in self._held.values()) + len(data)
            if together > self._most_bytes or len(held.files) >= MOST_FILES:
                held.refused.append(LeftOut(name, _TOO_MUCH, self._remedy()))
                raise InputRefused(_TOO_MUCH, where=name[:200], remedy=self._remedy())
            held.files.append(HandedOver(name, data))
            held.size += len(data)
            return len(held.files)

    def not_sent(self, import_id: str, names: Iterable[str]) -> None:
        """Name files that the browser could not hand over; those named already are not again."""
        with self._lock:
            held = self._open(import_id)
            known = {item.untrusted_name for item in held.refused}
            held.refused.extend(
                LeftOut(name, "the browser could not send it", "add it again, or from the shell")
                for name in names
                if name not in known
            )

    def close(self, import_id: str, start: Callable[[Held], str]) -> str:
        """End the handing over: `start` is given what is held, and gives the id of the work.

        Raises InputRefused where nothing was handed over, or the import has begun.
        """
        with self._lock:
            held = self._open(import_id)
            if not held.files and not held.refused:
                raise InputRefused("no file was chosen", remedy="choose files, or a folder")
            held.work = start(held)
            return held.work

    def let_go(self, import_id: str) -> None:
        """Drop the bytes of an import, which are in the case now, or never will be."""
        with self._lock:
            held = self._held[import_id]
            held.files, held.size = [], 0

    def find(self, import_id: str) -> Held | None:
        """The import of this id, if there is one."""
        with self._lock:
            self._let_go()
            return self._held.get(import_id)

    @property
    def size(self) -> int:
        """Bytes that are held."""
        with self._lock:
            return sum(item.size for item in self._held.values())

    def _open(self, import_id: str) -> Held:
        held = self._held.get(import_id)
        if held is None:
            raise WrongUsage("there is no such import", remedy="open the page again, and add anew")
        if held.work is not None:
            raise InputRefused("this import has begun", remedy="add what is missing in another one")
        return held

    def _remedy(self) -> str:
        size = self._most_bytes // (1024 * 1024)
        return f"at most {size:,} MiB at once: add fewer, or use `habeas add` for large folders"

    def _let_go(self) -> None:
        """Drop what has idled; of the empty ones, the oldest beyond the most that may be open."""
        oldest = self._clock() - IDLE_SECONDS
        for held in list(self._held.values()):
            if held.work is None and held.touched < oldest and (held.files or held.refused):
                del self._held[held.id]
        for held in list(self._held.values())[: max(0, len(self._held) - MOST_OPEN + 1)]:
            if not held.files:
                del self._held[held.id]
