"""What a page of a PDF or a picture looks like: drawn in a worker, kept to its bare pixels.

A worker may have been taken over by the file that it draws. So it gives back no file but pixels,
whose number is checked; the PNG is written here, and holds nothing that the worker could choose but
colours. Marks are laid over them here as well.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model import UnreadableSource
from habeas.pipeline.intake import now
from habeas.pipeline.readers import Readers
from habeas.pipeline.settings import MEBIBYTE, ImportSettings
from habeas.pipeline.unisolated import recorded_in
from habeas.sources import PICTURED, Pixels
from habeas.store import CaseStore

Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
_LARGEST = 200 * MEBIBYTE
_SECONDS = 30.0
_EDGE: Colour = (60, 60, 60)


@dataclass(frozen=True, slots=True)
class PageMark:
    """A stretch of a page to be tinted; `box` is (left, bottom, right, top) in PDF points."""

    box: Box
    colour: Colour


def can_be_pictured(media_type: str) -> bool:
    """Whether there is anything to draw in this kind of file."""
    return media_type in PICTURED


def page_picture(
    store: CaseStore,
    sha256: str,
    page: int = 1,
    *,
    marks: Sequence[PageMark] = (),
    settings: ImportSettings | None = None,
) -> bytes:
    """A PNG of one page (from 1) of a source, with these marks on it.

    Raises UnreadableSource for what cannot be drawn, WrongUsage for what is not there, and
    IsolationMissing where nothing can shut a worker in.
    """
    source = store.source(sha256)
    if source.size > _LARGEST:
        raise UnreadableSource(f"larger than {_LARGEST:,} bytes; save it to look at it")
    settings = settings or ImportSettings(processes=1, seconds=_SECONDS)
    with Readers(settings, before_unsafe=recorded_in(store, now)) as readers:
        pixels = readers.picture(store.blob(source.sha256), source.media_type, source.name, page)
    return png_of(pixels.width, pixels.height, tinted(pixels, marks) if marks else pixels.rgb)


def tinted(pixels: Pixels, marks: Sequence[PageMark]) -> bytes:
    """The same pixels as if a highlighter had gone over the marks; where two lie, it is darker.

    Pixels that no points lead to stay as they are.
    """
    from PIL import Image, ImageChops, ImageDraw

    page = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    drawing = ImageDraw.Draw(page)
    for mark in marks if pixels.placing else ():
        left, top, right, bottom = _on_page(mark.box, pixels)
        if left < right and top < bottom:
            under = page.crop((left, top, right, bottom))
            colour = Image.new("RGB", under.size, mark.colour)
            page.paste(ImageChops.multiply(under, colour), (left, top))
            drawing.line([(left, bottom - 1), (right - 1, bottom - 1)], fill=_EDGE)
    return page.tobytes()


def _on_page(box: Box, pixels: Pixels) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels, cut to the page."""
    a, b, c, d, e, f = pixels.placing or (0.0,) * 6
    across = sorted(a * x + c * y + e for x in box[::2] for y in box[1::2])
    down = sorted(b * x + d * y + f for x in box[::2] for y in box[1::2])
    return (
        round(_within(across[0], pixels.width)),
        round(_within(down[0], pixels.height)),
        round(_within(across[-1], pixels.width)),
        round(_within(down[-1], pixels.height)),
    )


def _within(place: float, length: int) -> float:
    return min(max(0.0, place), float(length))


def png_of(width: int, height: int, rgb: bytes) -> bytes:
    """A PNG of rows from the top, three bytes a pixel, without any other chunk."""
    stride = 3 * width
    # Each row begins with the number of its filter: 0 is none.
    rows = b"".join(
        b"\x00" + rgb[start : start + stride] for start in range(0, stride * height, stride)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(rows, 6)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
