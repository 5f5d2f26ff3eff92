"""Plain text and Markdown: the file's own characters, untouched."""

from __future__ import annotations

from habeas.sources.draft import Draft
from habeas.sources.encoding import decode
from habeas.sources.page import split_paragraphs
from habeas.sources.settings import ReadSettings


def read_plain_text(data: bytes, settings: ReadSettings) -> Draft:
    """The text of the file; offsets are code points of the decoded file."""
    decoded = decode(data, maximum_characters=settings.maximum_characters)
    return Draft(
        text=decoded.text,
        parts=split_paragraphs(decoded.text),
        encoding=decoded.encoding,
        notes=list(decoded.notes),
    )
