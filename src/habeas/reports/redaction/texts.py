"""The text of a source without what was redacted, every span of it moved along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.model import Block, Cell, Document, PageRun, Passage, Record
from habeas.people import reading
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.pseudonyms import NAMELESS, PASSAGE
from habeas.reports.redaction.replacing import Cut, Replaced, joined, parted
from habeas.reports.redaction.rewriting import rewritten
from habeas.reports.redaction.words import words_in

# Of a redacted person's row stays what happened to them, when and where, and nothing of who.
_STAYS = frozenset(
    "list sex region place event "
    "captured seen transferred sentenced released exchanged died".split()
)
_NAMES = frozenset({"id", "name", "surname", "call_sign"})
_YES_OR_NO = frozenset({"", "0", "1", "x", "+", "-", "yes", "no", "так", "ні", "да", "нет"})
_ALL_OF_A_CELL = 0.7


@dataclass(frozen=True, slots=True)
class RedactedText:
    """A document before and after; `named` are the persons (by number) whom its source names."""

    old: Document
    new: Document
    moved: Replaced
    named: frozenset[int]

    def passage(self, start: int, end: int) -> Passage:
        """What has become of a passage of the old text."""
        return Passage.of(self.new.text, *self.span(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the old text stands in the new one."""
        return self.moved.first(start), self.moved.last(end)


def redacted_text(
    document: Document,
    hider: Hider,
    named: frozenset[int],
    passages: Sequence[tuple[int, int]] = (),
) -> RedactedText:
    """The document without the names that the hider knows, and without these passages of it."""
    hidden = hider.cuts(document.text, named)
    told = _rows_told(document, hidden, hider, named)
    whole = [Cut(start, end, PASSAGE) for start, end in passages]
    cuts = parted(
        document.text,
        joined([*hidden, *whole, *told.values()]),
        _borders(document),
        {PASSAGE: PASSAGE},
    )
    moved = Replaced(document.text, cuts)

    def hide(text: str) -> str:
        return hider.hidden(text, named)

    records = tuple(_record(row, document, moved, told, hide) for row in document.records)
    described = rewritten(
        replace(document, text="", blocks=(), runs=(), records=(), publication=None), hide
    )
    publication = document.publication
    if publication is not None:
        start, end = publication.start, publication.end
        if start is not None and end is not None:
            start, end = moved.first(start), moved.last(end)
        publication = replace(
            publication, evidence=hide(publication.evidence), start=start, end=end
        )
    new = replace(
        described,
        text=moved.text,
        blocks=tuple(_block(block, moved, hide(block.reason)) for block in document.blocks),
        runs=tuple(_runs(document.runs, moved)),
        records=records,
        publication=publication,
    )
    return RedactedText(document, new, moved, named)


def _borders(document: Document) -> list[int]:
    """Where no cut may reach over: the ends of blocks and of cells."""
    found = {edge for block in document.blocks for edge in (block.start, block.end)}
    for record in document.records:
        found.update(edge for cell in record.cells for edge in (cell.start, cell.end))
    return sorted(found)


def _rows_told(
    document: Document, cuts: Sequence[Cut], hider: Hider, named: frozenset[int]
) -> dict[tuple[int, int], Cut]:
    """For each row about a redacted person, the cells that tell who it is, by their span."""
    told: dict[tuple[int, int], Cut] = {}
    if not named:
        return told
    for record in document.records:
        who = next((words for cell in record.cells if (words := _about(cell, hider, named))), None)
        if who is None:
            continue
        for cell in record.cells:
            role = reading.role_of_column(cell.column)
            if role in _STAYS or cell.value.strip().casefold() in _YES_OR_NO:
                continue
            words = who if role in _NAMES else NAMELESS
            if not _about(cell, hider, named) or not hider.finds(cell.value):
                told[cell.start, cell.end] = Cut(cell.start, cell.end, words)
    return told


def as_name(cell: Cell) -> str:
    """What a cell says; small letters in a column of names are a name, also where they are a word.

    In a text they would be the word.
    """
    value, titled = cell.value, cell.value.title()
    if reading.role_of_column(cell.column) not in _NAMES or len(value) != len(titled):
        return value
    return titled if value.islower() else value


def _about(cell: Cell, hider: Hider, named: frozenset[int]) -> str | None:
    """The pseudonym of whom a cell names, where it says little else."""
    value = as_name(cell)
    if not hider.persons_in(value):
        return None
    cuts = [
        cut
        for cut in hider.cuts(value, named)
        if cut.words.startswith("Person ") and " or " not in cut.words
    ]
    words = words_in(value)
    letters = sum(word.end - word.start for word in words)
    covered = sum(
        word.end - word.start
        for word in words
        if any(cut.start <= word.start and word.end <= cut.end for cut in cuts)
    )
    return cuts[0].words if cuts and covered >= _ALL_OF_A_CELL * letters else None


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


def _record(
    record: Record,
    document: Document,
    moved: Replaced,
    told: Mapping[tuple[int, int], Cut],
    hide: Callable[[str], str],
) -> Record:
    def cell_of(cell: Cell) -> Cell:
        start, end = moved.first(cell.start), moved.last(cell.end)
        if document.text[cell.start : cell.end] == cell.value:
            value = moved.text[start:end]
        elif (cell.start, cell.end) in told:
            value = told[cell.start, cell.end].words
        else:
            value = hide(cell.value)
        return Cell(hide(cell.column), value, start, end)

    return replace(
        record,
        start=moved.first(record.start),
        end=moved.last(record.end),
        cells=tuple(map(cell_of, record.cells)),
        sheet=hide(record.sheet) if record.sheet is not None else None,
    )
