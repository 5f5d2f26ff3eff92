"""A trial of one level: `python -m habeas.pipeline.isolation.trial LEVEL PARENT FILE FOLDER`.

The child shuts itself in and then tries what no reading process may do, each by itself: read the
file, write into the folder, open a connection, signal and trace the parent, start a process, run a
program. It prints, on one line, what could not be raised or what succeeded; `held` for nothing.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from habeas.pipeline.isolation.kernel import call, machine
from habeas.pipeline.isolation.level import Level
from habeas.pipeline.isolation.walls import last_wall, raise_walls

HELD = "held"
_MEMORY = 1 << 30
_SOCKET = {"x86_64": 41, "aarch64": 198}
_TRACE = {"x86_64": 101, "aarch64": 117}
_EXECUTE = {"x86_64": 59, "aarch64": 221}
_INTERNET, _STREAM, _SEIZE = 2, 1, 0x4206


def main() -> None:
    """Try everything and say what came of it."""
    name, parent, file, folder = sys.argv[1:]
    level = Level(name)
    found = raise_walls(level, _MEMORY)
    if level is not Level.NONE:
        found += last_wall(threads=False)
    if not found:
        found = [name for name, attempt in _attempts(int(parent), file, folder) if _done(attempt)]
    print(", ".join(found) or HELD)


def _attempts(parent: int, file: str, folder: str) -> list[tuple[str, Callable[[], object]]]:
    return [
        ("reading a file", lambda: Path(file).read_bytes()),
        ("writing a file", lambda: Path(folder, "written").write_bytes(b"")),
        ("the network", lambda: _asked(_SOCKET, _INTERNET, _STREAM, 0)),
        ("a signal to the parent", lambda: os.kill(parent, 0)),
        ("tracing the parent", lambda: _asked(_TRACE, _SEIZE, parent, 0, 0)),
        ("a new process", _forked),
        # Of a program without a name: what is let through finds that there is none.
        ("running a program", lambda: _asked(_EXECUTE, 0, 0, 0)),
    ]


def _done(attempt: Callable[[], object]) -> bool:
    try:
        return attempt() is not False
    except OSError:
        return False


def _asked(numbers: dict[str, int], *arguments: int) -> bool:
    name = machine()
    if sys.platform != "linux" or name not in numbers:
        # No number to ask by: the files, the signal and the process tell the level.
        return False
    return call(numbers[name], *arguments)[1] not in (errno.EPERM, errno.ENOSYS, errno.ESRCH)


def _forked() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


if __name__ == "__main__":
    signal.alarm(10)
    main()
