"""The styles of the Word file: what a paragraph is, and how that looks."""

from __future__ import annotations

import itertools
from enum import StrEnum

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from habeas.reports.word.xml import element

# Every word processor has these or their twins, cut to the same widths.
_SERIF, _SANS, _MONO = "Times New Roman", "Arial", "Courier New"
_INK, _MUTED, _RED = RGBColor(0x1C, 0x1C, 0x1C), RGBColor(0x5F, 0x5F, 0x5F), RGBColor(122, 31, 31)


class Style(StrEnum):
    """The id of a style; headings keep Word's own names, so that its navigation shows them."""

    TITLE = "Title"
    CHAPTER = "Heading1"
    SECTION = "Heading2"
    PART = "Heading3"
    POINT = "Heading4"
    TEXT = "Normal"
    LEAD = "Lead"
    NOTE = "Note"
    AUDIENCE = "Audience"
    QUOTE = "Quote"
    FIELD = "Field"
    ITEM = "ListBullet"
    CONTENTS = "Contents"
    CAPTION = "Caption"
    TABLE_TITLE = "TableTitle"
    PICTURE = "Picture"
    COMMAND = "Command"
    CELL = "Cell"
    NUMBER = "Number"
    GAP = "Gap"
    TABLE = "DossierTable"
    BOX = "Box"
    BOX_CONFIRMED = "Box confirmed"
    BOX_CORRECTED = "Box corrected"
    BOX_NOT_REVIEWED = "Box not-reviewed"
    BOX_REJECTED = "Box rejected"


_BOXES = {
    Style.BOX: ("single", "8F8F8F"),
    Style.BOX_CONFIRMED: ("single", "173F5F"),
    Style.BOX_CORRECTED: ("single", "5F8FB4"),
    Style.BOX_NOT_REVIEWED: ("dashed", "8F8F8F"),
    Style.BOX_REJECTED: ("single", "D8D3CA"),
}
_BOXED = (Style.TEXT, Style.NOTE, Style.PART, Style.POINT, Style.QUOTE, Style.FIELD)


def boxed(style: Style, box: Style | None) -> str:
    """The id of a style within a box, such as a quote of a statement that nobody has reviewed."""
    if box is None or style not in _BOXED:
        return style.value
    return f"{style}-{box.replace(' ', '-')}"


def define_styles(document: Document, language: str) -> None:
    """Give a new document all styles of a dossier, and its language."""
    normal = document.styles["Normal"]
    _font(normal, _SERIF, 10.5)
    normal.paragraph_format.space_after = Pt(5)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    _language(document, language)
    headings = (("Title", 26), ("Heading 1", 16), ("Heading 2", 12.5), ("Heading 3", 10.5))
    for name, size in (*headings, ("Heading 4", 9)):
        heading = document.styles[name]
        _font(heading, _SANS, size, bold=True)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(size * 0.9)
        heading.paragraph_format.space_after = Pt(size * 0.3)
    _plain_title(document.styles["Title"])
    _own_styles(document)
    _boxes(document)
    _table_style(document)


