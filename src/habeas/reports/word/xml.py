"""WordprocessingML elements, made plainly: thousands of paragraphs, each in microseconds."""

from __future__ import annotations

import re

from docx.oxml.ns import nsmap, qn
from lxml import etree

# XML 1.0 cannot hold these at all; the page has neutralised them, this is the last fence.
_IMPOSSIBLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_NAME = 40


def element(
    tag: str, parent: etree._Element | None = None, **attributes: str | int
) -> etree._Element:
    """A new element, as "w:p"; attributes are in the w: namespace, a trailing _ is dropped."""
    made = (
        etree.Element(qn(tag), nsmap={"w": nsmap["w"]})
        if parent is None
        else etree.SubElement(parent, qn(tag))
    )
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    return made


def text(run: etree._Element, words: str) -> None:
    """Words in a run; a line break and a tab are elements of their own."""
    for piece in re.split(r"([\n\t])", _IMPOSSIBLE.sub("\ufffd", words)):
        if piece == "\n":
            element("w:br", run)
        elif piece == "\t":
            element("w:tab", run)
        elif piece:
            node = element("w:t", run)
            node.text = piece
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def field(paragraph: etree._Element, instruction: str, shown: str) -> None:
    """A field that Word computes, such as PAGE; `shown` stands there until it does."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = element("w:r", paragraph)
        if kind == "instruction":
            node = element("w:instrText", run)
            node.text = instruction
        elif kind == "shown":
            text(run, shown)
        else:
            element("w:fldChar", run, fldCharType=kind)


def bookmark_name(anchor: str) -> str:
    """The name of a bookmark for an id of the page: letters, digits and _, 40 at most."""
    return f"_{_NAME.sub('_', anchor)}"[:_LONGEST_NAME]
