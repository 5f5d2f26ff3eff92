"""The walls that a process raises around itself, and which of them could not be had.

Kept apart from `confining.py`, which turns what is missing into an error: a trial of a level must
start within milliseconds, and errors bring the model along.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection

from habeas.pipeline.isolation import bpf, landlock
from habeas.pipeline.isolation.kernel import machine
from habeas.pipeline.isolation.level import Level
from habeas.pipeline.isolation.limits import (
    close_inherited,
    die_with_parent,
    drop_privileges,
    limit_resources,
)
from habeas.pipeline.isolation.system_calls import ARCHITECTURES, Stage, rules

# The environment of a worker names what it may read: one list for every wall.
READABLE = "HABEAS_READABLE"
WRITABLE = (os.devnull,)


def raise_walls(level: Level, memory: int, keep: Collection[int] = ()) -> list[str]:
    """Shut this process in, for good; in words, the walls that the level needs and did not get."""
    close_inherited(keep)
    limit_resources(memory, namespace=level is Level.BUBBLEWRAP)
    if level is Level.NONE:
        return []
    if sys.platform != "linux":
        return [] if level is Level.SEATBELT else [f"{level} ({sys.platform} has none)"]
    name = machine()
    if name not in ARCHITECTURES:
        return [f"seccomp (no table of system calls for {name})"]
    if level is not Level.BUBBLEWRAP:
        # Bubblewrap does so for all that is inside.
        die_with_parent()
    missing = drop_privileges(name)
    error = landlock.restrict(_readable(), WRITABLE)
    # Inside bubblewrap, whose namespaces hold, an older kernel may lack this second wall.
    if error and not (level is Level.BUBBLEWRAP and error in (errno.ENOSYS, errno.EOPNOTSUPP)):
        missing.append(f"Landlock ({os.strerror(error)})")
    return missing + _filter(name, Stage(document=False))


def last_wall(*, threads: bool) -> list[str]:
    """No new process, nothing executed, nothing opened to write; what could not be had."""
    name = machine()
    if sys.platform != "linux" or name not in ARCHITECTURES:
        return []
    die_with_parent()
    return _filter(name, Stage(document=True, own=os.getpid(), threads=threads))


def _readable() -> list[str]:
    return [path for path in os.environ.get(READABLE, "").split(os.pathsep) if path]


def _filter(name: str, stage: Stage) -> list[str]:
    allowed = rules(name, stage) or []
    error = bpf.install(name, bpf.program(ARCHITECTURES[name], allowed))
    return [f"seccomp ({os.strerror(error)})"] if error else []
