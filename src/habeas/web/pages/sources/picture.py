"""What a page of a source looks like: a picture of it, drawn where it can do no harm."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from starlette.responses import Response

from habeas.model import Document, PageRun
from habeas.pipeline import PageMark, SourceRecord, page_picture, source_record
from habeas.web.forms import parse
from habeas.web.page import query_of
from habeas.web.pages.sources.marks import spans_of
from habeas.web.pages.sources.text_pages import Span
from habeas.web.visit import Visit
from habeas.web.workbench import Workbench

Marks = tuple[PageMark, ...]
Box = tuple[float, float, float, float]
# The light colours of the marks in a text: a picture keeps its light paper.
_COLOURS = {
    "asserts": (207, 224, 239),
    "denies": (246, 207, 201),
    "reports": (243, 226, 179),
    "promises": (211, 232, 208),
    "retracts": (227, 213, 238),
}
_COLOUR = (233, 231, 224)
_NOTE = "pictures of pages"
_KEPT = 20
MOST_OFFERED = 60


@dataclass(frozen=True, slots=True)
class PictureQuery:
    """Which page of the source, from 1; `marked` if its claims are to be seen on it."""

    page: int = 1
    marked: bool = False


class Pictures:
    """Draws one picture at a time, and remembers the last ones, in memory alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, Marks], bytes] = OrderedDict()

    def get(self, bench: Workbench, sha256: str, page: int, marks: Marks = ()) -> bytes:
        """The picture as PNG. Raises what `page_picture` raises."""
        key = (sha256, page, marks)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = page_picture(bench.case.store, sha256, page, marks=marks)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


def picture(visit: Visit, _: bytes) -> Response:
    """A PNG that is made of pixels alone; the original stays where it is."""
    query = parse(PictureQuery, query_of(visit.request))
    store, sha256 = visit.bench.case.store, visit.part("sha256")
    marks = claim_marks(source_record(store, sha256), query.page) if query.marked else ()
    pictures: Pictures = visit.bench.notes.setdefault(_NOTE, Pictures())
    drawn = pictures.get(visit.bench, store.source(sha256).sha256, query.page, marks)
    return Response(drawn, media_type="image/png")


def claim_marks(record: SourceRecord, page: int) -> Marks:
    """Where the words of claims stand on a page, each in the colour of its stance."""
    if record.document is None:
        return ()
    runs = [run for run in record.document.runs if run.page == page and run.box is not None]
    return tuple(
        PageMark(_part_of(run, start, end), _COLOURS.get(item.claim.stance.value, _COLOUR))
        for item in record.claims
        for start, end in spans_of(item)
        for run in runs
        if start < run.end and end > run.start
    )


def _part_of(run: PageRun, start: int, end: int) -> Box:
    """The part of a line's box that these characters take, as if all were equally wide.

    A line that is written upwards or downwards is marked whole.
    """
    left, bottom, right, top = run.box or (0.0,) * 4
    length = max(1, run.end - run.start)
    if top - bottom > right - left and length > 1:
        return left, bottom, right, top
    width = (right - left) / length
    first, last = max(0, start - run.start), min(length, end - run.start)
    return left + first * width, bottom, left + last * width, top


def pages_pictured(document: Document | None, text: Span | None) -> tuple[int, ...]:
    """The pages of the source on which a stretch of its text stands; the first for a picture."""
    if document is None or text is None or not document.runs:
        return (1,)
    start, end = text
    pages = {run.page for run in document.runs if run.start < end and run.end > start}
    return tuple(sorted(pages))[:MOST_OFFERED]
