"""Where the passphrase of the signing key comes from: a file, the environment, or a person."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

import typer

from habeas.model import InputRefused, WrongUsage

VARIABLE = "HABEAS_PASSPHRASE"
_REMEDY = f"set {VARIABLE}, or name a file with --key-file"


def passphrase(key_file: Path | None, *, new: bool = False) -> str:
    """The passphrase; asked for without echo on a terminal, twice for a new case.

    Raises WrongUsage where there is none and nobody to ask, InputRefused for an empty file.
    """
    if key_file is not None:
        return _from_file(key_file)
    if from_environment := os.environ.get(VARIABLE):
        return from_environment
    if not sys.stdin.isatty():
        raise WrongUsage("this needs the passphrase of the signing key", remedy=_REMEDY)
    asked: str = typer.prompt(
        "Passphrase of the signing key", hide_input=True, confirmation_prompt=new, err=True
    )
    return asked


def investigator(name: str | None) -> str:
    """Who makes the case: as given, as asked for on a terminal, or the system's user name."""
    if name is not None:
        return name
    user = _user_name()
    if not sys.stdin.isatty():
        return user
    asked: str = typer.prompt("Your name, as it shall stand in the record", default=user, err=True)
    return asked


def _from_file(key_file: Path) -> str:
    # One line break at the end is an editor's habit, not a part of the passphrase.
    try:
        words = key_file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        remedy = "write the passphrase as UTF-8 text"
        raise InputRefused("the key file is no text", where=str(key_file), remedy=remedy) from None
    if not words:
        raise InputRefused("the key file is empty", where=str(key_file))
    return words


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
