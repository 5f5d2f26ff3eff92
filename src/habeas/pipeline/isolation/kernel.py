"""System calls by number, through the C library; the answer is the error number, 0 for success."""

from __future__ import annotations

import ctypes
import os

_LIBRARY = ctypes.CDLL(None, use_errno=True)


def machine() -> str:
    """`x86_64` or `aarch64` where the tables know it, else what the kernel calls it."""
    name = os.uname().machine
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(name.lower(), name)


def call(number: int, *arguments: object) -> tuple[int, int]:
    """(result, error number): the error number is 0 unless the call failed."""
    ctypes.set_errno(0)
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    result = int(_LIBRARY.syscall(ctypes.c_long(number), *words))
    return result, ctypes.get_errno() if result == -1 else 0


def process_control(option: int, *arguments: int) -> int:
    """prctl(2): the error number, 0 for success."""
    ctypes.set_errno(0)
    words = [ctypes.c_ulong(word) for word in (*arguments, 0, 0, 0, 0)[:4]]
    return ctypes.get_errno() if _LIBRARY.prctl(ctypes.c_int(option), *words) == -1 else 0
