"""Running the real command, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.pipeline.making import PASSPHRASE


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


def habeas(*words: str | Path, given: bytes = b"", **environment: str) -> Done:
    """Run `habeas` with a passphrase in the environment; keyword arguments change the latter."""
    variables = os.environ | {"HABEAS_PASSPHRASE": PASSPHRASE, "NO_COLOR": "1"} | environment
    done = subprocess.run(
        [sys.executable, "-m", "habeas", *map(str, words)],
        input=given,
        capture_output=True,
        env={name: value for name, value in variables.items() if value},
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def one_line(text: str) -> str:
    """The only line of a text; fails when there are more or none."""
    (line,) = text.splitlines()
    return line
