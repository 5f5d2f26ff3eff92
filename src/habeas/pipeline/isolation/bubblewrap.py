"""Bubblewrap: the worker in namespaces of its own, where the rest of the machine does not exist."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

PROGRAM = "bwrap"
_DEVICES = ("/dev/null", "/dev/urandom")


def prefix(readable: Sequence[str], variables: Mapping[str, str]) -> list[str]:
    """The part of a command line that shuts the rest of it in.

    No network, no other processes, no /proc, no home; on a root in memory that nobody can write to
    `readable` as it is, to read only. A link (`/lib` to `usr/lib`) stays a link.
    """
    # Looked up here: started with an environment of its own it would be sought elsewhere.
    words = [
        shutil.which(PROGRAM) or PROGRAM,
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
    ]
    words += ["--cap-drop", "ALL", "--hostname", "reader", "--clearenv"]
    for name, value in sorted(variables.items()):
        words += ["--setenv", name, value]
    for path in readable:
        if path not in _DEVICES:
            words += _bound(path)
    for device in _DEVICES:
        words += ["--dev-bind", device, device]
    return [*words, "--remount-ro", "/", "--chdir", "/", "--"]


def _bound(path: str) -> list[str]:
    place = Path(path)
    if place.is_symlink() and place.parent == Path("/"):
        return ["--symlink", os.readlink(path), path]  # noqa: PTH115 - the link's own words, as bubblewrap takes them
    return ["--ro-bind", str(place.resolve()), path]
