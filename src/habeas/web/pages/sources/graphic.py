"""What of a source is covered until somebody asks: claims about violence, where that was chosen."""

from __future__ import annotations

from habeas.pipeline import JudgedClaim, SourceRecord
from habeas.web.pages.review.graphic import GRAPHIC_TYPES, Graphic, graphic_of
from habeas.web.pages.sources.text_pages import Span
from habeas.web.visit import Visit


def is_graphic(item: JudgedClaim) -> bool:
    """Whether a claim tells of violence against bodies, as the machine or a person says."""
    return bool({item.claim.type, item.row()["type"]} & GRAPHIC_TYPES)


def graphic_spans(record: SourceRecord) -> tuple[Span, ...]:
    """Every place in the text of a source where a claim tells of violence."""
    return tuple(
        (passage.start, passage.end)
        for item in record.claims
        if is_graphic(item)
        for passage in (item.claim.passage, *item.claim.occurrences)
    )


def is_covered(visit: Visit, *, reveal: bool = False) -> bool:
    """Whether accounts of violence are covered in this browser, and not asked for now."""
    return graphic_of(visit.request) is Graphic.COVER and not reveal
