"""Which system calls a reading process may make: the table, and the checks of their arguments.

What is not in `data/system_calls.csv` is refused, so that a call which the next kernel brings is
refused too. Refusals are error numbers, not deaths: a library that asks for a thread, a socket
or a better clock is told no, and does without. Only a process that speaks another architecture's
numbers, which means it is no longer ours, is killed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from habeas.pipeline.isolation.bpf import (
    ABSENT,
    ALLOW,
    REFUSE,
    Block,
    only_values,
    positive,
    with_bits,
    without_bits,
)

_TABLE = Path(__file__).with_name("data") / "system_calls.csv"
# Audit architectures, from the kernel's audit.h.
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 4, 1030
_TCGETS, _FIONREAD, _FIONBIO, _FIOCLEX = 0x5401, 0x541B, 0x5421, 0x5451
_PR_SET_PDEATHSIG, _PR_SET_NAME, _PR_GET_NAME, _PR_SET_SECCOMP = 1, 15, 16, 22
_PR_GET_DUMPABLE, _PR_GET_SECCOMP, _PR_GET_NO_NEW_PRIVS, _PR_SET_VMA = 3, 21, 39, 0x53564D41
_CLONE_THREAD = 0x00010000
# New mount, cgroup, UTS, IPC, user, PID, network and time namespaces; and tracing along.
_CLONE_NEW = 0x00020000 | 0x7E000000 | 0x80 | 0x00002000
# Writing only, both, create, truncate, and the bit that a nameless temporary file sets.
_OPEN_TO_WRITE = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000

_COMMANDS = (_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC)
_REQUESTS = (_TCGETS, _FIONREAD, _FIONBIO, _FIOCLEX)
_ASKING = (_PR_SET_NAME, _PR_GET_NAME, _PR_GET_DUMPABLE, _PR_GET_SECCOMP, _PR_GET_NO_NEW_PRIVS)
_OPTIONS = (*_ASKING, _PR_SET_VMA)
_RAISING_WALLS = (_PR_SET_PDEATHSIG, _PR_SET_SECCOMP)


class Stage(NamedTuple):
    """When a filter holds: in the worker, or (`document`) in the process of one document.

    `own` is the process id of that process; `threads` says whether it may start any.
    """

    document: bool
    own: int = 0
    threads: bool = True


def rules(machine: str, stage: Stage) -> list[tuple[int, Block]] | None:
    """(number, what happens) for each call that is not simply refused; None for other machines."""
    if machine not in ARCHITECTURES:
        return None
    blocks = _blocks(stage)
    return [
        (number, block) for number, rule in _table(machine) if (block := blocks[rule]) is not None
    ]


@cache
def _table(machine: str) -> tuple[tuple[int, str], ...]:
    """(number, rule) of each call. Read once: a process that forks hands it on."""
    lines = _TABLE.read_text(encoding="ascii").splitlines()
    head, *rows = [line for line in lines if not line.startswith("#")]
    column = head.split(",").index(machine)
    # Words about it come last and may hold commas; nothing before them does.
    fields = [row.split(",", 4) for row in rows]
    return tuple((int(row[column]), row[3]) for row in fields if row[column])


def _blocks(stage: Stage) -> dict[str, Block | None]:
    """What each rule of the table means at this stage; None refuses."""
    document = stage.document
    options = _OPTIONS if document else (*_OPTIONS, *_RAISING_WALLS)
    return {
        "always": [ALLOW],
        "absent": [ABSENT],
        "before": None if document else [ALLOW],
        "commands": only_values(1, _COMMANDS),
        "requests": only_values(1, _REQUESTS),
        "options": only_values(0, options),
        "own": only_values(0, (0,)),
        "signal": only_values(0, (stage.own,)) if document else positive(0),
        "children": _children(stage),
        "open": without_bits(1, _OPEN_TO_WRITE) if document else [ALLOW],
        "openat": without_bits(2, _OPEN_TO_WRITE) if document else [ALLOW],
    }


def _children(stage: Stage) -> Block:
    if not stage.document:
        return without_bits(0, _CLONE_NEW)
    return with_bits(0, _CLONE_THREAD) if stage.threads else [REFUSE]
