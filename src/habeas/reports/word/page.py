"""The dossier's own HTML, read back: its pictures set aside, what the head of the page tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import html

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
PICTURE_TAG = "habeas-picture"


@dataclass(frozen=True, slots=True)
class Page:
    """A dossier's page. `pictures` are SVG, in the order of PICTURE_TAG elements in the body.

    The HTML parser would fold the names in them to lower case, which SVG does not bear.
    """

    title: str
    language: str
    created: datetime
    heads: tuple[str, str, str]
    body: html.HtmlElement
    pictures: tuple[str, ...]


def read_page(page: bytes) -> Page:
    """The parts of a dossier's page. Raises ValueError for a page that is not a dossier's."""
    pictures: list[str] = []

    def set_aside(found: re.Match[str]) -> str:
        pictures.append(found.group())
        return f"<{PICTURE_TAG}></{PICTURE_TAG}>"

    text = _PICTURE.sub(set_aside, page.decode("utf-8"))
    root = html.document_fromstring(text)
    told = {str(node.get("name")): str(node.get("content")) for node in root.iter("meta")}
    body, title = root.find("body"), root.findtext(".//title")
    if body is None or title is None or "dcterms.created" not in told:
        raise ValueError("this page is no dossier of Habeas")
    first = body.find("p")
    audience = "".join(map(str, first.itertext())) if first is not None else ""
    return Page(
        title=title,
        language=str(root.get("lang") or "en"),
        created=datetime.fromisoformat(told["dcterms.created"]),
        heads=(audience, title, told["habeas.head"]),
        body=body,
        pictures=tuple(pictures),
    )
