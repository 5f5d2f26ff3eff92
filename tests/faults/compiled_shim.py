"""The shim, compiled for the tests of this folder, and a process started under it."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("shim.c")

needs_shim = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("gcc") is None,
    reason="the recorder needs Linux and gcc (apt-get install gcc libc6-dev)",
)


class Kind(IntFlag):
    """Which operations a fault can be armed for; the numbers are those of `shim.c`."""

    CREATE = 1
    WRITE = 2
    SYNC = 4
    NAME = 8
    TRUNCATE = 16
    READ = 32


class Mode(IntFlag):
    """How a fault goes on: at every later operation too; and after a write that was cut short."""

    PERSISTENT = 1
    SHORT = 2


_ONCE = Mode(0)


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, at which kinds of operations, and how it goes on."""

    name: str
    kinds: Kind
    error: int
    mode: Mode = _ONCE


CHANGES = Kind.CREATE | Kind.WRITE | Kind.NAME | Kind.TRUNCATE
FAULTS = (
    Fault("disk full", Kind.CREATE | Kind.WRITE, errno.ENOSPC, Mode.PERSISTENT),
    Fault("disk full amid a write", Kind.WRITE, errno.ENOSPC, Mode.PERSISTENT | Mode.SHORT),
    Fault("disk full for a moment", Kind.WRITE, errno.ENOSPC, Mode.SHORT),
    Fault("a write fails", Kind.WRITE, errno.EIO),
    Fault("a sync fails", Kind.SYNC, errno.EIO),
    Fault("a read fails", Kind.READ, errno.EIO),
    Fault("the disk is gone", CHANGES | Kind.SYNC | Kind.READ, errno.EIO, Mode.PERSISTENT),
    Fault("read-only from here", CHANGES, errno.EROFS, Mode.PERSISTENT),
    Fault("no permission", Kind.CREATE | Kind.NAME, errno.EACCES, Mode.PERSISTENT),
)


def compile_shim(folder: Path) -> Path:
    """The shared object, made in this folder."""
    made = folder / "shim.so"
    flags = ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    command = ["gcc", *flags, "-o", str(made), str(SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True)
    return made


def under_shim(shim: Path, watched: Path, log: Path | None = None) -> dict[str, str]:
    """The environment of a process whose operations below `watched` are seen."""
    environment = os.environ | {
        "LD_PRELOAD": str(shim),
        "HABEAS_FAULTS_FOLDER": str(watched.resolve()),
        "PYTHONPATH": f"{HOUSE / 'src'}{os.pathsep}{HOUSE}",
        "OMP_NUM_THREADS": "1",
    }
    return environment | ({"HABEAS_FAULTS_LOG": str(log)} if log else {})


class Shim:
    """The shim that this very process runs under."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.habeas_note.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
        self._library.habeas_note.restype = None
        self._library.habeas_arm.argtypes = [
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_int64,
            ctypes.c_int,
        ]
        self._library.habeas_arm.restype = None
        self._library.habeas_disarm.restype = ctypes.c_int64

    def note(self, words: bytes) -> None:
        """Put a note into the log, behind all operations that have returned."""
        self._library.habeas_note(words, len(words))

    def arm(self, fault: Fault, nth: int) -> None:
        """Let the n-th (from 1) operation from now on fail so."""
        self._library.habeas_arm(fault.kinds, fault.error, nth, fault.mode)

    def disarm(self) -> tuple[int, dict[Kind, int]]:
        """Stop that: how many operations failed, and how many there were of each kind."""
        each = (ctypes.c_int64 * len(Kind))()
        fired: int = self._library.habeas_disarm(each)
        return fired, dict(zip(Kind, each, strict=True))
