"""Which file formats a dossier can be written in."""

from __future__ import annotations

from pathlib import PurePath

from habeas.model import WrongUsage
from habeas.reports.content import DossierContent
from habeas.reports.html import render_html

HTML_SUFFIXES = frozenset({".html", ".htm"})


def render(content: DossierContent, file_name: str | PurePath) -> bytes:
    """The dossier in the format that the file's name ends in.

    Raises WrongUsage for any other format than HTML.
    """
    check_format(file_name)
    return render_html(content)


def check_format(file_name: str | PurePath) -> None:
    """Refuse a file name whose format cannot be written, before any work is done.

    Raises WrongUsage.
    """
    suffix = PurePath(file_name).suffix.lower()
    if suffix in HTML_SUFFIXES:
        return
    what = f"a dossier cannot be written as {suffix}" if suffix else "the file's name has no ending"
    raise WrongUsage(
        what,
        where=str(file_name),
        remedy="write a .html file; for PDF open it in a browser and print it to a file",
    )
