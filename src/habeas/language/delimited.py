"""What must be known of delimited text before its rows can be read: characters and delimiter."""

from __future__ import annotations

import codecs
import csv
import io

from habeas.model import InputRefused

_DELIMITERS = ",;\t|"
_SNIFFED_ROWS = 20
_SNIFFED_CHARACTERS = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The codec that reads these bytes, and remarks for the user; `name` stands in errors.

    UTF-8, with or without a byte order mark, UTF-16 with one, else Windows-1251.
    Raises InputRefused for bytes that are no text, and for UTF-8 that is broken in places.
    """
    encoding = next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in content:
        raise _no_text(name)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        _check_one_encoding(content, error, name)
    else:
        if "\0" in text:
            raise _no_text(name)
        return encoding, ()
    try:
        content.decode("cp1251")
    except UnicodeDecodeError:
        raise _no_text(name) from None
    return "cp1251", ("The file is not in UTF-8; it was read as Windows-1251 (Cyrillic).",)


def delimiter_of(text: str) -> str:
    """The delimiter that gives the header most columns and as many to the rows below it."""

    sample = text[:_SNIFFED_CHARACTERS]

    def fitness(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            rows = [row for row, _ in zip(reader, range(_SNIFFED_ROWS), strict=False) if row]
        except csv.Error:
            return (0, 0)
        width = len(rows[0]) if rows else 0
        even = sum(len(row) == width for row in rows)
        return (even if width > 1 else 0, width)

    return max(_DELIMITERS, key=fitness)


def _check_one_encoding(content: bytes, error: UnicodeDecodeError, name: str) -> None:
    """Refuse UTF-8 with a few bytes of something else: as Windows-1251 all names would be wrong.

    Windows-1251 text has hardly a pair of bytes that UTF-8 would have, and many that it has not.
    """
    rough = content.decode("utf-8", errors="replace")
    beyond = sum(character > "\x7f" for character in rough)
    wrong = rough.count("\ufffd")
    if beyond - wrong >= wrong:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputRefused(
            "most of the file is UTF-8, but not these bytes",
            where=f"{name}, line {row:,}",
            remedy="save the whole table in one encoding, UTF-8",
        )


def _no_text(name: str) -> InputRefused:
    return InputRefused(
        "these bytes are neither text nor Parquet", where=name, remedy="save the table as CSV"
    )
