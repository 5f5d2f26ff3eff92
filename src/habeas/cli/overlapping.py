"""What `habeas people overlap` does: a secret, an encoding, a comparison."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from habeas.cli.column_map import chosen_columns
from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.model import InputRefused, WrongUsage, printable
from habeas.people import overlap, reading

ROWS_SKIPPED = 3
SKIPPED_SHOWN = 20
_LONGEST_SECRET = 4096


def make_secret(output: Path) -> None:
    """Write a new secret into a file that was not there, readable by its owner alone."""
    try:
        opened = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise InputRefused(
            "the file is there already", where=str(output), remedy="name a new one"
        ) from None
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(overlap.new_secret() + "\n")
    print(
        f"{printable(str(output))}: a secret of 256 bits. Hand it to the other side by a way other"
        " than that of the lists; who has it and an encoding can test names against it.",
        file=sys.stderr,
    )


def encode_list(
    files: Sequence[Path],
    output: Path,
    secret_file: Path,
    columns: Sequence[str],
    *,
    occasion: str,
    noise: float,
) -> int:
    """Encode a list into a file; exit code.

    Raises InputRefused for a list or a secret that cannot be used, WrongUsage for a column that is
    not there or a result that would take the place of what it is made from.
    """
    for path in (*files, secret_file):
        if output.resolve() == path.resolve():
            raise WrongUsage("the encoding would take the place of this file", where=str(path))
    words = _secret(secret_file)
    read = reading.read_records(files, columns=chosen_columns(columns))
    for note in read.notes:
        print(printable(note), file=sys.stderr)
    encoding = overlap.encode(read.records, words, occasion=occasion, noise=noise)
    content = overlap.written(encoding)
    output.write_bytes(content)
    rows = len(read.records) + len(read.skipped)
    skipped = f" + {counted(len(read.skipped), 'row')} skipped" if read.skipped else ""
    print(
        f"{counted(rows, 'row')} = {counted(len(encoding), 'row')} encoded"
        f" + {encoding.left_out:,} with too little to go by{skipped}"
    )
    digest = hashlib.sha256(content).hexdigest()
    print(f"{printable(str(output))}: {len(content):,} bytes, sha256 {digest}", file=sys.stderr)
    for row in read.skipped[:SKIPPED_SHOWN]:
        print(f"skipped: {printable(str(row))}", file=sys.stderr)
    return ROWS_SKIPPED if read.skipped else 0


def compare_encodings(first: Path, second: Path, *, level: float, seed: int, as_json: bool) -> None:
    """Print how many people are on both lists.

    Raises InputRefused for a file that is no encoding, and for two that cannot be compared.
    """
    encodings = overlap.read_encoding(first), overlap.read_encoding(second)
    found = overlap.compare(*encodings, level=level, seed=seed)
    if as_json:
        print(json_line(found.as_dict((first.name, second.name))))
        return
    for path, encoding in zip((first, second), encodings, strict=True):
        left_out = f", {encoding.left_out:,} more left out" if encoding.left_out else ""
        noise = f", noise {encoding.noise:g}" if encoding.noise else ""
        rows = counted(len(encoding), "row")
        print(f"{printable(path.name)}: {rows} encoded{left_out}{noise}")
    for sentence in found.sentences():
        print(sentence)


def _secret(path: Path) -> str:
    """The words of the secret's file."""
    with path.open("rb") as opened:
        untrusted_words = opened.read(_LONGEST_SECRET + 1)
    if len(untrusted_words) > _LONGEST_SECRET:
        raise InputRefused(f"the secret has more than {_LONGEST_SECRET:,} bytes", where=str(path))
    try:
        return untrusted_words.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputRefused(
            "the secret is no text", where=str(path), remedy="write it as UTF-8 text"
        ) from None
