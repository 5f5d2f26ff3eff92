"""One page of a PDF, or one picture, as plain pixels: all that is worth looking at, nothing else.

Whoever shows an original to a person should do it with these: pixels hold no script, no metadata
and no second layer.
"""

from __future__ import annotations

import ctypes
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import UnreadableSource, UnsafeInput, WrongUsage
from habeas.sources.settings import ReadSettings

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]  # publishes no types

LONGEST_SIDE = 1_400
"""Pixels of the longer side, at most."""

PICTURED = ("application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif")

Placing = tuple[float, float, float, float, float, float]
# Fine enough steps for a place on the page, and far enough apart for a slope.
_STEPS, _FAR = 1_000, 1_000


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows from the top, three bytes (red, green, blue) a pixel; `pages` is how many there are.

    `placing` leads from PDF points (x, y) to pixels: a·x + c·y + e from the left, b·x + d·y + f
    from the top, of (a, b, c, d, e, f); None for what has no points.
    """

    width: int
    height: int
    pages: int
    rgb: bytes
    placing: Placing | None = None


def pixels_of(
    data: bytes, media_type: str, page: int = 1, settings: ReadSettings | None = None
) -> Pixels:
    """The page (from 1) of a PDF, or the picture.

    Raises UnreadableSource for what is damaged or no picture, UnsafeInput for too many pixels,
    WrongUsage for a page that there is not.
    """
    settings = settings or ReadSettings()
    if media_type not in PICTURED:
        raise UnreadableSource("this kind of file has no picture")
    if media_type == "application/pdf":
        return _of_pdf(data, page)
    return _of_picture(data, page, settings)


def _of_pdf(data: bytes, number: int) -> Pixels:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        _check_page(number, pages)
        page = document[number - 1]
        scale = LONGEST_SIDE / max(1.0, *page.get_size())
        shown = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        placing = _placing(page, shown.width, shown.height)
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource("the PDF is damaged, or opens by a password") from error
    return Pixels(shown.width, shown.height, pages, shown.tobytes(), placing)


def _placing(page: pypdfium2.PdfPage, width: int, height: int) -> Placing:
    """From the page's points to pixels, whichever way it is turned and cut."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # publishes no types

    def pixel(x: float, y: float) -> tuple[float, float]:
        left, top = ctypes.c_int(), ctypes.c_int()
        size = (width * _STEPS, height * _STEPS)
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(left), ctypes.byref(top))
        return left.value / _STEPS, top.value / _STEPS

    (e, f), right, up = pixel(0, 0), pixel(_FAR, 0), pixel(0, _FAR)
    slopes = (right[0] - e, right[1] - f, up[0] - e, up[1] - f)
    a, b, c, d = (slope / _FAR for slope in slopes)
    return a, b, c, d, e, f


def _of_picture(data: bytes, number: int, settings: ReadSettings) -> Pixels:
    from PIL import Image, ImageOps, UnidentifiedImageError

    _check_page(number, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow prints what we raise
        try:
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > settings.maximum_pixels:
                    raise UnsafeInput("the picture claims too many pixels")
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture).convert("RGB")
        except Image.DecompressionBombError as error:
            raise UnsafeInput("the picture claims too many pixels") from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise UnreadableSource("the picture is damaged or cut short") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return Pixels(upright.width, upright.height, 1, upright.tobytes())


def _check_page(number: int, pages: int) -> None:
    if not 1 <= number <= pages:
        raise WrongUsage("there is no such page", where=str(number))
