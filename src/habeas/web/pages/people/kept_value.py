"""A value that takes time to make: made in a thread of its own, kept, and served as it last was."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from datetime import date
from typing import Generic, TypeVar

from habeas.web.workbench import StillWorking, note_old

T = TypeVar("T")


class KeptValue(Generic[T]):
    """One value, made anew whenever what it is made from is another object.

    Every method may be called from any thread.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="people")
        self._kept: tuple[tuple[object, ...], T] | None = None
        self._running: tuple[tuple[object, ...], Future[T]] | None = None

    def get(self, made_from: tuple[object, ...], make: Callable[[], T], patience: float) -> T:
        """The value for this input, or the last one where making it takes longer than `patience`.

        Raises StillWorking where there is none yet, and what `make` raises.
        """
        with self._lock:
            kept = self._kept
            if kept is not None and _alike(kept[0], made_from):
                return kept[1]
            running = self._running
            if running is None or not _alike(running[0], made_from):
                if running is not None:
                    # Nobody will ask for it again; where it has begun, it runs to its end.
                    running[1].cancel()
                running = (made_from, self._thread.submit(self._made, made_from, make))
                self._running = running
        try:
            return running[1].result(patience)
        except (NotYet, CancelledError):
            if kept is None:
                raise StillWorking(self.part) from None
            note_old(self.part)
            return kept[1]

    def put(self, made_from: tuple[object, ...], value: T) -> None:
        """Keep a value that was made elsewhere."""
        with self._lock:
            self._kept = (made_from, value)

    @property
    def last(self) -> T | None:
        """The value as it was last made; None before that."""
        kept = self._kept
        return kept[1] if kept is not None else None

    def _made(self, made_from: tuple[object, ...], make: Callable[[], T]) -> T:
        try:
            value = make()
            self.put(made_from, value)
            return value
        finally:
            # Where it failed, it is tried again for the next who asks.
            with self._lock:
                if self._running is not None and self._running[0] is made_from:
                    self._running = None


def _alike(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """The same objects; comparing a whole record by value would take longer than making it."""
    return len(one) == len(other) and all(
        left is right or (isinstance(left, (date, str, int)) and left == right)
        for left, right in zip(one, other, strict=True)
    )
