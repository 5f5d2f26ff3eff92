"""The text of a source without what was redacted, every span of it moved along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.model import Block, Cell, Document, PageRun, Passage, Record
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.pseudonyms import PASSAGE
from habeas.reports.redaction.record.describing import described
from habeas.reports.redaction.record.rows import ResolvedRows, rows_told
from habeas.reports.redaction.record.withheld import Withheld
from habeas.reports.redaction.replacing import Cut, Replaced, joined, parted


@dataclass(frozen=True, slots=True)
class RedactedText:
    """A document before and after, with the parts of the old text that are withheld.

    `named` are the persons (by number) whom its source names.
    """

    old: Document
    new: Document
    moved: Replaced
    named: frozenset[int]
    withheld: Withheld

    def passage(self, start: int, end: int) -> Passage:
        """What has become of a passage of the old text."""
        return Passage.of(self.new.text, *self.span(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the old text stands in the new one."""
        return self.moved.first(start), self.moved.last(end)


@dataclass(frozen=True, slots=True)
class ToBeHidden:
    """What is to be taken out of one source (by its SHA-256), and who is whose row."""

    source: str
    hider: Hider
    named: frozenset[int]
    rows: ResolvedRows
    passages: Sequence[tuple[int, int]] = ()

    def hide(self, text: str) -> str:
        """A text of the source without the names that the hider knows."""
        return self.hider.hidden(text, self.named)


def redacted_text(document: Document, hidden: ToBeHidden) -> RedactedText:
    """The document without the names that the hider knows, and without these passages of it."""
    borders, further = _borders(document), {PASSAGE: PASSAGE}
    names = hidden.hider.cuts(document.text, hidden.named)
    told = rows_told(document, hidden.hider, hidden.named, hidden.rows, hidden.source)
    whole = [Cut(start, end, PASSAGE) for start, end in hidden.passages]
    # What a row tells of a cell goes before what its words alone would.
    within = parted(document.text, names, borders, further)
    cuts = parted(document.text, joined([*whole, *told.values(), *within]), borders, further)
    moved = Replaced(document.text, cuts)
    copies = [(cut.start, cut.end) for cut in names if cut.words == PASSAGE]
    withheld = Withheld(document.text, [*hidden.passages, *copies])
    cells = _Cells(document.text, moved, told, withheld, hidden.hide)
    new = replace(
        described(document, moved, withheld, hidden.hide),
        text=moved.text,
        blocks=tuple(_block(block, moved, hidden.hide(block.reason)) for block in document.blocks),
        runs=tuple(_runs(document.runs, moved)),
        records=tuple(map(cells.record, document.records)),
    )
    return RedactedText(document, new, moved, hidden.named, withheld)


def _borders(document: Document) -> list[int]:
    """Where no cut may reach over: the ends of blocks and of cells."""
    found = {edge for block in document.blocks for edge in (block.start, block.end)}
    for record in document.records:
        found.update(edge for cell in record.cells for edge in (cell.start, cell.end))
    return sorted(found)


def _block(block: Block, moved: Replaced, reason: str) -> Block:
    return replace(block, start=moved.first(block.start), end=moved.last(block.end), reason=reason)


def _runs(runs: Iterable[PageRun], moved: Replaced) -> Iterator[PageRun]:
    """The runs in order; a name that reaches over two belongs to the first."""
    at = 0
    for run in runs:
        start, end = max(at, moved.first(run.start)), moved.last(run.end)
        if start < end:
            yield replace(run, start=start, end=end)
            at = end


@dataclass(frozen=True, slots=True)
class _Cells:
    """What rows and their cells have become."""

    old: str
    moved: Replaced
    told: Mapping[tuple[int, int], Cut]
    withheld: Withheld
    hide: Callable[[str], str]

    def record(self, record: Record) -> Record:
        return replace(
            record,
            start=self.moved.first(record.start),
            end=self.moved.last(record.end),
            cells=tuple(map(self._cell, record.cells)),
            sheet=self.hide(record.sheet) if record.sheet is not None else None,
        )

    def _cell(self, cell: Cell) -> Cell:
        start, end = self.moved.first(cell.start), self.moved.last(cell.end)
        printed = self.old[cell.start : cell.end] == cell.value
        if printed or self.withheld.touches(cell.start, cell.end):
            value = self.moved.text[start:end]
        elif (cell.start, cell.end) in self.told:
            value = self.told[cell.start, cell.end].words
        else:
            value = self.hide(cell.value)
        return Cell(self.hide(cell.column), value, start, end)
