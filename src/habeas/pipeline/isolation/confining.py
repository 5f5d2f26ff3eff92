"""What a worker calls to shut itself in, and the error where it cannot."""

from __future__ import annotations

from collections.abc import Collection

from habeas.model import HabeasError
from habeas.pipeline.isolation.level import Level
from habeas.pipeline.isolation.walls import last_wall, raise_walls

REMEDY = "run `habeas doctor`; on Debian and Ubuntu: apt install bubblewrap"


class IsolationMissing(HabeasError):
    """Nothing on this machine can shut a reading process in, or not as was promised."""


def confine(level: Level, *, memory: int, keep: Collection[int] = ()) -> None:
    """Shut the calling process in, for good, as `level` promises; first of all in a worker.

    Closes every descriptor but the three standard ones and `keep`; caps the address space at
    `memory` bytes; no cores, no files written, no privileges; then Landlock (read what
    `environment()` lists, nothing else) and seccomp. The parent's side of the level (bubblewrap)
    is `command`'s. Threads that run already are not held by Landlock: call this before any start.
    Raises IsolationMissing when a wall that the level needs cannot be raised: read nothing then.
    """
    _hold(raise_walls(level, memory, keep))


def forbid_children(*, threads: bool = False) -> None:
    """From here on, in the process of one document: no new process, no opening to write.

    No new thread either unless `threads`: no reader of ours starts one, and a taken-over one could
    start as many as its memory holds, which for a machine is as bad as processes. What asks for one
    gets RuntimeError. Signals reach nobody but the process itself, which dies with the one that
    forked it. A system other than Linux has no such wall; there this does nothing. Once only: the
    call itself is among what it forbids. Raises IsolationMissing.
    """
    _hold(last_wall(threads=threads))


def _hold(missing: list[str]) -> None:
    if missing:
        raise IsolationMissing(
            f"a reading process could not be isolated: {', '.join(missing)}", remedy=REMEDY
        )
