"""From the blocks of the page to the paragraphs, tables and pictures of Word, one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docx.document import Document
from lxml import etree, html

from habeas.reports.word.inline import Look, Piece, folded, pieces, write
from habeas.reports.word.page import PICTURE_TAG, Page
from habeas.reports.word.pictures import draw
from habeas.reports.word.styles import Style, boxed
from habeas.reports.word.xml import bookmark_name, element

_CONTAINERS = frozenset("section article div header nav main details ol ul dl figure body".split())
_BLOCKS = _CONTAINERS | frozenset(
    f"p h1 h2 h3 h4 h5 blockquote dt dd li table pre summary figcaption {PICTURE_TAG}".split()
)
_BY_TAG = {
    "h1": Style.TITLE,
    "h2": Style.CHAPTER,
    "h3": Style.SECTION,
    "h4": Style.PART,
    "h5": Style.POINT,
    "summary": Style.POINT,
    "figcaption": Style.CAPTION,
    "pre": Style.COMMAND,
    "li": Style.ITEM,
    "blockquote": Style.QUOTE,
    "dd": Style.FIELD,
}
_NOT_PRINTED = "up"
_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the page a block stands: the look that it inherits, the box, the level of lists."""

    look: Look = _PLAIN
    box: Style | None = None
    style: Style = Style.TEXT
    level: int = 0


