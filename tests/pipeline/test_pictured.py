"""A picture of a page: drawn apart, checked, and written here as a PNG of colours alone."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from habeas.model import HabeasError, UnreadableSource, WrongUsage
from habeas.pipeline import (
    HandedOver,
    PageMark,
    add_handed_over,
    can_be_pictured,
    page_picture,
)
from habeas.pipeline.accepting import NonsenseAnswer, accepted_picture
from habeas.pipeline.pictured import png_of, tinted
from habeas.sources import Pixels, pixels_of, read
from habeas.store import CaseStore
from tests.pipeline.making import ONE_PROCESS
from tests.sources.pdf_files import Placed, pdf

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


@pytest.mark.parametrize("turned", [b"", b"/Rotate 90 ", b"/CropBox [50 60 500 800] "])
def test_a_mark_lies_on_its_words_however_the_page_is_turned_and_cut(turned: bytes) -> None:
    data = pdf([[Placed(120, 700, "Held in the mill", 14)]])
    data = data.replace(b"/MediaBox", turned + b"/MediaBox")
    (run,) = read(data, name="page.pdf").runs
    assert run.box is not None
    pixels = pixels_of(data, "application/pdf")
    marked = tinted(pixels, [PageMark(run.box, (200, 220, 240))])
    size = (pixels.width, pixels.height)
    before, after = (Image.frombytes("RGB", size, rgb) for rgb in (pixels.rgb, marked))
    words = ImageOps.invert(before.convert("L")).getbbox()
    changed = ImageChops.difference(before, after).getbbox()
    assert words is not None
    assert changed is not None
    assert all(abs(one - other) <= 4 for one, other in zip(words, changed, strict=True))


def test_where_two_marks_lie_it_is_darker_and_beyond_the_page_is_nothing() -> None:
    pixels = Pixels(10, 10, 1, b"\xff" * 300, (1, 0, 0, -1, 0, 10))
    marks = [
        PageMark(box, (200, 100, 50)) for box in ((0, 0, 5, 10), (0, 0, 2, 10), (20, 0, 90, 9))
    ]
    drawn = Image.frombytes("RGB", (10, 10), tinted(pixels, marks))
    shades = [drawn.getpixel((x, 0)) for x in (0, 3, 7)]
    assert shades == [(156, 39, 9), (200, 100, 50), (255, 255, 255)]
    assert tinted(replace(pixels, placing=None), marks) == pixels.rgb


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
        ({"width": 2, "height": 2, "pages": 1, "placing": [1.0, 0.0]}, b"x" * 12),
        ({"width": 2, "height": 2, "pages": 1, "placing": [math.nan] * 6}, b"x" * 12),
        ({}, b""),
    ],
)
def test_pixels_that_are_not_what_they_claim_are_refused(
    told: dict[str, object], rgb: bytes
) -> None:
    with pytest.raises(NonsenseAnswer):
        accepted_picture(({"picture": told}, rgb))
