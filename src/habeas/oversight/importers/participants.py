"""Participants as depositaries write them: footnote numbers, "(The)", "Congo", inverted names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from habeas.language import fold
from habeas.model import InputRefused
from habeas.oversight.importers.words import meanings
from habeas.oversight.states import find_state

_NOTES = re.compile(r"[\s,*†]*(?:\[?[0-9]+\]?[\s,*†]*)*$")
_ARTICLE = re.compile(r"\s*\(the\)$", re.IGNORECASE)


def participant(text: str) -> str:
    """The code of the state that a depositary's list names so.

    A depositary's own usage goes before the everyday one ("Congo" is the Republic of the Congo in
    the lists of the United Nations). Raises InputRefused as `find_state`.
    """
    # Square brackets stand around who is no longer a participant.
    bare = _ARTICLE.sub("", _NOTES.sub("", text.strip().lstrip("[ ")).rstrip("] "))
    own = meanings("participant").get(" ".join(fold(bare).split()))
    if own:
        return own[0]
    for form in _forms(bare):
        try:
            return find_state(form)
        except InputRefused:
            continue
    return find_state(bare)


def _forms(bare: str) -> Iterator[str]:
    """The name, and the name set right where its first word was put in front of a comma."""
    yield bare
    before, comma, after = bare.partition(", ")
    if comma:
        yield f"{after} {before}"
