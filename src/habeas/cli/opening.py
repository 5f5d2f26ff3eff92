"""Opening a case from the command line: with what, and for what.

`--key-file` names a file with a passphrase or an age identity; else HABEAS_PASSPHRASE counts; else
a person on a terminal is asked, where the case needs something at all.
"""

from __future__ import annotations

from pathlib import Path

from habeas.case import Case, open_case
from habeas.cli.passphrase import holds_identity, passphrase
from habeas.model import WrongUsage
from habeas.store import is_encrypted


def to_read(case_folder: Path, key_file: Path | None = None) -> Case:
    """Open a case to be looked at; a case that is not encrypted needs nothing for that."""
    return _opened(case_folder, key_file, read_only=True)


def to_derive(case_folder: Path, key_file: Path | None = None) -> Case:
    """Open a case to write what is derived, which nobody signs."""
    return _opened(case_folder, key_file, read_only=False)


def to_sign(case_folder: Path, key_file: Path | None = None) -> Case:
    """Open a case to add to its ledger, which an investigator's passphrase alone allows."""
    if key_file is not None and holds_identity(key_file):
        raise WrongUsage(
            "an age identity opens a case, but signs nothing in it",
            where=str(key_file),
            remedy="use an investigator's passphrase",
        )
    return open_case(case_folder, passphrase=passphrase(key_file))


def _opened(case_folder: Path, key_file: Path | None, *, read_only: bool) -> Case:
    if not is_encrypted(case_folder):
        return open_case(case_folder, passphrase="", read_only=read_only)
    if key_file is not None and holds_identity(key_file):
        return open_case(case_folder, identity=key_file, read_only=read_only)
    return open_case(case_folder, passphrase=passphrase(key_file), read_only=read_only)
