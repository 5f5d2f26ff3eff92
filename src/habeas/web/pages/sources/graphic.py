"""What of a source is covered until somebody asks: claims about violence, where that was chosen."""

from __future__ import annotations

from habeas.pipeline import JudgedClaim
from habeas.web.pages.review.graphic import GRAPHIC_TYPES, Graphic, graphic_of
from habeas.web.visit import Visit


def is_graphic(item: JudgedClaim) -> bool:
    """Whether a claim tells of violence against bodies, as the machine or a person says."""
    return bool({item.claim.type, item.row()["type"]} & GRAPHIC_TYPES)


def is_covered(visit: Visit, *, reveal: bool = False) -> bool:
    """Whether accounts of violence are covered in this browser, and not asked for now."""
    return graphic_of(visit.request) is Graphic.COVER and not reveal
