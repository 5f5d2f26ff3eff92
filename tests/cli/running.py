"""Running commands: in the test's own process, or in one of their own as a person would."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from habeas.cli.entry import run
from tests.pipeline.making import PASSPHRASE


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


def habeas(*words: str | Path, given: bytes = b"", **environment: str) -> Done:
    """What a command does in this process, with a passphrase in the environment.

    `given` is what it reads from standard input; keyword arguments change the environment.
    """
    out, err = _captured(), _captured()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in _told(environment).items():
            patch.setenv(name, value) if value else patch.delenv(name, raising=False)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = run([str(word) for word in words])
    return Done(code, _text(out), _text(err))


def habeas_process(*words: str | Path, **environment: str) -> Done:
    """The same command in a process of its own, as a person would run it."""
    variables = os.environ | _told(environment)
    done = subprocess.run(
        [sys.executable, "-m", "habeas", *map(str, words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={name: value for name, value in variables.items() if value},
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def one_line(text: str) -> str:
    """The only line of a text; fails when there are more or none."""
    (line,) = text.splitlines()
    return line


def _told(environment: dict[str, str]) -> dict[str, str]:
    return {"HABEAS_PASSPHRASE": PASSPHRASE, "NO_COLOR": "1"} | environment


def _captured() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()
