"""PDF documents: their text with the page and the box of each line."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2  # type: ignore[import-untyped]  # publishes no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # publishes no types

from habeas.model import PageRun, UnreadableSource
from habeas.sources.draft import Draft
from habeas.sources.encoding import too_long
from habeas.sources.page import Part
from habeas.sources.pdf_layout import PdfParagraph, paragraphs_of
from habeas.sources.pdf_lines import PdfLine, page_lines
from habeas.sources.settings import ReadSettings

_STAMP = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")
_MOST_UNMAPPED = 0.05


def read_pdf(data: bytes, settings: ReadSettings) -> Draft:
    """The text of a PDF, a line break at the end of each printed line.

    Raises UnreadableSource for a password, a damaged file, and a scan without text.
    """
    document = _opened(data)
    try:
        if len(document) > settings.maximum_pages:
            raise UnreadableSource(
                f"the PDF has more than {settings.maximum_pages:,} pages",
                remedy="preserved unread; split it and add the parts",
            )
        pages = _pages(document, settings.maximum_characters)
        described = _described(document)
        beside = _beside_text(document)
    finally:
        document.close()
    if not any(pages):
        raise UnreadableSource(
            f"none of its {len(pages)} pages holds text: it is a scan, and Habeas has no text"
            " recognition (OCR) yet",
            remedy="preserved unread; add a version with text beside it",
        )
    draft = _written(paragraphs_of(pages))
    draft.title = described.get("Title")
    draft.author = described.get("Author")
    draft.made = _day(described.get("CreationDate"))
    draft.made_evidence = "CreationDate of the PDF: it came out then or later"
    draft.notes.extend([*_notes(pages), *beside])
    return draft


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableSource(
                "the PDF is protected by a password",
                remedy="preserved unread; save it without the password and add that too",
            ) from error
        raise UnreadableSource(
            "the PDF is damaged or cut short",
            remedy="preserved unread; ask for another copy",
        ) from error


def _described(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Title, author and day of making; a field in broken UTF-16 takes no other away."""
    found = {}
    for key in ("Title", "Author", "CreationDate"):
        try:
            found[key] = document.get_metadata_value(key)
        except UnicodeDecodeError:
            continue
    return {key: value for key, value in found.items() if value}


def _beside_text(document: pypdfium2.PdfDocument) -> list[str]:
    """Notes on what a PDF holds beside the text of its pages."""
    notes = []
    files = document.count_attachments()
    if files > 0:
        notes.append(f"{files:,} files embedded in the PDF are not read: save them and add them")
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        notes.append("what is filled into the fields of the PDF's form may not be in the text")
    return notes


def _pages(document: pypdfium2.PdfDocument, maximum_characters: int) -> list[list[PdfLine]]:
    pages: list[list[PdfLine]] = []
    letters = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        letters += text_page.count_chars()
        if letters > maximum_characters:
            raise too_long(maximum_characters)
        pages.append(page_lines(text_page, number + 1))
        text_page.close()
        page.close()
    return pages


def _written(paragraphs: list[PdfParagraph]) -> Draft:
    """The stored text, with a part for each paragraph and a run for each line."""
    pieces: list[str] = []
    draft = Draft("", [])
    length = 0
    for group, paragraph in enumerate(paragraphs):
        if pieces:
            pieces.append("\n\n")
            length += 2
        start = length
        for number, line in enumerate(paragraph.lines):
            if number:
                pieces.append("\n")
                length += 1
            draft.runs.append(PageRun(length, length + len(line.text), line.page, line.box))
            pieces.append(line.text)
            length += len(line.text)
        text = "\n".join(line.text for line in paragraph.lines)
        page = paragraph.lines[0].page
        draft.parts.append(Part(start, length, text, paragraph.kind, paragraph.reason, group, page))
    draft.text = "".join(pieces)
    return draft


def _notes(pages: list[list[PdfLine]]) -> list[str]:
    notes = []
    empty = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    if empty:
        notes.append(f"no text on page {', '.join(empty)}: pictures are not read yet")
    text = "".join(line.text for lines in pages for line in lines)
    unmapped = text.count("\ufffd") + text.count("\0")
    if unmapped > _MOST_UNMAPPED * len(text):
        notes.append("a font of this PDF does not say which letters it draws: words are missing")
    return notes


def _day(stamp: str | None) -> date | None:
    """The day of a PDF date such as D:20240503120000+03'00' (ISO 32000-1, 7.9.4)."""
    match = _STAMP.match(stamp or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
