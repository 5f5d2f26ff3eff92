"""Small records to be redacted: the invented report, lists of people, texts. All is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from habeas.model import Block, BlockKind, Cell, Claim, Document, Record
from habeas.pipeline import Snapshot, resolved
from habeas.pipeline.as_of import ReadSource
from habeas.reports.redaction import (
    RedactedDossier,
    RedactedPassage,
    Redactions,
    redacted_dossier,
)
from tests.reports import invented
from tests.reports.redaction.planted import each_alone


def invented_record() -> Snapshot:
    content = invented.case()
    return Snapshot(
        head=content.head,
        checkpoint=content.checkpoint,
        investigators=content.investigators,
        sources=tuple(
            ReadSource(item.source, item.document, item.problem, item.claims)
            for item in content.sources
        ),
        judgements=content.judgements,
        unanchored=content.unanchored,
        imports=content.imports,
        failures=content.failures,
        erasures=(),
    )


def dossier(redactions: Redactions, record: Snapshot | None = None) -> RedactedDossier:
    return redacted_dossier(
        record or invented_record(), None, redactions, case_id="case-1", version="1.0"
    )


def people_list(*rows: tuple[str, ...], header: tuple[str, ...]) -> ReadSource:
    text, records, blocks = "", [], []
    for number, row in enumerate(rows, 1):
        start, cells = len(text), []
        for column, value in zip(header, row, strict=True):
            cells.append(Cell(column, value, len(text), len(text) + len(value)))
            text += f"{value}\t"
        records.append(Record(number, start, len(text) - 1, tuple(cells)))
        blocks.append(Block(BlockKind.TABLE_ROW, start, len(text) - 1))
        text = f"{text[:-1]}\n"
    document = Document(text, tuple(blocks), "text/csv", records=tuple(records))
    return ReadSource(invented.source_of("held.csv", text), document, None, ())


def source_with(text: str, *claims: Claim, name: str = "account.txt", **told: Any) -> ReadSource:
    """A text with these claims; `told` is what its document says of itself."""
    document = invented.document_of(text, **told)
    return ReadSource(invented.source_of(name, text), document, None, claims)


def record_of(*sources: ReadSource) -> Snapshot:
    """A record of these sources alone."""
    return replace(
        invented_record(), sources=sources, judgements={}, unanchored=(), failures=(), imports=()
    )


def redacted_with_people(record: Snapshot, redactions: Redactions) -> RedactedDossier:
    """The dossier with the people of the record, each record a person of its own."""
    people, _ = resolved(record, resolver=each_alone)
    return redacted_dossier(record, people, redactions, case_id="case-1", version="1.0")


def passage_in(source: ReadSource, words: str) -> RedactedPassage:
    """Where words stand in a source, to be redacted."""
    assert source.document is not None
    start = source.document.text.index(words)
    return RedactedPassage(source.source.sha256, start, start + len(words))


def cells_of(done: RedactedDossier, place: int = 0) -> Sequence[Sequence[str]]:
    """The rows of a source of a redacted dossier."""
    document = done.content.sources[place].document
    assert document is not None
    return [[cell.value for cell in row.cells] for row in document.records]
