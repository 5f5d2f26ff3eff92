"""Which file formats a dossier can be written in: all with the same sentences."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from habeas.model import WrongUsage
from habeas.reports.content import DossierContent
from habeas.reports.html import render_html
from habeas.reports.pdf import check_pdf, pdf_of


class Format(StrEnum):
    """A format, by the ending of its files."""

    HTML = ".html"
    PDF = ".pdf"
    DOCX = ".docx"


_FORMATS = {".html": Format.HTML, ".htm": Format.HTML, ".pdf": Format.PDF, ".docx": Format.DOCX}
_MEDIA_TYPES = {
    Format.HTML: "text/html",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def render(content: DossierContent, file_name: str | PurePath) -> bytes:
    """The dossier in the format that the file's name ends in.

    PDF and DOCX are made from the HTML, so that they say what it says. Raises WrongUsage for any
    other format, MissingExtra for PDF where what draws it is not installed.
    """
    wanted = _format(file_name)
    page = render_html(content)
    if wanted is Format.PDF:
        return pdf_of(page)
    if wanted is Format.DOCX:
        from habeas.reports.word import docx_of  # a third of a second to load, for one format

        return docx_of(page)
    return page


def check_format(file_name: str | PurePath) -> None:
    """Refuse a file name whose format cannot be written, before any work is done.

    Raises WrongUsage, and MissingExtra for PDF where what draws it is not installed.
    """
    if _format(file_name) is Format.PDF:
        check_pdf()


def media_type(file_name: str | PurePath) -> str:
    """The media type of a dossier with this name. Raises WrongUsage for an unknown ending."""
    return _MEDIA_TYPES[_format(file_name)]


def _format(file_name: str | PurePath) -> Format:
    suffix = PurePath(file_name).suffix.lower()
    if suffix in _FORMATS:
        return _FORMATS[suffix]
    what = f"a dossier cannot be written as {suffix}" if suffix else "the file's name has no ending"
    raise WrongUsage(what, where=str(file_name), remedy="write a .html, .pdf or .docx file")
