"""XML of no format that Habeas knows: the words of each element that holds any."""

from __future__ import annotations

from lxml import etree

from habeas.model import BlockKind
from habeas.sources.draft import Draft
from habeas.sources.page_text import PageText
from habeas.sources.safe_xml import parse_xml
from habeas.sources.settings import ReadSettings


def read_xml(data: bytes, settings: ReadSettings) -> Draft:
    """The text of an XML file. Raises UnsafeInput where it declares a DTD or entities."""
    page = PageText(settings.maximum_characters)
    for element in parse_xml(data).iter(etree.Element):
        for words in (element.text, *(child.tail for child in element)):
            page.add(words or "", BlockKind.PARAGRAPH, f"element {etree.QName(element).localname}")
    return Draft(
        text=page.text,
        parts=page.parts,
        marked_up=True,
        notes=["read as XML of an unknown format: the words of each element, one after another"],
    )
