"""`habeas read`: the claims of one document, for a person or for a program."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from habeas.claims import READ_LANGUAGES, coverage_of, missing_extra, prediction_lines
from habeas.cli.claim_reasons import as_reasons
from habeas.cli.claim_table import as_lines, as_table
from habeas.cli.counted import counted
from habeas.cli.dates import interval
from habeas.cli.json_line import json_line
from habeas.model import BlockKind, Claim, Document, InputRefused, WrongUsage, printable
from habeas.pipeline import Description, ImportSettings, read_one

_SPOKEN = "English, Russian and Ukrainian"


def read_file(
    file: str,
    *,
    as_json: bool,
    explain: bool,
    published: str | None,
    outlet: str | None,
    unsafe_parse: bool = False,
) -> None:
    """Print the claims of a file, or of standard input for `-`.

    Raises InputRefused when there is no such file, or no text in it, and IsolationMissing where
    nothing can shut its parser in, unless `unsafe_parse`, which warns instead.
    """
    description = Description(outlet, interval(published))
    content, name = _content(file)
    document, claims = read_one(
        content,
        name=name,
        description=description,
        settings=ImportSettings(processes=1, unsafe_parse=unsafe_parse),
        before_unsafe=_warn,
    )
    if as_json:
        for line in prediction_lines(claims, document):
            print(json_line(line))
        return
    rows = list(prediction_lines(claims, document))
    if explain:
        as_reasons(claims, document)
    elif sys.stdout.isatty():
        as_table(rows)
    else:
        as_lines(rows)
    _show_notes(document, claims)


def _warn(why: str) -> None:
    warning = f"read without isolation ({why}): a hostile file could do here whatever you can"
    print(f"Warning: {printable(warning)}", file=sys.stderr)


def _content(file: str) -> tuple[bytes, str]:
    """Bytes and name; one byte more than can be read is enough to refuse a file by."""
    limit = ImportSettings().largest_read + 1
    if file == "-":
        return sys.stdin.buffer.read(limit), "standard input"
    if not file:
        raise WrongUsage("no file is named", remedy="name one, or - for standard input")
    path = Path(file)
    if path.is_dir():
        raise InputRefused("a folder", where=file, remedy="name a file, or add it to a case")
    try:
        with path.open("rb") as opened:
            return opened.read(limit), path.name
    except FileNotFoundError:
        remedy = "check the spelling"
        raise InputRefused("there is no such file", where=file, remedy=remedy) from None


def _show_notes(document: Document, claims: tuple[Claim, ...]) -> None:
    """What the list above cannot say: on standard error, so that the list stays a list."""
    notes = [counted(len(claims), "claim"), *document.notes]
    languages = Counter(
        block.language
        for block in document.blocks
        if block.language not in {None, *READ_LANGUAGES} and block.kind is not BlockKind.PAGE_NOISE
    )
    for language, count in sorted(languages.items(), key=str):
        paragraphs = counted(count, "paragraph")
        notes.append(f"{paragraphs} in {language!r} not searched: claims are read in {_SPOKEN}")
    codes = {block.language or "" for block in document.blocks}
    notes.extend(note for code in sorted(codes) if (note := missing_extra(code)))
    notes.append(_shares(document, claims))
    for note in notes:
        print(printable(note), file=sys.stderr)


def _shares(document: Document, claims: tuple[Claim, ...]) -> str:
    covered = coverage_of(document, claims)
    parts = [
        (covered.claimed, "claims"),
        (covered.rows, "rows of lists"),
        (covered.context, "context"),
        (covered.noise, "page noise"),
        (covered.not_understood, "not understood"),
    ]
    told = ", ".join(f"{covered.percent(size)} {name}" for size, name in parts if size)
    return f"of the text: {told}"
