"""Templates to HTML: everything from outside is escaped, and a missing value is an error."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from habeas.figures import Figure
from habeas.model import to_plain
from habeas.web.page import address
from habeas.web.retelling import retold, retold_picture
from habeas.web.section import Section
from habeas.web.speech import LANGUAGES, N_, Speech
from habeas.web.style_sheet import STYLE_SHEET, style_sheet
from habeas.web.vocabulary import term

# The keys of the workbench: action, key, and what it does. They can be changed in each browser.
KEYS = (
    ("same", "s", N_("Accept, or: the same person")),
    ("different", "d", N_("Reject, or: different persons")),
    ("unsure", "u", N_("Unsure")),
    ("correct", "c", N_("Correct")),
    ("undo", "z", N_("Undo")),
    ("next", "j", N_("Next")),
    ("previous", "k", N_("Back")),
    ("help", "?", N_("Show the keys")),
)
# On a link or a form: where scripts run it puts the new list in place of the old, not a new page.
_BY_PARTS = {
    "swap": "innerHTML strip:true settle:0 show:none",
    "target": "#main",
    "select": "#main",
    "selectOOB": "#foot,#languages",
}
# The countries as GeoJSON; drawn from the one basemap of the house.
BASEMAP = "/basemap.json"


@cache
def environment(speech: Speech) -> Environment:
    """The templates, speaking this language."""
    made = Environment(
        loader=PackageLoader("habeas.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension adds this method; its stubs do not know it.
    made.install_gettext_translations(speech.words, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.globals |= {
        "speech": speech,
        "sections": tuple(Section),
        "languages": LANGUAGES,
        "static": static,
        "basemap": BASEMAP,
        "keys": KEYS,
        "address": address,
        "by_parts": Markup('data-module="parts" data-hx-boost="{}"').format(_as_json(_BY_PARTS)),
    }
    made.filters |= {
        "number": speech.number,
        "share": speech.share,
        "day": speech.day,
        "moment": speech.moment,
        "interval": speech.interval,
        "term": lambda code: term(speech, code),
        "said": speech.say,
        "retold": lambda words: retold(speech, words),
        "picture": lambda figure: _picture(figure, speech),
        "as_json": _as_json,
        "days": _days,
    }
    return made


def rendered(template: str, speech: Speech, values: dict[str, Any]) -> str:
    """The template with these values."""
    return environment(speech).get_template(template).render(values)


@cache
def static(path: str) -> str:
    """The address of a static file, which changes with its content."""
    if f"/static/{path}" == STYLE_SHEET:
        content = style_sheet().encode()
    else:
        content = files("habeas.web").joinpath(f"static/{path}").read_bytes()
    return f"/static/{path}?v={hashlib.sha256(content).hexdigest()[:12]}"


def _picture(figure: Figure, speech: Speech) -> Markup:
    """The SVG of a figure: made by our own drawing code, which escapes every word in it."""
    drawn = Markup(figure.svg or "")  # noqa: S704 - own mark-up, escaped where it was drawn
    return retold_picture(speech, drawn)


def _days(value: date) -> int:
    """Days since the beginning of 1970, as the slider of a map counts."""
    return (value - date(1970, 1, 1)).days


def _as_json(value: object) -> str:
    """A value for a data attribute; the attribute is escaped as any other."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))
