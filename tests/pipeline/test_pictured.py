"""A picture of a page: drawn apart, checked, and written here as a PNG of colours alone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from habeas.model import HabeasError, UnreadableSource, WrongUsage
from habeas.pipeline import HandedOver, add_handed_over, can_be_pictured, page_picture
from habeas.pipeline.accepting import NonsenseAnswer, accepted_picture
from habeas.pipeline.pictured import png_of
from habeas.store import CaseStore
from tests.pipeline.making import ONE_PROCESS

PDF = Path(__file__).resolve().parents[2] / "examples" / "sources" / "court-record.pdf"


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_the_png_holds_the_very_pixels(width: int, height: int, data: st.DataObject) -> None:
    size = 3 * width * height
    rgb = data.draw(st.binary(min_size=size, max_size=size))
    with Image.open(io.BytesIO(png_of(width, height, rgb))) as read:
        assert (read.format, read.mode, read.size) == ("PNG", "RGB", (width, height))
        assert read.tobytes() == rgb
        assert read.info == {}


def test_a_page_of_a_pdf_is_drawn_in_isolation(store: CaseStore) -> None:
    add_handed_over(
        store,
        [HandedOver("court.pdf", PDF.read_bytes()), HandedOver("a.txt", b"words alone")],
        settings=ONE_PROCESS,
    )
    by_name = {source.name: source for source in store.sources()}
    with Image.open(
        io.BytesIO(page_picture(store, by_name["court.pdf"].sha256, settings=ONE_PROCESS))
    ) as page:
        shades = set(page.convert("L").tobytes())
        assert max(page.size) == 1_400
        assert (min(shades) < 80, max(shades)) == (True, 255)
    with pytest.raises(HabeasError, match="no such page"):
        page_picture(store, by_name["court.pdf"].sha256, 99, settings=ONE_PROCESS)
    with pytest.raises(UnreadableSource):
        page_picture(store, by_name["a.txt"].sha256, settings=ONE_PROCESS)
    with pytest.raises(WrongUsage):
        page_picture(store, "0" * 64, settings=ONE_PROCESS)
    assert can_be_pictured("application/pdf")
    assert not can_be_pictured("image/svg+xml")


@pytest.mark.parametrize(
    ("told", "rgb"),
    [
        ({"width": 2, "height": 2, "pages": 1}, b"x" * 11),
        ({"width": 2, "height": 2, "pages": 1}, b"x" * 13),
        ({"width": 0, "height": 2, "pages": 1}, b""),
        ({"width": 1_000_000, "height": 1, "pages": 1}, b"x" * 3_000_000),
        ({"width": -2, "height": -2, "pages": 1}, b"x" * 12),
        ({"width": 2, "height": 2, "pages": 0}, b"x" * 12),
        ({"width": "2", "height": 2, "pages": 1}, b"x" * 12),
        ({}, b""),
    ],
)
def test_pixels_that_are_not_what_they_claim_are_refused(
    told: dict[str, object], rgb: bytes
) -> None:
    with pytest.raises(NonsenseAnswer):
        accepted_picture(({"picture": told}, rgb))
