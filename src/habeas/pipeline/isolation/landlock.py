"""Landlock: the kernel's own limit on which files a process may open, set by the process itself.

After the kernel's `Documentation/userspace-api/landlock.rst`. Each version of its interface knows
more to forbid; asked for what it does not know, a kernel refuses the whole, so the sets below
are cut to its version. Nothing is allowed but to read beneath the given paths.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Sequence

from habeas.pipeline.isolation.kernel import call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_WRITE_FILE, _READ_FILE, _READ_DIRECTORY = 1 << 1, 1 << 2, 1 << 3
# Version: how many bits of file access are known. 2 REFER, 3 TRUNCATE, 5 IOCTL_DEV.
_FILE_BITS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_FROM, _CONNECT_AND_BIND = 4, 0b11
_SCOPES_FROM, _ABSTRACT_SOCKETS_AND_SIGNALS = 6, 0b11


def version() -> int:
    """The kernel's version of the interface; 0 where it has none or it is switched off."""
    result, error = call(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    return 0 if error else result


def restrict(readable: Sequence[str], writable: Sequence[str] = ()) -> int:
    """Forbid this thread, and all it starts, everything but to read beneath `readable`.

    `writable` are single files (a null device). Connections by TCP, abstract sockets and signals to
    outside are forbidden where the kernel knows how. Needs no_new_privs. Returns the error number
    of the first call that failed, 0 when the wall stands. Paths that do not exist are left out.
    """
    known = version()
    if not known:
        return call(_CREATE_RULESET, None, 0, _VERSION_FLAG)[1]
    attributes = _attributes(known)
    ruleset, error = call(_CREATE_RULESET, ctypes.c_char_p(attributes), len(attributes), 0)
    if error:
        return error
    try:
        for path in readable:
            error = error or _allow(ruleset, path, _READ_FILE | _READ_DIRECTORY)
        for path in writable:
            error = error or _allow(ruleset, path, _READ_FILE | _WRITE_FILE)
        return error or call(_RESTRICT_SELF, ruleset, 0)[1]
    finally:
        os.close(ruleset)


def _attributes(known: int) -> bytes:
    files = (1 << _FILE_BITS.get(known, max(_FILE_BITS.values()))) - 1
    words = [files]
    if known >= _NETWORK_FROM:
        words.append(_CONNECT_AND_BIND)
    if known >= _SCOPES_FROM:
        words.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    return struct.pack(f"={len(words)}Q", *words)


def _allow(ruleset: int, path: str, access: int) -> int:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return 0
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            access &= ~_READ_DIRECTORY
        rule = struct.pack("=Qi", access, place)
        return call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.c_char_p(rule), 0)[1]
    finally:
        os.close(place)
