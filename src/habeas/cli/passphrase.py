"""Where the passphrase of a case comes from: a file, the environment, or a person."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

import typer

from habeas.model import InputRefused, WrongUsage
from habeas.store import PASSPHRASE_VARIABLE, identities_in

_REMEDY = f"set {PASSPHRASE_VARIABLE}, or name a file with --key-file"


def passphrase(key_file: Path | None, *, new: bool = False) -> str:
    """The passphrase; asked for without echo on a terminal, twice for a new case.

    Raises WrongUsage where there is none and nobody to ask, InputRefused for an empty file.
    """
    if key_file is not None:
        return _from_file(key_file)
    if from_environment := os.environ.get(PASSPHRASE_VARIABLE):
        return from_environment
    return _asked("Passphrase of the case", _REMEDY, twice=new)


def new_passphrase(new_key_file: Path | None, question: str) -> str:
    """A further passphrase, from a file or asked for twice. Raises as `passphrase` does."""
    if new_key_file is not None:
        return _from_file(new_key_file)
    return _asked(question, "name a file with --new-key-file", twice=True)


def holds_identity(key_file: Path) -> bool:
    """Whether the file holds an age identity rather than a passphrase."""
    return bool(identities_in(_text_of(key_file)))


def investigator(name: str | None) -> str:
    """Who makes the case: as given, as asked for on a terminal, or the system's user name."""
    if name is not None:
        return name
    user = _user_name()
    if not sys.stdin.isatty():
        return user
    asked: str = typer.prompt("Your name, as it shall stand in the record", default=user, err=True)
    return asked


def _asked(question: str, remedy: str, *, twice: bool) -> str:
    if not sys.stdin.isatty():
        raise WrongUsage("this needs the passphrase of the case", remedy=remedy)
    asked: str = typer.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)
    return asked


def _from_file(key_file: Path) -> str:
    # One line break at the end is an editor's habit, not a part of the passphrase.
    words = _text_of(key_file).removesuffix("\n").removesuffix("\r")
    if not words:
        raise InputRefused("the key file is empty", where=str(key_file))
    return words


def _text_of(key_file: Path) -> str:
    try:
        return key_file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        remedy = "write the passphrase as UTF-8 text"
        raise InputRefused("the key file is no text", where=str(key_file), remedy=remedy) from None


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
