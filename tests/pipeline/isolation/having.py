"""Whether this machine has what a level is made of, asked of the machine and not of Habeas.

A test that asked our own trial would be skipped where a wall has a hole, in place of failing.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
from functools import cache

import pytest

from habeas.pipeline.isolation import Level

_KNOWN = ("x86_64", "aarch64")


def needs(level: Level) -> None:
    """Skip the test, visibly, where the machine lacks what the level is made of."""
    if missing := lacking(level):
        pytest.skip(missing)


@cache
def lacking(level: Level) -> str:
    """Why the level cannot be had here; nothing where it can."""
    if level is Level.NONE:
        return ""
    if os.uname().machine not in _KNOWN:
        return f"there is no table of system calls for {os.uname().machine}"
    if level is Level.LANDLOCK:
        library = ctypes.CDLL(None, use_errno=True)
        version = library.syscall(ctypes.c_long(444), None, ctypes.c_long(0), ctypes.c_long(1))
        return "" if version > 0 else "this kernel has no Landlock, or it is switched off"
    try:
        subprocess.run(
            ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        return "bubblewrap is not installed: sh tools/system_package.sh bubblewrap"
    except subprocess.CalledProcessError as error:
        return f"bubblewrap cannot work here: {error.stderr.decode().strip()}"
    return ""
