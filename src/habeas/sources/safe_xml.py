"""Parsing XML from strangers: no document type, no entities, no network."""

from __future__ import annotations

from lxml import etree

from habeas.model import UnreadableSource, UnsafeInput

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype", b"<!entity")


def parse_xml(data: bytes, where: str | None = None) -> etree._Element:
    """The root element. Raises UnsafeInput for a DTD or entities, UnreadableSource if malformed."""
    refuse_declarations(data, where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(
            "its XML is malformed or cut short",
            where=where,
            remedy="preserved unread; ask for another copy",
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares(where)
    return root


def refuse_declarations(data: bytes, where: str | None = None) -> None:
    """Raise UnsafeInput where some XML declares a document type or entities.

    NUL bytes are left out of the search, so that UTF-16 hides nothing.
    """
    plain = data.replace(b"\0", b"") if b"\0" in data else data
    if any(declaration in plain for declaration in _DECLARATIONS):
        raise _declares(where)


def _declares(where: str | None) -> UnsafeInput:
    return UnsafeInput(
        "its XML declares a document type or entities, which can be made to do harm",
        where=where,
        remedy="open it in a safe place, save it anew, and add that copy",
    )
