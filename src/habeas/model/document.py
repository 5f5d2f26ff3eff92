"""What a reader makes of a source's bytes: text that is never normalised, cut into blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.model.dates import DateInterval
from habeas.model.record import Record


class BlockKind(StrEnum):
    """What part a stretch of text plays on its page."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    SECTION_HEAD = "section_head"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    PULL_QUOTE = "pull_quote"
    TABLE_ROW = "table_row"
    PAGE_NOISE = "page_noise"


@dataclass(frozen=True, slots=True)
class Block:
    """Half-open span [start, end) in code points of the document's text.

    `duplicate_of` is the index, in `Document.blocks`, of the first block with the same words;
    `language` is an ISO 639-1 code or None where too little text was there to tell;
    `reason` names the rule or mark-up that decided the kind.
    """

    kind: BlockKind
    start: int
    end: int
    language: str | None = None
    page: int | None = None
    duplicate_of: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PageRun:
    """Where a stretch of text stands on a page.

    `page` counts from 1; `box` is (left, bottom, right, top) in PDF points, origin bottom left.
    """

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document was published, and what says so.

    `evidence` names the metadata field or rule; `start`/`end` span the words in the text, if any.
    """

    interval: DateInterval
    evidence: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one source with the map back to its pages.

    Blocks are sorted, do not overlap, and cover every character that is not white space.
    `records` holds the rows of a list or table, each with the span of its row.
    `notes` says in plain words what the reader could not do.
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    encoding: str | None = None
    language: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    publication: Publication | None = None
    runs: tuple[PageRun, ...] = ()
    records: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()

    def text_of(self, block: Block) -> str:
        """The exact characters of one block."""
        return self.text[block.start : block.end]
