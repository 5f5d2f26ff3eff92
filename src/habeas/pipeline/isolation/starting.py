"""How a confined worker is started: its command line, its environment, what it may read."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from habeas.pipeline.isolation import bubblewrap, seatbelt
from habeas.pipeline.isolation.level import Level
from habeas.pipeline.isolation.walls import READABLE

_PACKAGE = Path(__file__).resolve().parents[2]
# Libraries of the system; the loader's cache; Debian's choice among several of a library.
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/nix/store",
    "/gnu/store",
    "/dev/urandom",
)
_MOST_LINKS = 10
_OF_A_PREFIX = ("bin", "lib", "lib64", "pyvenv.cfg")


def command(
    level: Level,
    program: Sequence[str],
    *,
    readable: Sequence[Path] = (),
    variables: Mapping[str, str] | None = None,
) -> list[str]:
    """The argument list that starts `program`, our interpreter and module, under `level`.

    Start it with `env=environment(...)` and the same `readable` and `variables` at every level, and
    with `cwd="/"`: bubblewrap clears the environment for what it starts, but its own stays legible
    to it. The worker itself must call `confine(level)` first of all. With LANDLOCK and NONE the
    list is `program`: there all walls are the worker's own.
    """
    paths = _paths(readable)
    if level is Level.BUBBLEWRAP:
        told = environment(readable=readable, variables=variables)
        return [*bubblewrap.prefix(paths, told), *program]
    if level is Level.SEATBELT:
        return [*seatbelt.prefix(paths), *program]
    return list(program)


def environment(
    *, readable: Sequence[Path] = (), variables: Mapping[str, str] | None = None
) -> dict[str, str]:
    """All that a worker learns of its surroundings: nothing of the parent's own environment.

    `readable` are files and folders that it may read besides the interpreter and its packages;
    `variables` come on top.
    """
    told = {
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # Hostile files are read where the user happens to stand: nothing is imported from there.
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        READABLE: os.pathsep.join(_paths(readable)),
    }
    if str(_PACKAGE.parent) not in _installed():
        told["PYTHONPATH"] = str(_PACKAGE.parent)
    return told | dict(variables or {})


def _paths(readable: Sequence[Path]) -> list[str]:
    return [*_interpreter(), *(str(path.resolve()) for path in readable)]


@cache
def _interpreter() -> tuple[str, ...]:
    """What exists of the system's libraries, the interpreter, its packages and our own."""
    wanted = [
        *_SYSTEM,
        *(str(Path(prefix) / part) for prefix in _prefixes() for part in _OF_A_PREFIX),
        *sorted({sysconfig.get_path(name) for name in ("stdlib", "platstdlib")}),
        *_installed(),
        str(_PACKAGE),
    ]
    # A folder inside one that is listed needs no line of its own.
    kept: list[str] = []
    for path in dict.fromkeys(wanted):
        if Path(path).exists() and not any(Path(path).is_relative_to(other) for other in kept):
            kept.append(path)
    return tuple(kept)


def _prefixes() -> list[str]:
    """Where the interpreter lives, by every name under which a link leads there."""
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    prefixes |= {str(Path(prefix).resolve()) for prefix in prefixes}
    place = Path(sys.executable)
    for _ in range(_MOST_LINKS):
        prefixes.add(str(place.parent.parent))
        if not place.is_symlink():
            break
        place = Path(os.path.normpath(place.parent / place.readlink()))
    return sorted(prefixes)


def _installed() -> list[str]:
    """The folders of installed packages. What a `.pth` file adds to them is left out."""
    folders = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    folders += site.getsitepackages()
    if site.ENABLE_USER_SITE:
        folders.append(site.getusersitepackages())
    return list(dict.fromkeys(folders))
