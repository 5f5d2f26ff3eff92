"""Writing the stored text of a format whose bytes are not text, and noting where each part is."""

from __future__ import annotations

from habeas.model import BlockKind, Cell, Record
from habeas.sources.encoding import too_long
from habeas.sources.page import Part
from habeas.sources.table_header import column_names, find_header

_TITLE_ABOVE = "line above the table's column names"


class PageText:
    """The text of a page in the making: parts parted by blank lines, table rows by line breaks.

    State on purpose: offsets depend on all that was written before.
    """

    def __init__(self, maximum_characters: int) -> None:
        self.parts: list[Part] = []
        self.records: list[Record] = []
        self._maximum = maximum_characters
        self._pieces: list[str] = []
        self._length = 0
        self._group = 0

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "".join(self._pieces)

    @property
    def has_heads(self) -> bool:
        """Whether the format itself has named a title or a head so far."""
        heads = (BlockKind.TITLE, BlockKind.SECTION_HEAD)
        return any(part.kind in heads and part.reason != _TITLE_ABOVE for part in self.parts)

    def add(
        self, text: str, kind: BlockKind | None = None, reason: str = "", page: int | None = None
    ) -> None:
        """Write one part, white space at both ends cut off; nothing where nothing is left."""
        words = text.strip()
        if not words:
            return
        self._part_from_before("\n\n")
        self._group += 1
        self._append(words, kind, reason, page)

    def add_below(self, text: str, kind: BlockKind | None = None, reason: str = "") -> None:
        """Write one part on the line right below the last one, as a credit below its caption."""
        words = text.strip()
        if words:
            self._part_from_before("\n")
            self._append(words, kind, reason, None)

    def add_table(self, rows: list[list[str]], sheet: str | None = None) -> bool:
        """Write a table, a tab between cells; its rows below the header become records.

        True where a row of column names was found; otherwise the columns are numbered.
        """
        kept = [row for row in rows if any(value.strip() for value in row)]
        header = find_header(kept)
        names = column_names(
            kept[header] if header is not None else [], max(map(len, kept), default=0)
        )
        first = 0 if header is None else header + 1
        self._part_from_before("\n\n")
        self._group += 1
        for index, row in enumerate(kept):
            above = header is not None and index < header
            self._add_row(row, names, index - first + 1, sheet, above=above)
        return header is not None

    def _add_row(
        self, row: list[str], names: list[str], number: int, sheet: str | None, *, above: bool
    ) -> None:
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._write("\n")
        cells: list[Cell] = []
        start = self._length
        for column, value in enumerate(row):
            if column:
                self._write("\t")
            if value.strip():
                cells.append(Cell(names[column], value, self._length, self._length + len(value)))
            self._write(value)
        written = self.text_from(start)
        left, words = len(written) - len(written.lstrip()), written.strip()
        begin, end = start + left, start + left + len(words)
        kind = BlockKind.SECTION_HEAD if above else BlockKind.TABLE_ROW
        reason = _TITLE_ABOVE if above else ("row of a table" if number else "column names")
        self.parts.append(Part(begin, end, words, kind, reason, self._group))
        if number > 0 and not above:
            self.records.append(Record(number, start, self._length, tuple(cells), sheet))

    def text_from(self, start: int) -> str:
        """What was written since an offset that lies at the start of a piece."""
        length, pieces = self._length, []
        for piece in reversed(self._pieces):
            if length <= start:
                break
            pieces.append(piece)
            length -= len(piece)
        return "".join(reversed(pieces))

    def _part_from_before(self, gap: str) -> None:
        if self._pieces:
            self._write(gap)

    def _append(self, words: str, kind: BlockKind | None, reason: str, page: int | None) -> None:
        start = self._length
        self._write(words)
        self.parts.append(Part(start, self._length, words, kind, reason, self._group, page))

    def _write(self, piece: str) -> None:
        if self._length + len(piece) > self._maximum:
            raise too_long(self._maximum)
        self._pieces.append(piece)
        self._length += len(piece)
