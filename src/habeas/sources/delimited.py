"""CSV and its kin: the stored text is the decoded file itself, each row a record."""

from __future__ import annotations

from habeas.model import BlockKind, Cell, Record
from habeas.sources.delimited_rows import DelimitedRow, delimited_rows, delimiter_of
from habeas.sources.draft import Draft
from habeas.sources.encoding import decode
from habeas.sources.page import Part, split_paragraphs
from habeas.sources.settings import ReadSettings
from habeas.sources.table_header import column_names, find_header

NO_HEADER = "no row of column names was found; the columns are numbered"


def read_delimited(data: bytes, settings: ReadSettings) -> Draft:
    """The table in a delimiter-separated file, of whatever delimiter and encoding.

    Text in one column only is read as plain text, and a note says so.
    """
    decoded = decode(data, maximum_characters=settings.maximum_characters)
    rows = list(delimited_rows(decoded.text, delimiter_of(decoded.text)))
    notes = list(decoded.notes)
    draft = Draft(decoded.text, [], marked_up=True, encoding=decoded.encoding, notes=notes)
    if max((len(row.cells) for row in rows), default=0) < 2:
        draft.parts = split_paragraphs(decoded.text)
        draft.marked_up = False
        notes.append("no columns were found; read as plain text")
        return draft
    values = [[cell.value for cell in row.cells] for row in rows]
    header = find_header(values)
    if header is None:
        notes.append(NO_HEADER)
    _add_rows(draft, rows, header)
    return draft


def _add_rows(draft: Draft, rows: list[DelimitedRow], header: int | None) -> None:
    printed = [cell.value for cell in rows[header].cells] if header is not None else []
    names = column_names(printed, max(len(row.cells) for row in rows))
    if draft.text.startswith("\ufeff"):
        draft.parts.append(Part(0, 1, "\ufeff", BlockKind.PAGE_NOISE, "byte order mark"))
    first = 0 if header is None else header + 1
    for index, row in enumerate(rows):
        part = _part(draft.text, row, index, header)
        draft.parts.append(part)
        cells = _cells(row, names)
        if index >= first and cells:
            draft.records.append(Record(index - first + 1, row.start, row.end, cells))


def _part(text: str, row: DelimitedRow, index: int, header: int | None) -> Part:
    whole = text[row.start : row.end]
    start = row.start + len(whole) - len(whole.lstrip())
    part = Part(start, start + len(whole.strip()), whole.strip())
    if header is not None and index < header:
        return part.decided(BlockKind.SECTION_HEAD, "line above the table's column names")
    if not any(cell.value.strip() for cell in row.cells):
        return part.decided(BlockKind.PAGE_NOISE, "empty row")
    return part.decided(
        BlockKind.TABLE_ROW, "column names" if index == header else "row of a table"
    )


def _cells(row: DelimitedRow, names: list[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(name, cell.value, cell.start, cell.end)
        for name, cell in zip(names, row.cells, strict=False)
        if cell.value.strip()
    )
