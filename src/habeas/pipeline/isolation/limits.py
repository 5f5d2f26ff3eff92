"""What a process gives up by itself: memory, files, privileges, what it inherited."""

from __future__ import annotations

import os
import resource
import struct
import sys
from collections.abc import Collection

from habeas.pipeline.isolation.kernel import call, process_control

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_PR_CAP_AMBIENT, _CLEAR_ALL = 47, 4
_SIGKILL = 9
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522
_STANDARD = 3
_MOST_OPEN_FILES = 256
# Bubblewrap's own user namespace counts its processes apart from the user's others.
_MOST_PROCESSES_IN_A_NAMESPACE = 64


def close_inherited(keep: Collection[int]) -> None:
    """Close every descriptor but the three standard ones and `keep`."""
    start = _STANDARD
    highest = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if highest == resource.RLIM_INFINITY:
        highest = 1 << 20
    for kept in sorted(number for number in keep if number >= _STANDARD):
        os.closerange(start, kept)
        start = kept + 1
    os.closerange(start, highest)


def limit_resources(memory: int, *, namespace: bool) -> None:
    """Cap the address space at `memory` bytes; no core, no file of any size, few descriptors."""
    lower(resource.RLIMIT_AS, memory)
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, 0)
    lower(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    lower(resource.RLIMIT_MEMLOCK, 0)
    if namespace:
        lower(resource.RLIMIT_NPROC, _MOST_PROCESSES_IN_A_NAMESPACE)


def lower(kind: int, most: int) -> None:
    """Lower one limit for good; never raise it."""
    _, highest = resource.getrlimit(kind)
    if highest != resource.RLIM_INFINITY:
        most = min(most, highest)
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        if sys.platform == "linux":
            raise
        # macOS refuses some of these limits; the parent's clock still applies there.


def drop_privileges(machine: str) -> list[str]:
    """No new privileges, no capabilities, no core, no tracer; what of these could not be had."""
    head = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    nothing = bytes(24)
    done = {
        "no_new_privs": process_control(_PR_SET_NO_NEW_PRIVS, 1),
        "dumpable": process_control(_PR_SET_DUMPABLE, 0),
        "capabilities": call(_CAPSET[machine], head, nothing)[1],
    }
    # Kernels before 4.3 have no ambient capabilities to clear.
    process_control(_PR_CAP_AMBIENT, _CLEAR_ALL)
    return [f"{name} ({os.strerror(error)})" for name, error in done.items() if error]


def die_with_parent() -> None:
    """Let the kernel end this process when the thread that started it ends."""
    process_control(_PR_SET_PDEATHSIG, _SIGKILL)
