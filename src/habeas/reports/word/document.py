"""The Word file as a whole: page, running heads, properties, and bytes that never differ."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap
from docx.shared import Mm, Pt

from habeas.reports.word.page import Page, read_page
from habeas.reports.word.styles import define_styles
from habeas.reports.word.walking import Writer
from habeas.reports.word.xml import element, field, text

_MAKER = "Habeas"
# The earliest time that a ZIP file can tell: no clock of any machine stands in the file.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_TEMPLATES_OWN = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
_TEMPLATES_MORE = ("/customXml", "/stylesWithEffects")
_SESSION = "}rsid"
_RIGHT_EDGE = Mm(166)
_HEAD_POINTS = 8


def docx_of(page: bytes) -> bytes:
    """The HTML of a dossier as a Word file with the same words, links and figures.

    The same page gives the same bytes. Raises ValueError for a page that is not a dossier's.
    """
    read = read_page(page)
    document = docx.Document()
    _set_page(document)
    define_styles(document, read.language)
    _tell_properties(document, read)
    _without_sessions(document)
    _running_heads(document, read)
    Writer(document, read).write()
    return _packed(document)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)


def _tell_properties(document: Document, page: Page) -> None:
    """Nothing of the machine or the person at it: the title, and the time of the ledger's head."""
    properties = document.core_properties
    properties.title, properties.language = page.title, page.language
    properties.author = _MAKER
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.last_modified_by = ""
    properties.created = properties.modified = page.created.replace(tzinfo=None)
    properties.revision = 1
    for part in (document.part.package, document.part):
        for name, relation in list(part.rels.items()):
            if relation.reltype in _TEMPLATES_OWN or relation.reltype.endswith(_TEMPLATES_MORE):
                part.rels.pop(name)


def _without_sessions(document: Document) -> None:
    """Without the marks of editing sessions that the template has brought along."""
    roots = (document.element, document.styles.element, document.settings.element)
    for root in (*roots, document.part.numbering_part.element):
        for node in list(root.iter(f"{{{nsmap['w']}}}*")):
            for name in [name for name in node.attrib if _SESSION in str(name)]:
                del node.attrib[name]
            parent = node.getparent()
            if _SESSION in str(node.tag) and parent is not None:
                parent.remove(node)


def _running_heads(document: Document, page: Page) -> None:
    audience, title, head = page.heads
    section = document.sections[0]
    for part, left, right in (
        (section.header, audience, title),
        (section.footer, head, ""),
    ):
        paragraph = part.paragraphs[0]
        paragraph.style = document.styles["Header" if part is section.header else "Footer"]
        paragraph.style.font.size = Pt(_HEAD_POINTS)
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.add_tab_stop(_RIGHT_EDGE, 2)
        node = paragraph._p
        text(element("w:r", node), f"{left}\t{right}")
        if part is section.footer:
            text(element("w:r", node), "page ")
            field(node, "PAGE", "1")
            text(element("w:r", node), " of ")
            field(node, "NUMPAGES", "1")


def _packed(document: Document) -> bytes:
    """The file with its parts in the order of their names and without any time of day."""
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(written) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as fixed,
    ):
        # The list of content types goes first, as the format asks.
        for name in sorted(parts.namelist(), key=lambda name: (not name.startswith("["), name)):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, parts.read(name))
    return packed.getvalue()
