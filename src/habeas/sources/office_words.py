"""Word documents (.docx): paragraphs by their style, tables by their rows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from habeas.model import BlockKind
from habeas.sources.draft import Draft
from habeas.sources.office_file import OfficeFile, require
from habeas.sources.page.front import first_head_as_title
from habeas.sources.page_text import PageText
from habeas.sources.settings import ReadSettings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MADE = "the file's own date of making: it came out then or later"
_TYPED = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_KINDS = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.DECK,
    "caption": BlockKind.CAPTION,
}
_LAYOUT_CELL = 400
_SWITCHED_OFF = ("0", "false", "off")


def read_word_document(data: bytes, settings: ReadSettings) -> Draft:
    """The document's text; footnotes at its end, headers and footers as page noise."""
    office = OfficeFile(data, settings)
    document = require(_part(office, "word/document.xml"), "word/document.xml")
    styles = _style_names(office)
    page = PageText(settings.maximum_characters)
    for element in _body_elements(document):
        if element.tag == f"{_W}tbl":
            _add_table(page, element)
        else:
            kind, reason = _kind(element, styles)
            page.add(_text(element), kind, reason)
    _add_side_parts(page, office)
    properties = office.properties()
    return Draft(
        text=page.text,
        parts=first_head_as_title(page.parts),
        marked_up=page.has_heads,
        title=properties.title,
        author=properties.creator,
        made=properties.made,
        made_evidence=_MADE,
        records=page.records,
        notes=_notes(document, office),
    )


def _part(office: OfficeFile, name: str) -> etree._Element | None:
    """A part; one in the strict dialect is read under the names of the usual one."""
    data = office.part(name)
    if data is not None and _STRICT.encode() in data:
        root = office.xml(name)
        if root is not None:
            for element in root.iter(etree.Element):
                element.tag = str(element.tag).replace(f"{{{_STRICT}}}", _W)
        return root
    return office.xml(name)


def _body_elements(document: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in reading order; text boxes after the paragraph that holds them."""
    for element in document.iter(f"{_W}p", f"{_W}tbl"):
        ancestors = [ancestor.tag for ancestor in element.iterancestors()]
        if f"{_W}tbl" not in ancestors and _FALLBACK not in ancestors:
            yield element


def _text(paragraph: etree._Element) -> str:
    """The visible words of a paragraph, without those of text boxes inside it."""
    words: list[str] = []
    for element in paragraph.iter(f"{_W}t", *_TYPED):
        owner = next(element.iterancestors(f"{_W}p"), None)
        if owner is paragraph and not _is_tab_stop(element) and not _is_moved_away(element):
            words.append(_TYPED.get(str(element.tag)) or element.text or "")
    return "".join(words)


def _is_tab_stop(element: etree._Element) -> bool:
    """A tab inside `w:tabs` sets a stop; it is no character."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{_W}tabs"


def _is_moved_away(element: etree._Element) -> bool:
    """Words that change tracking shows at their old place; they are read at their new one."""
    return next(element.iterancestors(f"{_W}moveFrom"), None) is not None


def _style_names(office: OfficeFile) -> dict[str, str]:
    root = _part(office, "word/styles.xml")
    if root is None:
        return {}
    names: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            names[style.get(f"{_W}styleId") or ""] = (name.get(f"{_W}val") or "").casefold()
    return names


def _kind(paragraph: etree._Element, styles: dict[str, str]) -> tuple[BlockKind | None, str]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val") or "", "") if style is not None else ""
    reason = f"style “{name}”"
    if name.startswith("heading"):
        return BlockKind.SECTION_HEAD, reason
    if name.startswith(("toc ", "table of ")):
        return BlockKind.PAGE_NOISE, reason
    kind = _KINDS.get(name)
    return (kind, reason) if kind is not None else (None, "")


def _add_table(page: PageText, table: etree._Element) -> None:
    rows = [
        ["\n".join(_cell_lines(cell)) for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt")]
        for row in table.iter(f"{_W}tr")
        if next(row.iterancestors(f"{_W}tbl"), None) is table
    ]
    if _is_layout(rows):
        for row in rows:
            for cell in row:
                for line in cell.split("\n"):
                    page.add(line)
    else:
        page.add_table(rows)


def _cell_lines(cell: etree._Element) -> list[str]:
    lines = [_text(paragraph) for paragraph in cell.iter(f"{_W}p")]
    return [line.strip() for line in lines if line.strip()]


def _is_layout(rows: list[list[str]]) -> bool:
    """A table of one column, or with long texts in its cells, only arranges the page."""
    if all(len(row) < 2 for row in rows):
        return True
    cells = [cell for row in rows for cell in row if cell]
    return bool(cells) and sum(map(len, cells)) / len(cells) > _LAYOUT_CELL


def _add_side_parts(page: PageText, office: OfficeFile) -> None:
    for name in sorted(office.names):
        if name in ("word/footnotes.xml", "word/endnotes.xml"):
            for note in require(_part(office, name), name).iter(f"{_W}footnote", f"{_W}endnote"):
                page.add(" ".join(_cell_lines(note)), BlockKind.PARAGRAPH, "footnote")
        elif name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            lines = _cell_lines(require(_part(office, name), name))
            page.add("\n".join(lines), BlockKind.PAGE_NOISE, "running head or foot")


def _notes(document: etree._Element, office: OfficeFile) -> list[str]:
    notes = []
    deleted = sum(1 for _ in document.iter(f"{_W}delText"))
    if deleted:
        notes.append(f"{deleted} deletions under change tracking are not part of the text")
    if next(document.iter(f"{_W}moveFrom"), None) is not None:
        notes.append("words moved under change tracking are read at their new place only")
    if any(mark.get(f"{_W}val") not in _SWITCHED_OFF for mark in document.iter(f"{_W}vanish")):
        notes.append("the text includes words that are hidden in the document")
    if "word/comments.xml" in office.names:
        notes.append("comments in the margin are not part of the text")
    return notes
