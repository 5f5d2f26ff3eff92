"""OpenDocument texts (.odt): headings, paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from habeas.model import BlockKind, UnreadableSource
from habeas.sources.draft import Draft
from habeas.sources.office_file import OfficeFile, is_encrypted_open_document, require
from habeas.sources.page.front import first_head_as_title
from habeas.sources.page_text import PageText
from habeas.sources.settings import ReadSettings

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_NOT_SHOWN = (f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls")
_TYPED = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_KINDS = {"Title": BlockKind.TITLE, "Subtitle": BlockKind.DECK}


def read_open_document(data: bytes, settings: ReadSettings) -> Draft:
    """The document's text. Raises UnreadableSource where it is protected by a password."""
    if is_encrypted_open_document(data):
        raise UnreadableSource(
            "this document is protected by a password",
            remedy="preserved unread; save it without the password and add that too",
        )
    office = OfficeFile(data, settings)
    content = require(office.xml("content.xml"), "content.xml")
    page = PageText(settings.maximum_characters)
    for element in _elements(content):
        if element.tag == f"{_TABLE}table":
            page.add_table([list(_cells(row)) for row in element.iter(f"{_TABLE}table-row")])
        else:
            page.add(_text(element), *_kind(element))
    properties = office.properties()
    return Draft(
        text=page.text,
        parts=first_head_as_title(page.parts),
        marked_up=page.has_heads,
        title=properties.title,
        author=properties.creator,
        made=properties.made,
        made_evidence="the file's own date of making: it came out then or later",
        records=page.records,
    )


def _elements(content: etree._Element) -> Iterator[etree._Element]:
    for element in content.iter(f"{_TEXT}h", f"{_TEXT}p", f"{_TABLE}table"):
        tags = [ancestor.tag for ancestor in element.iterancestors()]
        if f"{_TABLE}table" not in tags and not any(tag in tags for tag in _NOT_SHOWN):
            yield element


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iterchildren(f"{_TABLE}table-cell"):
        yield "\n".join(_text(paragraph) for paragraph in cell.iter(f"{_TEXT}p"))


def _text(element: etree._Element) -> str:
    words: list[str] = [element.text or ""]
    for inner in element.iterdescendants():
        words.append(_TYPED.get(str(inner.tag), inner.text or ""))
        words.append(inner.tail or "")
    return "".join(words)


def _kind(element: etree._Element) -> tuple[BlockKind | None, str]:
    if element.tag == f"{_TEXT}h":
        return BlockKind.SECTION_HEAD, "heading"
    style = element.get(f"{_TEXT}style-name") or ""
    kind = _KINDS.get(style)
    return (kind, f"style “{style}”") if kind is not None else (None, "")
