"""macOS: `sandbox-exec` with a profile that denies all but reading what the interpreter needs.

Apple calls the tool deprecated and documents no profile language; its parts are those of the
profiles that ship with the system. Weaker than Linux's walls: no address space limit, no filter
of system calls, and the kernel's own services stay reachable. Not tried by our tests, which run on
Linux: `probe` tries it where it is used.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

PROGRAM = "/usr/bin/sandbox-exec"
_LIBRARIES = ("/System", "/usr", "/Library/Frameworks", "/private/var/db/dyld", "/opt/homebrew")
_DEVICES = ("/dev/null", "/dev/urandom", "/dev/random")


def prefix(readable: Sequence[str]) -> list[str]:
    """The part of a command line that shuts the rest of it in."""
    return [PROGRAM, "-p", profile(readable)]


def profile(readable: Sequence[str]) -> str:
    """Deny by default; read the libraries and `readable`; write to the null device only."""
    places = [f"(subpath {json.dumps(path)})" for path in (*_LIBRARIES, *readable)]
    places += [f"(literal {json.dumps(path)})" for path in ("/", *_DEVICES)]
    return "\n".join(
        [
            "(version 1)",
            "(deny default)",
            "(allow process-exec)",
            "(allow process-fork)",
            "(allow sysctl-read)",
            "(allow file-read-metadata)",
            f"(allow file-read* {' '.join(places)})",
            '(allow file-write-data (literal "/dev/null"))',
            "(allow signal (target self))",
        ]
    )
