"""Tables of parties of the Dutch treaty bank, saved as a page or as delimited text.

Days are written day first. The way of consent stands in its own column, or in brackets behind the
date (R, T, VG). Exits have columns of their own; where one column is headed both "Renunciation /
Termination", two days are notice and end, and a single day only bounds the notice: it was given on
that day or before.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.language import delimiter_of, encoding_of
from habeas.model import DateInterval, InputRefused
from habeas.oversight.action import ActionKind, Confidence
from habeas.oversight.importers.imported import Gathering, Imported
from habeas.oversight.importers.markup import local_name, parse_html, words_of
from habeas.oversight.importers.participants import participant
from habeas.oversight.importers.words import column_of, days_in, meanings, shown, treaty_of_file

FORMAT = "dutch"
_TYPE = re.compile(r"\s*\(?\s*([A-Z]{1,2})\b")


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_dutch(content: bytes, *, name: str, treaty: str = "") -> Imported:
    """What a saved table of parties says of one treaty, named by `treaty` or the file's name.

    Raises InputRefused for bytes without a table that has a column of parties and one of dates.
    """
    gathering = Gathering(FORMAT, name, content)
    text = _text(content, name)
    tables = [table for table in _tables(text, name) if _is_of_parties(table.columns)]
    if not tables:
        raise InputRefused(
            "no table with a column of parties and one of signature, ratification or exit",
            where=name,
            remedy="save the page with the table of parties, or the table as CSV",
        )
    about = treaty_of_file(name, treaty, text[:20_000])
    for table in tables:
        for cells in table.rows:
            gathering.rows += 1
            _read_row(_by_column(table.columns, cells), about, gathering)
    return gathering.done()


def has_parties(content: bytes, name: str) -> bool:
    """Whether there is a table of parties in the file. Raises InputRefused for no text at all."""
    return any(_is_of_parties(table.columns) for table in _tables(_text(content, name), name))


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by what they hold; those of several columns of one meaning in one text."""
    found: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        found[column] = f"{found[column]}; {cell}" if found.get(column) else cell
    return found


def _read_row(cells: dict[str, str], about: str, gathering: Gathering) -> None:
    place = f"row {gathering.rows}"
    try:
        state = participant(cells.get("party", ""))
    except InputRefused as refusal:
        gathering.skip(place, refusal.what)
        return
    before = len(gathering.actions)
    for day, _ in days_in(cells.get("signature", "")):
        gathering.act(state, about, ActionKind.SIGNATURE, made=DateInterval.on(day))
    _consents(cells, state, about, gathering)
    _exit(cells, state, about, gathering)
    for column, text in cells.items():
        if column not in {"party", "type", ""} and text and not days_in(text):
            gathering.skip(place, f"{state}: {shown(text)} holds no date")
    if len(gathering.actions) == before:
        gathering.skip(place, f"{state}: no date that could be read")


def _consents(cells: dict[str, str], state: str, about: str, gathering: Gathering) -> None:
    entries = [DateInterval.on(day) for day, _ in days_in(cells.get("entry", ""))]
    consents = days_in(cells.get("consent", ""))
    for number, (day, behind) in enumerate(consents):
        marked = _TYPE.match(behind) or _TYPE.match(cells.get("type", ""))
        letter = marked[1] if marked else ""
        means = meanings("type").get(letter)
        if letter and means is None:
            place = f"row {gathering.rows}"
            gathering.skip(place, f"{state}: {day} is of an unknown type {shown(letter)}")
            continue
        kind, note = means or (ActionKind.RATIFICATION, "")
        entry = entries[number] if len(entries) == len(consents) else None
        gathering.act(
            state,
            about,
            ActionKind(kind),
            received=DateInterval.on(day),
            effective=entry,
            confidence=Confidence.HIGH if letter else Confidence.MEDIUM,
            note=note or ("" if letter else "type of consent not given"),
        )
    if entries and len(entries) != len(consents):
        gathering.skip(f"row {gathering.rows}", f"{state}: entry into force of which consent?")


def _exit(cells: dict[str, str], state: str, about: str, gathering: Gathering) -> None:
    notices = [DateInterval.on(day) for day, _ in days_in(cells.get("notice", ""))]
    ends = [DateInterval.on(day) for day, _ in days_in(cells.get("end", ""))]
    both = [day for day, _ in days_in(cells.get("exit", ""))]
    note, level = "", Confidence.HIGH
    if len(both) == 1:
        notices, level = [DateInterval(None, both[0])], Confidence.MEDIUM
        note = "the day is of the notice or of the end: the table does not say which"
    elif both:
        notices, ends = [DateInterval.on(both[0])], [DateInterval.on(both[-1])]
    for number in range(max(len(notices), len(ends))):
        gathering.act(
            state,
            about,
            ActionKind.DENUNCIATION_NOTIFIED,
            received=notices[number] if number < len(notices) else None,
            effective=ends[number] if number < len(ends) else None,
            confidence=level,
            note=note,
        )


def _is_of_parties(columns: Sequence[str]) -> bool:
    return "party" in columns and bool({"signature", "consent", "notice", "exit"} & set(columns))


def _text(content: bytes, name: str) -> str:
    encoding, _ = encoding_of(content, name)
    return content.decode(encoding)


def _tables(text: str, name: str) -> Iterator[_Table]:
    rows = _html_rows(text, name) if text.lstrip().startswith("<") else [list(_cells(text))]
    for table in rows:
        for number, cells in enumerate(table):
            columns = tuple(column_of(cell) for cell in cells)
            if _is_of_parties(columns):
                below = (tuple(row) for row in table[number + 1 :] if any(row))
                yield _Table(columns, tuple(below))
                break


def _html_rows(text: str, name: str) -> list[list[list[str]]]:
    root = parse_html(text, name)
    tables = [part for part in root.iter() if local_name(part) == "table"]
    return [
        [
            [words_of(cell) for cell in row if local_name(cell) in {"td", "th"}]
            for row in table.iter()
            if local_name(row) == "tr"
        ]
        for table in tables
    ]


def _cells(text: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        yield from ([cell.strip() for cell in row] for row in reader)
    except csv.Error:
        return
