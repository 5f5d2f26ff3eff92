"""Writing a result so that a half-written file is never seen, and no input is overwritten."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from habeas.model import InputRefused, WrongUsage

ROWS_SHOWN = 10


def check_place(output: Path, inputs: Iterable[Path], *suffixes: str) -> None:
    """See that a result can be written there.

    Raises WrongUsage where it would take the place of an input or ends in none of `suffixes` (any
    will do where none is named), InputRefused where its folder is missing.
    """
    if suffixes and output.suffix.lower() not in suffixes:
        raise WrongUsage(
            f"a file that ends in {' or '.join(suffixes)} is needed",
            where=str(output),
            remedy=f"name it {output.stem}{suffixes[0]}",
        )
    if not output.parent.is_dir():
        raise InputRefused("there is no such folder", where=str(output.parent), remedy="make it")
    if output.is_dir():
        raise InputRefused("a folder has this name", where=str(output), remedy="take another name")
    for path in inputs:
        if output.resolve() == path.resolve():
            raise WrongUsage("the result would take the place of an input", where=str(path))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, or leave the old one as it was. Raises InputRefused where that fails."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(0o600)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise InputRefused(
            f"it cannot be written ({error.strerror or error})",
            where=str(path),
            remedy="name a place where you may write",
        ) from error


def csv_bytes(header: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Rows as CSV (UTF-8, line feeds); None is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
