"""Which levels hold on this machine, found out by trying them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from habeas.pipeline.isolation import bubblewrap, seatbelt
from habeas.pipeline.isolation.level import Level, Probe
from habeas.pipeline.isolation.starting import command, environment
from habeas.pipeline.isolation.trial import HELD

_SECONDS = 20.0
_TRIAL = "habeas.pipeline.isolation.trial"
_STRONGEST_FIRST = (Level.BUBBLEWRAP, Level.LANDLOCK, Level.SEATBELT)
_SYSTEM = {Level.BUBBLEWRAP: "linux", Level.LANDLOCK: "linux", Level.SEATBELT: "darwin"}


@cache
def best_level() -> Level:
    """The strongest level that holds here, NONE where none does; tried once per process."""
    return next((level for level in _STRONGEST_FIRST if probe(level).works), Level.NONE)


@cache
def probe(level: Level) -> Probe:
    """Start a child under `level` that tries what it must not; the level holds if all fails.

    Costs the start of an interpreter, once per process and level.
    """
    if level is Level.NONE:
        return Probe(level, True, "no wall but limits of memory and time")
    if sys.platform != _SYSTEM[level]:
        return Probe(level, False, f"not a part of {sys.platform}")
    with tempfile.TemporaryDirectory(prefix="habeas-trial-") as folder:
        secret = Path(folder, "outside")
        secret.write_bytes(b"")
        return _judged(level, _tried(level, secret))


def _tried(level: Level, secret: Path) -> subprocess.CompletedProcess[str] | str:
    # Without `site`: the trial needs the standard library and this package alone.
    program = [sys.executable, "-S", "-m", _TRIAL]
    told = {"PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    arguments = [level.value, str(os.getpid()), str(secret), str(secret.parent)]
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and module, confined
            command(level, [*program, *arguments], variables=told),
            env=environment(variables=told),
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        missing = {Level.BUBBLEWRAP: bubblewrap.PROGRAM, Level.SEATBELT: seatbelt.PROGRAM}
        return f"{missing.get(level, sys.executable)} is not installed"
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"it could not be tried ({error})"


def _judged(level: Level, tried: subprocess.CompletedProcess[str] | str) -> Probe:
    if isinstance(tried, str):
        return Probe(level, False, tried)
    said = tried.stdout.strip()
    if tried.returncode == 0 and said == HELD:
        return Probe(level, True, _what_holds(level))
    last = (tried.stderr.strip().splitlines() or [f"exit status {tried.returncode}"])[-1]
    return Probe(level, False, f"not held back: {said}" if said else last)


def _what_holds(level: Level) -> str:
    from habeas.pipeline.isolation import landlock

    if level is Level.SEATBELT:
        return "a profile and limits; weaker than on Linux"
    version = landlock.version()
    inner = f"Landlock version {version} and seccomp" if version else "seccomp, no Landlock"
    return f"namespaces of its own, {inner} inside" if level is Level.BUBBLEWRAP else inner
