"""Habeas makes hidden detention countable: sources, claims, judgements, dossiers.

import habeas

with habeas.open("my-case") as case:
    case.add("article.txt")
    case.claims.filter(type="torture").to_polars()
    case.report("dossier.html")
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.case import Case

__all__ = ["__version__", "new", "open"]

# Rooms that are libraries of their own: `habeas.counts` needs no import of its own.
_LIBRARIES = frozenset({"counts", "oversight", "people", "places"})

__version__ = "0.1.0"


def open(
    path: Path | str,
    *,
    passphrase: str | None = None,
    identity: Path | str | None = None,
    read_only: bool = False,
) -> Case:
    """Open an existing case; without a passphrase (or HABEAS_PASSPHRASE) nothing can be signed.

    An encrypted case opens with a passphrase, or with the age `identity` (a file) of a reader.

    Raises CaseNotFound, CaseLocked (another writer, a wrong passphrase), CaseDamaged.
    """
    # Imported here so that `import habeas` costs nothing to those who use one room alone.
    from habeas.case import open_case

    return open_case(path, passphrase=passphrase, identity=identity, read_only=read_only)


def new(
    path: Path | str, *, investigator: str, passphrase: str | None = None, encrypted: bool = True
) -> Case:
    """Make a case in a new or empty folder; the passphrase opens it and the investigator's key.

    Raises InputRefused when something is there already, WrongUsage without a passphrase.
    """
    from habeas.case import new_case

    return new_case(path, investigator=investigator, passphrase=passphrase, encrypted=encrypted)


def __getattr__(name: str) -> ModuleType:
    """A room that is used alone, loaded when it is first named. Raises AttributeError else."""
    if name not in _LIBRARIES:
        raise AttributeError(f"module 'habeas' has no attribute {name!r}")
    return import_module(f"habeas.{name}")
