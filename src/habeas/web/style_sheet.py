"""The workbench's style sheet in one piece, so that a page waits for one answer and not for many.

`static/css/habeas.css` names the parts by `@import`, each on a line of its own; they are kept apart
for those who write them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

STYLE_SHEET = "/static/css/habeas.css"

_FOLDER = "static/css"
_IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.MULTILINE)


@cache
def style_sheet() -> str:
    """All parts in their order. Addresses in them stay right: it is served from their folder."""
    return _IMPORT.sub(lambda found: _part(found[1]), _part("habeas.css"))


def _part(name: str) -> str:
    text = files("habeas.web").joinpath(f"{_FOLDER}/{name}").read_text(encoding="utf-8")
    return text if text.endswith("\n") else f"{text}\n"
