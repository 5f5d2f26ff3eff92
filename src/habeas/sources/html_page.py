"""HTML pages: the words a reader sees, in order, each part with what the mark-up says of it."""

from __future__ import annotations

import re

from lxml import etree, html

from habeas.model import UnreadableSource
from habeas.sources.draft import Draft
from habeas.sources.encoding import decode
from habeas.sources.html_metadata import page_metadata
from habeas.sources.html_walk import walk
from habeas.sources.page.front import first_head_as_title
from habeas.sources.page_text import PageText
from habeas.sources.settings import ReadSettings

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)
_HEAD_BYTES = 4096
_TOO_DEEP = "the page is nested too deeply: its innermost parts are not read"


def read_html(data: bytes, settings: ReadSettings) -> Draft:
    """The page's text and metadata.

    The document's text is what the page shows; its offsets are offsets into that text.
    Raises UnreadableSource for a page whose words are nested too deeply to be reached.
    """
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    decoded = decode(
        data,
        maximum_characters=settings.maximum_markup,
        declared=declared.group(1).decode("ascii") if declared else None,
    )
    notes = list(decoded.notes)
    root = _parsed(decoded.text, notes)
    page = PageText(settings.maximum_characters)
    walk(root, page)
    if not page.parts and _TOO_DEEP in notes:
        raise UnreadableSource(
            "the page is nested too deeply to be read",
            remedy="preserved unread; print it from a browser as PDF and add that",
        )
    metadata = page_metadata(root)
    return Draft(
        text=page.text,
        parts=first_head_as_title(page.parts),
        marked_up=page.has_heads,
        encoding=decoded.encoding,
        title=metadata.title,
        author=metadata.author,
        publisher=metadata.publisher,
        url=metadata.url,
        publication=metadata.publication,
        records=page.records,
        notes=notes,
    )


def _parsed(text: str, notes: list[str]) -> etree._Element:
    """The root of the page; HTML's parser reads no entity from outside and follows no link."""
    visible = text.replace("\0", "�").lstrip("\ufeff")
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True
    )
    root = html.document_fromstring(visible.encode("utf-8", errors="replace"), parser=parser)
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        notes.append(_TOO_DEEP)
    return root
