"""What an attempt is: a function that tries one thing, and the system calls by number.

Attempts run inside the confined process, so they import the standard library alone. Each takes what
the test told it and returns something true when it got its way; it raises OSError or returns
something false when it was held back. What it did outside, the test sees for itself.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from typing import Any

Told = dict[str, Any]
Attempt = Callable[[Told], object]
ATTEMPTS: dict[str, Attempt] = {}

LIBRARY = ctypes.CDLL(None, use_errno=True)
_ARM = os.uname().machine in ("aarch64", "arm64")
# (x86_64, aarch64)
_NUMBERS = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "rt_sigqueueinfo": (129, 138),
    "tgkill": (234, 131),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "setuid": (105, 146),
    "setresuid": (117, 147),
    "setgid": (106, 144),
    "setgroups": (116, 159),
    "capset": (126, 91),
    "mknodat": (259, 33),
    "reboot": (169, 142),
    "kexec_load": (246, 104),
    "init_module": (175, 105),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "open_by_handle_at": (304, 265),
    "add_key": (248, 217),
    "keyctl": (250, 219),
    "shmget": (29, 194),
    "shmctl": (31, 195),
    "memfd_create": (319, 279),
    "inotify_init1": (294, 26),
    "setpriority": (141, 140),
    "sched_setaffinity": (203, 122),
    "prlimit64": (302, 261),
    "clone": (56, 220),
    "clone3": (435, 435),
    "seccomp": (317, 277),
    "prctl": (157, 167),
    "setxattr": (188, 5),
    "openat2": (437, 437),
}


def attempt(act: Attempt) -> Attempt:
    """Enter one into the list under its own name."""
    ATTEMPTS[act.__name__] = act
    return act


def call(name: str, *words: object) -> int:
    """A system call by number. Raises OSError as the kernel says."""
    ctypes.set_errno(0)
    number = _NUMBERS[name][_ARM]
    passed = [ctypes.c_long(word) if isinstance(word, int) else word for word in words]
    result = int(LIBRARY.syscall(ctypes.c_long(number), *passed))
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), name)
    return result


def let_through(name: str, *words: object) -> bool:
    """Whether the kernel at least looked at the arguments, which are such that nothing happens."""
    try:
        call(name, *words)
    except OSError as error:
        return error.errno not in (errno.EPERM, errno.EACCES, errno.ENOSYS)
    return True
