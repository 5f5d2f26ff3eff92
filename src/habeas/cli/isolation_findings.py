"""What `habeas doctor` says of the walls around the processes that read: each level, then which."""

from __future__ import annotations

import sys
from typing import NamedTuple

from habeas.pipeline import isolation

INSTALL = "apt install bubblewrap (Debian, Ubuntu), dnf install bubblewrap (Fedora)"
_NEWER = "a Linux kernel of 5.13 or later with Landlock switched on"
_USED = {
    isolation.Level.BUBBLEWRAP: "readers are shut in by bubblewrap",
    isolation.Level.LANDLOCK: "readers are shut in by Landlock and seccomp alone; weaker, since it "
    f"hides what files hold but not that they exist: {INSTALL}",
    isolation.Level.SEATBELT: "readers are shut in by sandbox-exec, which is weaker than the walls "
    "of Linux: no filter of system calls, no cap on memory that holds",
    isolation.Level.NONE: "nothing shuts readers in on this machine; nothing is read without "
    "--unsafe-parse",
}


class Wall(NamedTuple):
    """One line: its name, whether it holds, what of it, and what would bring it."""

    part: str
    works: bool
    detail: str
    remedy: str


def walls() -> list[Wall]:
    """Each level that this system could have, tried; last what is used now."""
    levels = {
        isolation.Level.BUBBLEWRAP: ("linux", "Bubblewrap", INSTALL),
        isolation.Level.LANDLOCK: ("linux", "Landlock", _NEWER),
        isolation.Level.SEATBELT: ("darwin", "sandbox-exec", "it is a part of macOS"),
    }
    found = [
        _wall(name, isolation.probe(level), remedy)
        for level, (system, name, remedy) in levels.items()
        if system == sys.platform
    ]
    best = isolation.best_level()
    remedy = INSTALL if sys.platform == "linux" else "read such files on a Linux machine"
    return [*found, Wall("Isolation", best is not isolation.Level.NONE, _USED[best], remedy)]


def _wall(name: str, probe: isolation.Probe, remedy: str) -> Wall:
    tried = "works" if probe.works else "does not work"
    return Wall(name, probe.works, f"{tried}: {probe.detail}", remedy)
