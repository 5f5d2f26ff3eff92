"""What a page of a source looks like: a picture of it, drawn where it can do no harm."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from starlette.responses import Response

from habeas.model import Document
from habeas.pipeline import page_picture
from habeas.web.forms import parse
from habeas.web.page import query_of
from habeas.web.pages.sources.text_pages import Span
from habeas.web.visit import Visit
from habeas.web.workbench import Workbench

_NOTE = "pictures of pages"
_KEPT = 20
MOST_OFFERED = 60


@dataclass(frozen=True, slots=True)
class PictureQuery:
    """Which page of the source, from 1."""

    page: int = 1


class Pictures:
    """Draws one picture at a time, and remembers the last ones, in memory alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def get(self, bench: Workbench, sha256: str, page: int) -> bytes:
        """The picture as PNG. Raises what `page_picture` raises."""
        key = (sha256, page)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = page_picture(bench.case.store, sha256, page)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


def picture(visit: Visit, _: bytes) -> Response:
    """A PNG that is made of pixels alone; the original stays where it is."""
    page = parse(PictureQuery, query_of(visit.request)).page
    source = visit.bench.case.store.source(visit.part("sha256"))
    pictures: Pictures = visit.bench.notes.setdefault(_NOTE, Pictures())
    return Response(pictures.get(visit.bench, source.sha256, page), media_type="image/png")


def pages_pictured(document: Document | None, text: Span | None) -> tuple[int, ...]:
    """The pages of the source on which a stretch of its text stands; the first for a picture."""
    if document is None or text is None or not document.runs:
        return (1,)
    start, end = text
    pages = {run.page for run in document.runs if run.start < end and run.end > start}
    return tuple(sorted(pages))[:MOST_OFFERED]
