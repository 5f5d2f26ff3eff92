"""The text of a source in the shape that was read: headings, paragraphs, tables, pages.

It is made of the words alone. Nothing of the original's mark-up is in it: no link, no picture, no
style; so it can be shown, though the original never is.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import groupby

from starlette.responses import Response

from habeas.model import Block, BlockKind, Document, printable
from habeas.pipeline import source_record
from habeas.web.answering import THEME_COOKIE
from habeas.web.forms import parse
from habeas.web.page import Page, Raw, query_of
from habeas.web.pages.sources.graphic import graphic_spans, is_covered
from habeas.web.pages.sources.text_pages import Span, as_shown, text_pages
from habeas.web.rendering import rendered
from habeas.web.section import Section
from habeas.web.security import sandboxed_headers
from habeas.web.speech import N_
from habeas.web.visit import Visit

# What the readers of tables say of the row above all others.
_COLUMN_NAMES = "column names"
_SEPARATORS = ("\t", ";", "|", ",")


@dataclass(frozen=True, slots=True)
class LaidOutQuery:
    """Which part of the text, from 1; with `reveal` also where it tells of violence."""

    page: int = 1
    reveal: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one kind of block; or where `kind` is `table`, its rows; or the start of a `page`.

    With `header` the first row of a table names its columns.
    """

    kind: str
    text: str = ""
    language: str | None = None
    page: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class LaidOutView:
    """One part of the text of a source, laid out; empty where no text was read.

    With `covered` it tells of violence, and is given only when asked for.
    """

    sha256: str
    name: str
    title: str | None
    language: str | None
    number: int
    of: int
    covered: bool
    revealed: bool
    stretches: tuple[Stretch, ...]


def laid_out(visit: Visit, query: LaidOutQuery) -> LaidOutView:
    """The part that is asked for; the last one for a number beyond it."""
    record = source_record(visit.bench.case.store, visit.part("sha256"))
    source, read = record.source, record.document
    parts = text_pages(read) if read else ((0, 0),)
    number = min(max(1, query.page), len(parts))
    first, last = parts[number - 1]
    graphic = any(start < last and end > first for start, end in graphic_spans(record))
    covered = graphic and is_covered(visit, reveal=query.reveal)
    return LaidOutView(
        sha256=source.sha256,
        name=printable(source.name),
        title=read.title if read else None,
        language=source.language or (read.language if read else None),
        number=number,
        of=len(parts),
        covered=covered,
        revealed=query.reveal,
        stretches=() if covered or read is None else stretches_of(read, (first, last)),
    )


def frame(visit: Visit, _: bytes) -> Response:
    """The same as a page of its own, for a frame in which nothing runs or leads anywhere."""
    view = laid_out(visit, parse(LaidOutQuery, query_of(visit.request)))
    theme = visit.request.cookies.get(THEME_COOKIE, "")
    values = {
        "view": view,
        "theme": theme if theme in {"light", "dark"} else "",
        "style": frame_style(),
    }
    return Response(
        rendered("sources/frame.html", visit.speech, values),
        headers=sandboxed_headers(frame_style()),
        media_type="text/html; charset=utf-8",
    )


@cache
def frame_style() -> str:
    """The whole style of the frame: the colours of the workbench, and how text is set."""
    folder = files("habeas.web").joinpath("static/css")
    parts = (folder.joinpath(name).read_text("utf-8") for name in ("tokens.css", "frame.css"))
    return "".join(parts)


def stretches_of(document: Document, span: Span) -> tuple[Stretch, ...]:
    """All blocks of a span of the text, in order; neighbouring rows are one table."""
    return tuple(_stretches(document, span))


def _stretches(document: Document, span: Span) -> Iterator[Stretch]:
    inside = [block for block in document.blocks if block.start < span[1] and block.end > span[0]]
    before = None
    for (page, is_row), together in groupby(inside, _page_and_shape):
        blocks = list(together)
        if page is not None and page != before:
            before = page
            yield Stretch("page", page=page)
        words = [_words(document, block, span) for block in blocks]
        if is_row:
            table = table_of([item.text for item in words], words[0].language)
            yield replace(table, header=blocks[0].reason == _COLUMN_NAMES)
        else:
            yield from words


def _page_and_shape(block: Block) -> tuple[int | None, bool]:
    return block.page, block.kind is BlockKind.TABLE_ROW


def _words(document: Document, block: Block, span: Span) -> Stretch:
    text = document.text[max(block.start, span[0]) : min(block.end, span[1])]
    return Stretch(block.kind.value, as_shown(text), block.language or document.language)


def table_of(lines: Sequence[str], language: str | None) -> Stretch:
    """The rows of a table, taken apart by what stands between the columns of most of them."""
    separator = max(_SEPARATORS, key=lambda one: _evenness(lines, one))
    rows = [_cells(line, separator) for line in lines]
    width = max(map(len, rows))
    return Stretch(
        "table",
        language=language,
        rows=tuple((*row, *[""] * (width - len(row))) for row in rows),
    )


def _evenness(lines: Sequence[str], separator: str) -> float:
    """How many lines, of 1, have as many columns as most have; none for a single column."""
    widths = Counter(len(_cells(line, separator)) for line in lines)
    width, times = widths.most_common(1)[0]
    return times / len(lines) if width > 1 else 0.0


def _cells(line: str, separator: str) -> tuple[str, ...]:
    # Only files of these two put what holds a separator into quotation marks.
    quoted = separator in ";,"
    if not quoted:
        line = line.strip().strip("|") if separator == "|" else line
        return tuple(cell.strip() for cell in line.split(separator))
    cells = next(csv.reader(line.splitlines(keepends=True), delimiter=separator), [line])
    return tuple(cell.strip() for cell in cells)


PAGE = Page(
    path="/sources/{sha256}/laid-out",
    name="laid_out_source",
    title=N_("Laid out"),
    template="sources/laid_out.html",
    view=laid_out,
    summary="The text of a source in the shape that was read: headings, paragraphs, tables, pages",
    query=LaidOutQuery,
    section=Section.SOURCES,
    frames=True,
)
FRAME = Raw(
    path="/sources/{sha256}/view",
    name="source_frame",
    answer=frame,
    summary="The text of a source laid out, for a frame in which nothing runs or leads anywhere",
    query=LaidOutQuery,
)
