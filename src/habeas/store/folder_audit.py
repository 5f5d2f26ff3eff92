"""Checks of the files of a case folder that are neither blobs nor database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from habeas.model import AccessAction, AccessChange, CaseDamaged, printable
from habeas.store.blobs import open_regular
from habeas.store.case_folder import readme_of
from habeas.store.case_opening import OpenCase
from habeas.store.half_rotation import logs_of
from habeas.store.key_file import public_key_in
from habeas.store.key_ring import verifying_key
from habeas.store.keys import VerifyingKey
from habeas.store.ledger_audit import Problem
from habeas.store.writer_lock import LOCK_NAME


def folder_problems(case: OpenCase, access: Sequence[AccessChange]) -> Iterator[Problem]:
    """What is wrong with sealed keys and with the instructions for readers without Habeas."""
    yield from _public_key_problems(case.folder.public_key, case.key, case.folder.root)
    yield from _sealed_key_problems(case)
    yield from _further_key_problems(case, access)
    yield from _readme_problems(case)


def strangers_beside(case: OpenCase) -> list[str]:
    """A notice for everything in the case's folder that is no part of a case."""
    folder = case.folder
    known = {folder.database, folder.readme, folder.blobs, folder.public_key.parent}
    known |= {folder.root / LOCK_NAME, *logs_of(folder.database)}
    strangers = sorted(path for path in folder.root.iterdir() if path not in known)
    return [f"{printable(path.name)}: it is no part of a case" for path in strangers]


def strangers_among_keys(case: OpenCase, access: Sequence[AccessChange]) -> list[str]:
    """A notice for everything in `keys/` that is not a file of a key of the case."""
    folder = case.folder
    known = {folder.public_key, folder.sealed_key}
    if case.case_key is not None:
        known |= {folder.case_key, folder.next_case_key}
    for key in further_keys(case.key, access):
        known |= {*folder.key_files_of(key)}
    strangers = sorted(path for path in folder.public_key.parent.iterdir() if path not in known)
    return [
        f"{printable(str(path.relative_to(folder.root)))}: it is not part of the case's key"
        for path in strangers
    ]


def further_keys(first: VerifyingKey, access: Sequence[AccessChange]) -> list[VerifyingKey]:
    """The signing keys in force besides the one that opened the case first."""
    keys: dict[str, VerifyingKey] = {}
    for change in access:
        if change.public_key is None:
            continue
        if change.action is AccessAction.ADMIT:
            keys[change.public_key] = verifying_key(first.name, change.public_key)
        else:
            keys.pop(change.public_key, None)
    return [key for key in keys.values() if key != first]


def _public_key_problems(path: Path, key: VerifyingKey, root: Path) -> Iterator[Problem]:
    name = str(path.relative_to(root))
    try:
        with open_regular(path) as file:
            content = file.read()
    except OSError as error:
        yield Problem(name, f"it cannot be read: {error.strerror}")
    except CaseDamaged as error:
        yield Problem(name, error.what)
    else:
        if content != key.pem():
            yield Problem(name, "it is not the key of the ledger, as Habeas wrote it")


def _further_key_problems(case: OpenCase, access: Sequence[AccessChange]) -> Iterator[Problem]:
    for key in further_keys(case.key, access):
        public, sealed = case.folder.key_files_of(key)
        yield from _public_key_problems(public, key, case.folder.root)
        name = str(sealed.relative_to(case.folder.root))
        try:
            stated = public_key_in(case.folder.read_key_file(sealed), where=name)
        except CaseDamaged as error:
            yield Problem(name, error.what)
            continue
        if stated != key:
            yield Problem(name, "it holds another key than the ledger admitted")


def _sealed_key_problems(case: OpenCase) -> Iterator[Problem]:
    """What can be said of the sealed key without its passphrase: whether it is of this case."""
    path = case.folder.sealed_key
    name = str(path.relative_to(case.folder.root))
    try:
        stated = public_key_in(case.folder.read_key_file(path), where=name)
    except CaseDamaged as error:
        yield Problem(name, error.what)
        return
    if stated != case.key:
        yield Problem(name, "it holds the key of another case")


def _readme_problems(case: OpenCase) -> Iterator[Problem]:
    """A text that tells people which commands to run must be the one that Habeas wrote.

    Whoever changes that text keeps the older ones, for the cases that hold them.
    """
    path = case.folder.readme
    expected = readme_of(case.key, case.opened_by, encrypted=case.case_key is not None)
    try:
        with open_regular(path) as file:
            found = file.read(len(expected) + 1)
    except FileNotFoundError:
        yield Problem(path.name, "it is missing")
    except OSError as error:
        yield Problem(path.name, f"it cannot be read: {error.strerror}")
    except CaseDamaged as error:
        yield Problem(path.name, error.what)
    else:
        if found != expected:
            yield Problem(path.name, "it is not what Habeas wrote; run no command that it gives")
