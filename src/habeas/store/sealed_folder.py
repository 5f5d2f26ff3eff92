"""What a sealed folder holds, and how it gets onto the disk: whole under its name, or not at all.

checkpoint.txt              the ledger's size and root, signed; co-signers add lines
leaves.jsonl                every leaf and every checkpoint, as one JSON object a line
exhibits/….tlog-proof       a proof for each exhibit, named by the SHA-256 of its bytes
verify.py                   checks all of it with Python alone
README.txt                  what this is, and what it shows
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from habeas.model import InputRefused
from habeas.store.blobs import sync_folder

CHECKPOINT = "checkpoint.txt"
LEAVES = "leaves.jsonl"
EXHIBITS = "exhibits"
VERIFIER = "verify.py"
README = "README.txt"
_NAMES = frozenset({CHECKPOINT, LEAVES, EXHIBITS, VERIFIER, README})
_REMEDY = "name a new or empty folder"


def verifier() -> bytes:
    """The program that goes with every seal and every dossier, and runs without Habeas."""
    return (Path(__file__).parent / "standalone" / VERIFIER).read_bytes()


def sealed_leaves(folder: Path) -> list[bytes]:
    """The bytes of every leaf in a sealed folder, in order; nothing is verified.

    Raises InputRefused when the file is not there or not one that Habeas wrote.
    """
    path = folder / LEAVES
    try:
        return list(_leaves(path.read_bytes()))
    except OSError as error:
        raise InputRefused(f"it cannot be read: {error.strerror}", where=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputRefused("these are not sealed leaves", where=str(path)) from error


def checkpoint_in(place: Path) -> Path:
    """The checkpoint that a person means by naming it, or the sealed folder that it lies in."""
    return place / CHECKPOINT if place.is_dir() else place


def leaves_beside(checkpoint: Path) -> list[bytes] | None:
    """The leaves that were sealed with a checkpoint, where they lie beside it."""
    folder = checkpoint.parent
    return sealed_leaves(folder) if (folder / LEAVES).exists() else None


def _leaves(content: bytes) -> Iterator[bytes]:
    for line in content.removesuffix(b"\n").split(b"\n"):
        item = json.loads(line)
        if "note" not in item:
            yield item["leaf"].encode()


def require_place(folder: Path) -> None:
    """See that a seal can be written there.

    Raises InputRefused unless nothing is there, or an empty folder, or an earlier seal.
    """
    if not folder.parent.is_dir():
        raise InputRefused("there is no such folder", where=str(folder.parent), remedy="make it")
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise InputRefused("this is not a folder", where=str(folder), remedy=_REMEDY)
    found = {path.name for path in folder.iterdir()}
    if found and not (found == _NAMES and is_earlier_seal(folder)):
        raise InputRefused(
            "there is something in this folder that is no seal", where=str(folder), remedy=_REMEDY
        )


def is_earlier_seal(folder: Path) -> bool:
    """Whether everything in the folder is something that sealing writes there."""
    plain = (CHECKPOINT, LEAVES, VERIFIER, README)
    if not all((folder / name).is_file() for name in plain) or not (folder / EXHIBITS).is_dir():
        return False
    proofs = (folder / EXHIBITS).iterdir()
    return all(path.is_file() and path.suffix == ".tlog-proof" for path in proofs)


def write_sealed(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write these files (by their path in the folder); an earlier seal there gives way.

    They are written beside it and renamed when all are on the disk. Raises InputRefused where that
    fails; what was there before is then there again, or beside it under a name that says so.
    """
    mark = secrets.token_hex(4)
    unfinished = folder.with_name(f".{folder.name}.{mark}.unfinished")
    earlier = folder.with_name(f".{folder.name}.{mark}.earlier")
    try:
        try:
            _write(unfinished, files)
            if folder.exists():
                folder.rename(earlier)
            unfinished.rename(folder)
            sync_folder(folder.absolute().parent)
            shutil.rmtree(earlier, ignore_errors=True)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
            if earlier.exists() and not folder.exists():
                earlier.rename(folder)
    except OSError as error:
        raise InputRefused(
            f"it cannot be written ({error.strerror or error})",
            where=str(folder),
            remedy="name a place where you may write, with enough space",
        ) from error


def replace_file(path: Path, content: bytes) -> None:
    """Put a small file in the place of an older one, whole or not at all. Raises InputRefused."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        try:
            _write_file(partial, content)
            partial.replace(path)
            sync_folder(path.absolute().parent)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise InputRefused(f"it cannot be written: {error.strerror}", where=str(path)) from error


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    (folder / EXHIBITS).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    for name, content in files.items():
        _write_file(folder / name, content)
    sync_folder(folder / EXHIBITS)
    sync_folder(folder)


def _write_file(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
