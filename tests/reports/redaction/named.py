"""One hider for the names of persons, as the tests of finding them need it. All are invented."""

from __future__ import annotations

from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.persons.forms import person_forms
from habeas.reports.redaction.pseudonyms import Pseudonyms
from habeas.reports.redaction.writing.identifiers import References


def hider_of(*names: str) -> Hider:
    """A hider for one redacted person after the other, each known by one name."""
    return Hider([person_forms([name]) for name in names], [], [], References([], []), Pseudonyms())


def redacted(name: str, text: str) -> str:
    """A text of a source of its own without this person."""
    hider = hider_of(name)
    return hider.hidden(text, hider.persons_in(text))
