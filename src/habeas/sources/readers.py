"""Which reader reads which kind of file; each is imported when the first such file comes.

PDFium and Pillow alone take a third of a second to import, which a plain text need not wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from habeas.sources.draft import Draft
from habeas.sources.settings import ReadSettings
from habeas.sources.zip_kind import OPEN_SHEET, OPEN_TEXT, SHEET, WORD

Reader = Callable[[bytes, ReadSettings], Draft]

_READERS = {
    "text/plain": "plain_text.read_plain_text",
    "text/markdown": "plain_text.read_plain_text",
    "application/json": "plain_text.read_plain_text",
    "text/html": "html_page.read_html",
    "application/xml": "plain_xml.read_xml",
    "text/csv": "delimited.read_delimited",
    "text/tab-separated-values": "delimited.read_delimited",
    "application/pdf": "pdf.read_pdf",
    "message/rfc822": "message.read_message",
    WORD: "office_words.read_word_document",
    OPEN_TEXT: "open_document.read_open_document",
    SHEET: "spreadsheet.read_spreadsheet",
    OPEN_SHEET: "spreadsheet.read_spreadsheet",
    "application/vnd.ms-excel": "spreadsheet.read_spreadsheet",
    "image/jpeg": "picture.read_picture",
    "image/png": "picture.read_picture",
    "image/tiff": "picture.read_picture",
    "image/webp": "picture.read_picture",
    "image/gif": "picture.read_picture",
    "image/bmp": "picture.read_picture",
}


def readable_types() -> tuple[str, ...]:
    """The media types that have a reader."""
    return tuple(_READERS)


def load_reader(media_type: str) -> None:
    """Import now what reads this kind of file, where anything does: no reading waits for it."""
    reader_for(media_type)


def reader_for(media_type: str) -> Reader | None:
    """The reader of a media type, or None where there is none."""
    place = _READERS.get(media_type)
    if place is None:
        return None
    module, _, function = place.partition(".")
    return cast(Reader, getattr(import_module(f"habeas.sources.{module}"), function))
