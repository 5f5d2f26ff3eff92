"""Markup from strangers: no document type, no entities, no network (the settings, stated once)."""

from __future__ import annotations

import re

from lxml import etree, html

from habeas.model import UnreadableSource, UnsafeInput

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RAISED = re.compile(r"<\s*(superscript|sup)\b[^<>]*>.*?<\s*/\s*\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_RAISING = frozenset({"superscript", "sup"})


def parse_xml(content: bytes, name: str) -> etree._Element:
    """The root of an XML file. Raises UnsafeInput for a document type or entities, and
    UnreadableSource for XML that is malformed or cut short.
    """
    if _DECLARATION.search(content.replace(b"\0", b"")):
        raise UnsafeInput(
            "its XML declares a document type or entities, which can be made to do harm",
            where=name,
            remedy="save the file anew from the depositary",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(
            "its XML is malformed or cut short", where=name, remedy="save it again, whole"
        ) from error


def parse_html(text: str, name: str) -> etree._Element:
    """The root of a web page. Raises UnreadableSource for a page without content."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(
            "the page holds nothing to read", where=name, remedy="save it again, whole"
        ) from error


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def words_of(element: etree._Element) -> str:
    """The text of an element without raised footnote numbers, be they elements or escaped tags."""
    plain = _RAISED.sub(" ", "".join(_kept(element)))
    return " ".join(_TAG.sub(" ", plain).split())


def raised_in(element: etree._Element) -> list[str]:
    """The footnote numbers that stand raised in an element, in order."""
    found = [
        "".join(str(piece) for piece in part.itertext())
        for part in element.iter()
        if local_name(part) in _RAISING
    ]
    found += [_TAG.sub("", match[0]) for match in _RAISED.finditer("".join(_kept(element)))]
    return [number for text in found for number in re.findall(r"[0-9]+", text)]


def _kept(element: etree._Element) -> list[str]:
    pieces = [element.text or ""]
    for part in element:
        if local_name(part) not in _RAISING:
            pieces.extend(_kept(part))
        pieces.append(part.tail or "")
    return pieces
