"""A page or a picture as bare pixels; whatever the bytes, a refusal is a HabeasError."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from habeas.model import HabeasError, UnreadableSource, UnsafeInput, WrongUsage
from habeas.sources import LONGEST_SIDE, PICTURED, ReadSettings, pixels_of


def picture(width: int, height: int, kind: str = "PNG", **saved: object) -> bytes:
    made = Image.new("RGB", (width, height), (10, 200, 30))
    content = io.BytesIO()
    made.save(content, kind, **saved)
    return content.getvalue()


def test_a_picture_is_its_colours_and_nothing_else() -> None:
    found = pixels_of(picture(7, 5), "image/png")
    assert (found.width, found.height, found.pages) == (7, 5, 1)
    assert found.rgb == bytes((10, 200, 30)) * 35


def test_a_large_picture_is_made_smaller() -> None:
    found = pixels_of(picture(3_000, 1_500), "image/png")
    assert (found.width, found.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert len(found.rgb) == 3 * found.width * found.height


def test_a_picture_is_turned_as_its_camera_was_held() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    found = pixels_of(picture(20, 10, "JPEG", exif=turned), "image/jpeg")
    assert (found.width, found.height) == (10, 20)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnsafeInput):
        pixels_of(picture(60, 60), "image/png", settings=ReadSettings(maximum_pixels=3_000))


def test_there_is_no_second_page_of_a_picture() -> None:
    with pytest.raises(WrongUsage):
        pixels_of(picture(2, 2), "image/png", page=2)


def test_other_kinds_have_no_picture() -> None:
    with pytest.raises(UnreadableSource):
        pixels_of(b"<svg/>", "image/svg+xml")


@given(st.sampled_from(PICTURED), st.binary(max_size=200), st.integers(0, 400))
def test_damaged_bytes_are_refused_in_words(kind: str, junk: bytes, cut: int) -> None:
    for data in (junk, picture(9, 9)[:cut] + junk):
        try:
            found = pixels_of(data, kind)
        except HabeasError:
            continue
        assert len(found.rgb) == 3 * found.width * found.height
