"""The dossier as one HTML file: no script, no outside request, the same bytes for the same content.

The content policy forbids everything but the one style sheet inside, named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from habeas.figures import Figure, Standing
from habeas.reports.chapters import SECTIONS, Chapter
from habeas.reports.content import DossierContent
from habeas.reports.described import (
    candidate_words,
    described,
    evidence,
    field_name,
    field_value,
)
from habeas.reports.dossier import Dossier, build
from habeas.reports.markup import css_string, finalised


def render_html(content: DossierContent) -> bytes:
    """The dossier as UTF-8 HTML."""
    dossier = build(content)
    style = _style(dossier)
    page = (
        _environment()
        .get_template("dossier.html")
        .render(
            dossier=dossier,
            content=content,
            style=_trusted(style),
            policy=_policy(style),
            head=_head(content),
        )
    )
    return (page if content.chapters is None else _without_loose_links(page)).encode("utf-8")


def _without_loose_links(page: str) -> str:
    """The page with links into chapters that were left out turned into their plain words."""
    anchors = set(re.findall(r' id="([^"]+)"', page))

    def kept(found: re.Match[str]) -> str:
        return found[0] if found[1] in anchors else found[2]

    return re.sub(r'<a href="#([^"]*)">(.*?)</a>', kept, page, flags=re.DOTALL)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("habeas.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalised,
    )
    environment.globals |= {
        "standings": tuple(Standing),
        "Standing": Standing,
        "Chapter": Chapter,
        "sections": SECTIONS,
    }
    environment.filters |= {
        "described": described,
        "evidence": evidence,
        "field_name": field_name,
        "field_value": field_value,
        "candidate": candidate_words,
        "many": _many,
        "moment": _moment,
        "instant": _instant,
        "picture": _picture,
    }
    return environment


def _many(number: int, noun: str) -> str:
    """`1 row`, `24 rows`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _instant(moment: datetime) -> str:
    """The moment as W3C-DTF, for the page's own description."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _head(content: DossierContent) -> str:
    """What the page is pinned to, as it stands at the foot of every printed page."""
    return f"ledger head {content.head.size}, root {content.head.root[:16]}…"


def _picture(figure: Figure) -> Markup:
    """The figure's SVG: made by our own drawing code, which escapes every word in it."""
    return _trusted(figure.svg or "")


def _trusted(own_markup: str) -> Markup:
    """Mark-up that this house has written itself, with every outside word in it escaped."""
    return Markup(own_markup)  # noqa: S704 - the two callers above are all there are


def _style(dossier: Dossier) -> str:
    """The style sheet, with the running heads of this dossier."""
    content = dossier.content
    sheet = files("habeas.reports").joinpath("data/dossier.css").read_text(encoding="utf-8")
    heads = {
        "AUDIENCE": content.for_whom,
        "CASE": f"Habeas dossier, case {content.case_id}",
        "HEAD": _head(content),
    }
    for name, words in heads.items():
        sheet = sheet.replace(f"/*{name}*/", css_string(words))
    return sheet


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
