"""The dossier as PDF: the HTML page, set by WeasyPrint with the fonts of this house.

No byte comes from anywhere else: every address but those of our own fonts is refused. The file is
tagged (PDF/UA-1), has bookmarks, and its identifier and dates come from the content, so that equal
content gives equal bytes with the same version of WeasyPrint and of the system's Pango. Letters
that our fonts lack (other scripts than Latin and Cyrillic) are drawn with fonts of the machine, and
embedded too.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from types import ModuleType

from habeas.figures import FONT, FONT_FILES, FontFile, Typeface, font_bytes, font_stack
from habeas.model import MissingExtra

_ADDRESS = "habeas-font:///"
_FALLBACKS = {Typeface.SERIF: "serif", Typeface.SANS: "sans-serif", Typeface.MONO: "monospace"}
_IDENTIFIER_BYTES = 16
_CLOCK = "SOURCE_DATE_EPOCH"
_ONE_AT_A_TIME = threading.Lock()


def pdf_of(page: bytes) -> bytes:
    """The HTML of a dossier as PDF.

    Raises MissingExtra where WeasyPrint, or Pango that it draws with, is not installed.
    """
    weasyprint = _weasyprint()
    text = page.decode("utf-8").replace(f'font-family="{FONT}"', f'font-family="{_drawn_with()}"')
    # Behind the page's own sheet, so that it has the last word.
    text = text.replace("</style>", f"</style>\n<style>{_style()}</style>", 1)
    with _clock_stopped():
        written = weasyprint.HTML(string=text, url_fetcher=_fetcher()).write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page).digest()[:_IDENTIFIER_BYTES],
        )
    if not isinstance(written, bytes):
        raise TypeError("WeasyPrint gave no bytes")
    return written


def check_pdf() -> None:
    """Raise MissingExtra where no PDF can be written, before any work is done."""
    _weasyprint()


def _weasyprint() -> ModuleType:
    try:
        import weasyprint
    except ImportError as missing:
        raise MissingExtra(
            "PDF files need WeasyPrint", remedy='pip install "habeas[pdf]", or write .html or .docx'
        ) from missing
    except OSError as missing:
        raise MissingExtra(
            f"PDF files need Pango, which this system lacks ({missing})",
            remedy="apt-get install libpango-1.0-0 libpangoft2-1.0-0, or write .html or .docx",
        ) from missing
    module: ModuleType = weasyprint
    return module


@contextmanager
def _clock_stopped() -> Iterator[None]:
    """Keeps the time of day out of the fonts: fontTools writes into each when it was cut.

    It offers no other way to be told the time than this variable (reproducible-builds.org).
    """
    with _ONE_AT_A_TIME:
        before = os.environ.get(_CLOCK)
        os.environ[_CLOCK] = "0"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_CLOCK]
            else:
                os.environ[_CLOCK] = before


@cache
def _style() -> str:
    """The style sheet of the PDF, with a face for each font file."""
    sheet = files("habeas.reports").joinpath("data/pdf.css").read_text(encoding="utf-8")
    for typeface in Typeface:
        stack = ", ".join(f'"{family}"' for family in font_stack(typeface))
        sheet = sheet.replace(f"/*{typeface.name}*/", f"{stack}, {_FALLBACKS[typeface]}")
    return "\n".join([*map(_face, FONT_FILES), sheet])


def _face(font: FontFile) -> str:
    """The rule for a font; the weight is left to the file, which holds all of them."""
    return f'@font-face {{ font-family: "{font.family}"; src: url("{_ADDRESS}{font.name}"); }}'


def _drawn_with() -> str:
    """The fonts of figures, as an SVG attribute."""
    return ", ".join([*font_stack(Typeface.SANS), "sans-serif"])


def _fetcher() -> object:
    """Gives our own fonts, and refuses every other address."""
    from weasyprint.urls import (
        URLFetcher,
        URLFetcherResponse,
    )

    class OwnFonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint publishes no types
        def fetch(self, url: str, headers: object = None) -> object:
            del headers
            by_address = {f"{_ADDRESS}{font.name}": font for font in FONT_FILES}
            if url not in by_address:
                raise ValueError(f"a dossier asks for nothing outside itself: {url}")
            return URLFetcherResponse(url, font_bytes(by_address[url]))

    return OwnFonts()
