"""A figure of the page as a picture in Word: PNG, with its words for readers who do not see it."""

from __future__ import annotations

import io

import vl_convert
from docx.document import Document
from docx.oxml.ns import nsmap
from docx.shared import Emu, Mm
from lxml import etree

from habeas.figures import FONT
from habeas.reports.word.xml import element

_SVG = "{http://www.w3.org/2000/svg}"
# vl-convert brings these fonts along; so the picture is the same on every machine.
_FONT = "Liberation Sans"
_SCALE = 2.5
_WIDEST, _TALLEST = Mm(165), Mm(215)


def draw(document: Document, paragraph: etree._Element, svg: str, number: int) -> None:
    """Put the picture in a run at the end of the paragraph; `number` is unique in the file."""
    picture = vl_convert.svg_to_png(svg.replace(f'font-family="{FONT}"', _family()), scale=_SCALE)
    part_id, image = document.part.get_or_add_image(io.BytesIO(picture))
    width, height = _fitted(image.px_width, image.px_height)
    inline = document.part.new_pic_inline(io.BytesIO(picture), width, height)
    del part_id
    title, description = _words(svg)
    properties = inline.docPr
    properties.set("id", str(number))
    properties.set("name", f"Figure {number}")
    properties.set("title", title)
    properties.set("descr", description)
    for name in inline.iter(f"{{{nsmap['pic']}}}cNvPr"):
        name.set("name", f"figure-{number}.png")
    run = element("w:r", paragraph)
    element("w:drawing", run).append(inline)


def _family() -> str:
    return f'font-family="{_FONT}"'


def _fitted(width: int, height: int) -> tuple[Emu, Emu]:
    """The greatest size within the page that keeps the proportions."""
    scale = min(_WIDEST / width, _TALLEST / height)
    return Emu(round(width * scale)), Emu(round(height * scale))


def _words(svg: str) -> tuple[str, str]:
    root = etree.fromstring(svg.encode())
    return str(root.findtext(f"{_SVG}title") or ""), str(root.findtext(f"{_SVG}desc") or "")
