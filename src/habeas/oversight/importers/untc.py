"""Files of the UN depositary: one XML file a treaty, with a table of participants and end notes.

What needs care: raised footnote numbers stand glued to names and dates; a letter behind a date
says how the state joined (a accession, d succession, A acceptance, AA approval, c formal
confirmation; none: ratification); whoever left stands among the parties, and only an end note says
so. Declarations, objections and notifications are free text: they are counted, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from habeas.model import DateInterval, InputRefused
from habeas.oversight.action import ActionKind
from habeas.oversight.importers.endnotes import read_note
from habeas.oversight.importers.imported import Gathering, Imported
from habeas.oversight.importers.markup import local_name, parse_xml, raised_in, words_of
from habeas.oversight.importers.participants import participant
from habeas.oversight.importers.words import column_of, days_in, meanings, shown, treaty_of_file

FORMAT = "untc"
_MARK = re.compile(r"\s*([A-Za-z]{1,2})(?![A-Za-z])")
# "12. Text", "12Text", but not the day of a date ("12 March 2001 ...").
_NUMBERED = re.compile(r"[\[(]?([0-9]{1,3})[\])]?[.\s]*(?=[A-Z“\"])(?![A-Z][a-z]+ [0-9]{4})")
_UNREAD = (
    "declarations",
    "objections",
    "declarationsunderarticle",
    "notifications",
    "territorialapplications",
)


def read_untc(content: bytes, *, name: str, treaty: str = "") -> Imported:
    """What a saved file of the UN depositary says of one treaty.

    `name` is the file's name (`IV-9.en.xml` tells the treaty, unless `treaty` does). Raises
    InputRefused (UnsafeInput, UnreadableSource) for bytes that are no such file.
    """
    gathering = Gathering(FORMAT, name, content)
    root = parse_xml(content, name)
    titles = [words_of(part) for part in root.iter() if local_name(part) == "titlesect"]
    about = treaty_of_file(name, treaty, " ".join(titles))
    tables = [part for part in root.iter() if local_name(part) == "participants"]
    if not tables:
        raise InputRefused(
            "the file has no table of participants", where=name, remedy="save the whole treaty"
        )
    noted: dict[str, str] = {}
    for table in tables:
        _read_table(table, about, gathering, noted)
    _read_notes(root, about, gathering, noted)
    for part in root.iter():
        if local_name(part) in _UNREAD and (length := len(words_of(part))):
            place = str(part.tag).rpartition("}")[2]
            gathering.skip(place, f"free text of {length:,} characters, to be read by a person")
    return gathering.done()


def _read_table(
    participants: etree._Element, about: str, gathering: Gathering, noted: dict[str, str]
) -> None:
    columns: list[str] = []
    headings: list[str] = []
    for row in participants.iter():
        if local_name(row) != "row":
            continue
        cells = [part for part in row if local_name(part) == "entry"]
        if any(local_name(above) == "thead" for above in row.iterancestors()):
            headings = [words_of(cell) for cell in cells]
            columns = [column_of(heading) for heading in headings]
            for heading, column in zip(headings, columns, strict=True):
                if not column and heading:
                    gathering.skip("heading", f"unknown column {shown(heading)}")
        elif any(words_of(cell) for cell in cells):
            gathering.rows += 1
            _read_row(cells, columns, about, gathering, noted)


def _read_row(
    cells: list[etree._Element],
    columns: list[str],
    about: str,
    gathering: Gathering,
    noted: dict[str, str],
) -> None:
    place = f"row {gathering.rows}"
    if "party" not in columns or len(cells) > len(columns):
        gathering.skip(place, "the table has no heading for its participants or cells")
        return
    cell = cells[columns.index("party")] if columns.index("party") < len(cells) else None
    try:
        state = participant(words_of(cell) if cell is not None else "")
    except InputRefused as refusal:
        gathering.skip(place, refusal.what)
        return
    if cell is not None:
        noted.update(dict.fromkeys(raised_in(cell), state))
    before = len(gathering.actions)
    entry: DateInterval | None = None
    for column, dated in zip(columns, cells, strict=False):
        text = words_of(dated)
        if column == "entry" and days_in(text):
            entry = DateInterval.on(days_in(text)[0][0])
        elif column not in {"party", "entry"} and text:
            noted.update(dict.fromkeys(raised_in(dated), state))
            _read_cell(text, column, state, about, gathering)
    _enter(gathering, before, entry)
    if len(gathering.actions) == before:
        gathering.skip(place, f"{state}: no date that could be read")


def _read_cell(text: str, column: str, state: str, about: str, gathering: Gathering) -> None:
    days = days_in(text)
    if not days:
        gathering.skip(f"row {gathering.rows}", f"{state}: {shown(text)} holds no date")
    for day, behind in days:
        mark = _MARK.match(behind)
        when = DateInterval.on(day)
        if column == "signature":
            note = "succession to the signature" if mark and mark[1] == "d" else ""
            gathering.act(state, about, ActionKind.SIGNATURE, made=when, note=note)
        elif column == "consent":
            _consent(mark[1] if mark else "", when, state, about, gathering)
        elif column in {"notice", "exit"}:
            gathering.act(state, about, ActionKind.DENUNCIATION_NOTIFIED, received=when)
        elif column == "end":
            gathering.act(state, about, ActionKind.DENUNCIATION_NOTIFIED, effective=when)
        else:
            gathering.skip(f"row {gathering.rows}", f"{state}: {day} stands in an unknown column")


def _consent(mark: str, when: DateInterval, state: str, about: str, gathering: Gathering) -> None:
    if not mark:
        gathering.act(state, about, ActionKind.RATIFICATION, received=when)
    elif mark in meanings("mark"):
        kind, note = meanings("mark")[mark]
        gathering.act(state, about, ActionKind(kind), received=when, note=note)
    else:
        gathering.skip(f"row {gathering.rows}", f"{state}: {when} bears an unknown mark “{mark}”")


def _enter(gathering: Gathering, first: int, entry: DateInterval | None) -> None:
    """Give the last consent of a row the day of entry into force that its own column names."""
    if entry is None:
        return
    for number in range(len(gathering.actions) - 1, first - 1, -1):
        row = gathering.actions[number]
        if row.received is not None and row.kind is not ActionKind.DENUNCIATION_NOTIFIED:
            gathering.actions[number] = replace(row, effective=entry)
            return
    gathering.skip(f"row {gathering.rows}", "a day of entry into force without a consent")


def _read_notes(
    root: etree._Element, about: str, gathering: Gathering, noted: Mapping[str, str]
) -> None:
    for number, text in _notes(root):
        gathering.rows += 1
        read_note(number, text, about, gathering, noted.get(number, ""))


def _notes(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The end notes, each with its number ("" where it has none)."""
    for section in root.iter():
        if local_name(section) != "endnotes":
            continue
        whole = list(section) or [section]
        for note in whole:
            raised, text = raised_in(note), words_of(note)
            leading = _NUMBERED.match(text)
            number = raised[0] if raised else leading[1] if leading else ""
            if text:
                yield number, text[leading.end() :] if leading and not raised else text