class Writer:
    """Writes blocks behind each other into the body of a Word file.

    It is a class for what must be kept between blocks: ids that wait for the next paragraph, and
    the numbers of bookmarks and pictures.
    """

    def __init__(self, document: Document, page: Page) -> None:
        self._document = document
        self._page = page
        self._body = document.element.body
        self._end = self._body.sectPr
        self._waiting: list[str] = []
        self._bookmarks = 0
        self._pictures = 0

    def write(self) -> None:
        """Write the whole page."""
        self._blocks(self._page.body, _Place())

    def _blocks(self, node: html.HtmlElement, place: _Place) -> None:
        """The children of a container: words between blocks are a paragraph of their own."""
        if node.get("id"):
            self._waiting.append(str(node.get("id")))
        between = [Piece(node.text or "", place.look)]
        for child in node:
            if not isinstance(child.tag, str):
                continue
            if child.tag in _BLOCKS:
                self._paragraph(between, place.style, place)
                self._block(child, place)
                between = []
            else:
                between.extend(pieces(child, place.look))
            between.append(Piece(child.tail or "", place.look))
        self._paragraph(between, place.style, place)

    def _block(self, node: html.HtmlElement, place: _Place) -> None:
        names = frozenset(str(node.get("class") or "").split())
        if _NOT_PRINTED in names:
            return
        if node.get("lang"):
            place = replace(place, look=replace(place.look, language=str(node.get("lang"))))
        if node.tag == PICTURE_TAG:
            self._picture(place)
        elif node.tag == "table":
            self._table(node, place)
        elif node.tag == "dl":
            self._fields(node, place)
        elif node.tag in _CONTAINERS:
            self._blocks(node, _inside(node, names, place))
        elif node.tag == "li":
            style = Style.CONTENTS if place.style is Style.CONTENTS else Style.ITEM
            self._blocks(node, replace(place, style=style, level=place.level + 1))
        else:
            self._leaf(node, names, place)

    def _leaf(self, node: html.HtmlElement, names: frozenset[str], place: _Place) -> None:
        style = _BY_TAG.get(str(node.tag), Style.TEXT)
        if "note" in names or "muted" in names:
            style = Style.NOTE
        elif "lead" in names:
            style = Style.LEAD
        elif "audience" in names:
            style = Style.AUDIENCE
        as_printed = node.tag in {"pre", "blockquote"}
        look = replace(place.look, small=False)
        found = list(pieces(_without_note(node), look))
        self._paragraph(found, style, place, as_printed=as_printed)

    def _paragraph(
        self,
        found: list[Piece],
        style: Style,
        place: _Place,
        *,
        as_printed: bool = False,
        parent: etree._Element | None = None,
    ) -> etree._Element | None:
        kept = found if as_printed else folded(found)
        if not any(piece.words.strip() for piece in kept):
            self._waiting.extend(piece.anchor for piece in kept if piece.anchor)
            return None
        self._waiting.extend(piece.anchor for piece in kept if piece.anchor)
        made = self._empty(style, place, parent)
        write(made, kept)
        return made

    def _empty(
        self, style: Style, place: _Place, parent: etree._Element | None = None
    ) -> etree._Element:
        """A paragraph without words, with the bookmarks that wait for one."""
        made = element("w:p")
        if parent is None:
            self._end.addprevious(made)
        else:
            parent.append(made)
        properties = element("w:pPr", made)
        element("w:pStyle", properties, val=boxed(style, place.box))
        if style in {Style.ITEM, Style.CONTENTS} and place.level > 1:
            element("w:ind", properties, left=360 * place.level, hanging=0)
        for anchor in self._waiting:
            self._bookmarks += 1
            element("w:bookmarkStart", made, id=self._bookmarks, name=bookmark_name(anchor))
            element("w:bookmarkEnd", made, id=self._bookmarks)
        self._waiting.clear()
        return made

    def _fields(self, node: html.HtmlElement, place: _Place) -> None:
        """Names and values of a <dl>, each pair a paragraph: the name, a tab, the value."""
        named: list[Piece] = []
        for child in node:
            if child.tag == "dt":
                grey = replace(place.look, colour="5F5F5F", small=True)
                named = [*folded(list(pieces(child, grey))), Piece("\t", place.look)]
            elif child.tag == "dd":
                value = folded(list(pieces(child, place.look)))
                self._paragraph([*named, *value], Style.FIELD, place, as_printed=True)
                named = [Piece("\t", place.look)]

    def _picture(self, place: _Place) -> None:
        self._pictures += 1
        svg = self._page.pictures[self._pictures - 1]
        draw(self._document, self._empty(Style.PICTURE, place), svg, self._pictures)

    def _table(self, node: html.HtmlElement, place: _Place) -> None:
        caption = node.find("caption")
        if node.get("id"):
            self._waiting.append(str(node.get("id")))
        if caption is not None:
            self._paragraph(list(pieces(caption, place.look)), Style.TABLE_TITLE, place)
        rows = list(node.iter("tr"))
        columns = max((len(row) for row in rows), default=0)
        if not columns:
            return
        table = element("w:tbl")
        self._end.addprevious(table)
        _table_properties(table, columns)
        for row in rows:
            made = element("w:tr", table)
            properties = element("w:trPr", made)
            element("w:cantSplit", properties)
            if row.getparent() is not None and row.getparent().tag == "thead":
                element("w:tblHeader", properties)
            for cell in row:
                self._cell(made, cell, place)
        # Two tables that touch would become one.
        self._empty(Style.GAP, _Place())

    def _cell(self, row: etree._Element, cell: html.HtmlElement, place: _Place) -> None:
        made = element("w:tc", row)
        element("w:tcW", element("w:tcPr", made), w=0, type="auto")
        figures = "n" in str(cell.get("class") or "").split()
        style = Style.NUMBER if figures else Style.CELL
        look = replace(place.look, language=str(cell.get("lang") or place.look.language))
        if self._paragraph(list(pieces(cell, look)), style, place, parent=made) is None:
            self._empty(style, place, made)


def _inside(node: html.HtmlElement, names: frozenset[str], place: _Place) -> _Place:
    """The place inside a container: a box of statements, the table of contents."""
    if node.tag == "nav":
        return replace(place, style=Style.CONTENTS)
    for name in names:
        if name.startswith("s-"):
            return replace(place, box=Style(f"Box {name[2:]}"))
    if "s" in names or "judged" in names:
        return replace(place, box=place.box or Style.BOX)
    return place


def _without_note(node: html.HtmlElement) -> html.HtmlElement:
    """The element itself, its class set aside where the paragraph's style says it already."""
    if "note" in str(node.get("class") or "").split():
        del node.attrib["class"]
    return node


def _table_properties(table: etree._Element, columns: int) -> None:
    properties = element("w:tblPr", table)
    element("w:tblStyle", properties, val=Style.TABLE)
    element("w:tblW", properties, w=5000, type="pct")
    element("w:tblLook", properties, val="0420", firstRow=1, noVBand=1)
    grid = element("w:tblGrid", table)
    for _ in range(columns):
        element("w:gridCol", grid, w=9600 // columns)