def _own_styles(document: Document) -> None:
    _font(_new(document, Style.LEAD), _SERIF, 12)
    note = _new(document, Style.NOTE)
    _font(note, _SANS, 8.5, colour=_MUTED)
    audience = _new(document, Style.AUDIENCE)
    _font(audience, _SANS, 10, bold=True, colour=_RED)
    audience.paragraph_format.space_after = Mm(30)
    quote = document.styles["Quote"]
    _font(quote, _SERIF, 10.5)
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(6)
    quote.paragraph_format.keep_together = True
    field = _new(document, Style.FIELD)
    _font(field, _SERIF, 9.5)
    field.paragraph_format.left_indent, field.paragraph_format.first_line_indent = Mm(32), Mm(-32)
    field.paragraph_format.tab_stops.add_tab_stop(Mm(32))
    field.paragraph_format.space_after = Pt(1)
    contents = _new(document, Style.CONTENTS)
    _font(contents, _SANS, 10)
    caption = document.styles["Caption"]
    _font(caption, _SANS, 8.5, colour=_MUTED)
    caption.font.bold = False
    caption.paragraph_format.space_after = Pt(10)
    title = _new(document, Style.TABLE_TITLE)
    _font(title, _SANS, 8.5, colour=_MUTED)
    title.paragraph_format.keep_with_next = True
    picture = _new(document, Style.PICTURE)
    picture.paragraph_format.keep_with_next = True
    picture.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(_new(document, Style.COMMAND), _MONO, 8.5)
    cell = _new(document, Style.CELL)
    _font(cell, _SERIF, 9)
    cell.paragraph_format.space_after = Pt(1)
    number = _new(document, Style.NUMBER)
    _font(number, _SERIF, 9)
    number.paragraph_format.space_after = Pt(1)
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    gap = _new(document, Style.GAP)
    _font(gap, _SERIF, 4)


def _new(document: Document, style: Style) -> ParagraphStyle:
    made = document.styles.add_style(style.value, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    if not isinstance(made, ParagraphStyle):
        raise TypeError(f"{style} is no style of paragraphs")
    return made


def _font(
    style: ParagraphStyle,
    name: str,
    size: float,
    *,
    bold: bool | None = None,
    colour: RGBColor = _INK,
) -> None:
    style.font.name = name
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for part in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{fonts.nsmap['w']}}}{part}", name)


def _language(document: Document, language: str) -> None:
    """The language of all words that name none of their own."""
    defaults = document.styles.element.find("w:docDefaults/w:rPrDefault/w:rPr", _names(document))
    if defaults is None:
        raise ValueError("the template of python-docx has no defaults")
    for old in defaults.findall("w:lang", _names(document)):
        defaults.remove(old)
    element("w:lang", defaults, val=language, eastAsia=language, bidi=language)


def _names(document: Document) -> dict[str, str]:
    return {"w": document.styles.element.nsmap["w"]}


def _plain_title(title: ParagraphStyle) -> None:
    """Without the template's line under it."""
    properties = title.element.get_or_add_pPr()
    for line in properties.findall(f"{{{properties.nsmap['w']}}}pBdr"):
        properties.remove(line)


def _boxes(document: Document) -> None:
    """Each style again for the inside of a box, with the box's line at its left."""
    for style, box in itertools.product(_BOXED, _BOXES):
        made = document.styles.add_style(boxed(style, box), WD_STYLE_TYPE.PARAGRAPH)
        base = next(item for item in document.styles if item.style_id == style.value)
        made.base_style = base
        line, colour = _BOXES[box]
        properties = made.element.get_or_add_pPr()
        borders = element("w:pBdr")
        element("w:left", borders, val=line, sz=24, space=6, color=colour)
        properties.insert(0, borders)
        if style is Style.PART:
            made.paragraph_format.space_before = Pt(12)


def _table_style(document: Document) -> None:
    """Thin lines between the rows, a thicker one under the header."""
    made = document.styles.add_style(Style.TABLE.value, WD_STYLE_TYPE.TABLE)
    properties = element("w:tblPr", made.element)
    borders = element("w:tblBorders", properties)
    for side in ("top", "bottom", "insideH"):
        element(f"w:{side}", borders, val="single", sz=4, space=0, color="C9C5BC")
    margins = element("w:tblCellMar", properties)
    for side, width in (("top", 20), ("left", 40), ("bottom", 20), ("right", 80)):
        element(f"w:{side}", margins, w=width, type="dxa")
    first = element("w:tblStylePr", made.element, type="firstRow")
    element("w:b", element("w:rPr", first))
    cell = element("w:tcPr", first)
    lines = element("w:tcBorders", cell)
    _line(lines, "bottom", 8)


def _line(parent: etree._Element, side: str, eighths: int) -> None:
    element(f"w:{side}", parent, val="single", sz=eighths, space=0, color="1C1C1C")
