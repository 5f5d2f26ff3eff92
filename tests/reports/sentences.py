"""The words of a dossier in each of its formats, so that they can be laid side by side."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from pathlib import Path

import docx
from lxml import etree, html

# The way from an entry of the contents to its page number.
_LEADER = re.compile(r"(?:[ \n]\.){4,}[ \n]+\d+$", re.MULTILINE)
_FOOT = re.compile(r"^ledger head \d+, root [0-9a-f]+… page \d+ of \d+$")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def of_html(page: bytes) -> str:
    """All words of the page but those in figures, and the way back that is not printed."""
    root: html.HtmlElement = html.document_fromstring(page.decode("utf-8"))
    for node in [*root.iter("head", "svg"), *root.xpath("//*[@class='note up']")]:
        node.drop_tree()
    return squeezed(_words(root))


def of_docx(written: bytes) -> str:
    """All words of the body of a Word file, in the order of the file."""
    body = docx.Document(io.BytesIO(written)).element.body
    return squeezed("".join(node.text or "" for node in body.iter(f"{_WORD}t")))


def of_pdf(path: Path) -> str:
    """All words of a PDF as pdftotext reads them, without heads, feet, bullets and page numbers."""
    read = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True
    )
    pages = read.stdout.decode("utf-8").removesuffix("\f").split("\f")
    words = squeezed("".join(_LEADER.sub("", _without_furniture(page)) for page in pages))
    return words.replace("•", "")


def headers(page: bytes) -> set[str]:
    """The header rows of its tables, which a PDF repeats where a table goes on overleaf."""
    root = html.document_fromstring(page.decode("utf-8"))
    return {squeezed(_words(node)) for node in root.iter("thead")}


def _without_furniture(page: str) -> str:
    """The page without its last lines, the running head and the foot; both must be there."""
    lines = page.rstrip("\n").split("\n")
    assert _FOOT.match(lines[-1]), lines[-1]
    assert lines[-2].startswith("Confidential: for the investigation"), lines[-2]
    return "\n".join(lines[:-2]) + "\n"


def squeezed(text: str) -> str:
    """The text without white space and soft hyphens, in one Unicode form."""
    return re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFKC", text))


def in_figures(page: bytes) -> str:
    """All words that the figures of a page draw."""
    found = re.findall(r"<svg\b.*?</svg>", page.decode("utf-8"), re.DOTALL)
    roots = [etree.fromstring(svg.encode()) for svg in found]
    drawn = "{http://www.w3.org/2000/svg}text"
    return squeezed("".join(_words(node) for root in roots for node in root.iter(drawn)))


def _words(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))
