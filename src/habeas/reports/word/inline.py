"""The words inside a paragraph of the page: runs with their look, links, and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree, html

from habeas.reports.word.xml import bookmark_name, element, text

_SPACES = re.compile(r"[ \t\r\n\f]+")
# A <br>, told apart from the line feeds between tags; the page itself never holds one.
_BREAK = "\u2028"
_GREY, _LINK, _STRUCK, _MARKED = "6F6F6F", "173F5F", "7A1F1F", "FFF1B8"


@dataclass(frozen=True, slots=True)
class Look:
    """How words look. `link` is the id that they lead to; colours are RGB in hexadecimal."""

    bold: bool = False
    struck: bool = False
    monospaced: bool = False
    marked: bool = False
    small: bool = False
    colour: str = ""
    language: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look; `anchor` is an id that begins here."""

    words: str
    look: Look
    anchor: str = ""


def pieces(node: html.HtmlElement, look: Look) -> Iterator[Piece]:
    """The words of an element in order, without those that follow it."""
    if node.tag == "br":
        yield Piece(_BREAK, look)
        return
    inner = _look(node, look)
    yield Piece(node.text or "", inner, str(node.get("id") or ""))
    for child in node:
        if isinstance(child.tag, str):
            yield from pieces(child, inner)
        yield Piece(child.tail or "", inner)


def _look(node: html.HtmlElement, look: Look) -> Look:
    tag, names = node.tag, frozenset(str(node.get("class") or "").split())
    if tag in {"strong", "b", "ins", "th"} or "state" in names or "basis" in names:
        look = replace(look, bold=True)
    if tag == "del":
        look = replace(look, struck=True, colour=_STRUCK)
    if tag == "mark":
        look = replace(look, marked=True)
    if tag in {"code", "pre"} or names & {"hash", "number"}:
        look = replace(look, monospaced=True)
    if "x" in names:
        look = replace(look, colour=_GREY)
    if "note" in names:
        look = replace(look, small=True, colour=_GREY)
    if tag == "a" and str(node.get("href") or "").startswith("#"):
        look = replace(look, link=str(node.get("href"))[1:], colour=_LINK)
    if node.get("lang"):
        look = replace(look, language=str(node.get("lang")))
    return look


def folded(found: list[Piece]) -> list[Piece]:
    """The pieces with white space folded as on a page; a <br> becomes a line feed."""
    kept: list[Piece] = []
    at_start = True
    for piece in found:
        words = _SPACES.sub(" ", piece.words).replace(_BREAK, "\n")
        if at_start:
            words = words.lstrip(" ")
        if words:
            at_start = words.endswith((" ", "\n"))
        if words or piece.anchor:
            kept.append(replace(piece, words=words))
    while kept and not kept[-1].anchor and not kept[-1].words.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], words=kept[-1].words.rstrip())
    return kept


def write(paragraph: etree._Element, found: list[Piece]) -> None:
    """The pieces as runs at the end of a paragraph; neighbours of one link share it."""
    link, parent = "", paragraph
    for piece in found:
        if piece.look.link != link:
            link = piece.look.link
            parent = paragraph
            if link:
                parent = element("w:hyperlink", paragraph, anchor=bookmark_name(link), history=1)
        if piece.words:
            run = element("w:r", parent)
            _properties(run, piece.look)
            text(run, piece.words)


def _properties(run: etree._Element, look: Look) -> None:
    """The look as run properties, in the order that the schema wants (CT_RPr)."""
    if look == Look(link=look.link):
        return
    properties = element("w:rPr", run)
    if look.monospaced:
        element("w:rFonts", properties, ascii="Courier New", hAnsi="Courier New", cs="Courier New")
    if look.bold:
        element("w:b", properties)
    if look.struck:
        element("w:strike", properties)
    if look.colour:
        element("w:color", properties, val=look.colour)
    if look.monospaced or look.small:
        element("w:sz", properties, val=16)
    if look.marked:
        element("w:shd", properties, val="clear", color="auto", fill=_MARKED)
    if look.language:
        element("w:lang", properties, val=look.language)
