"""Surnames of which a text shows a part only: Т-н, Тол***н, Толв. М., Тол…

Looked for only in what comes from a source that names the person: a few letters fit many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from habeas.language import names as printed
from habeas.reports.redaction.persons.forms import PersonForms

_MASKED = re.compile(
    r"(?<![^\W_])([^\W\d_]+)(?:([*•·#_]+|\.{3,}|…)|(-)(?=[a-zа-яёіїєґ])|(\.)(?=\s?[A-ZА-ЯІЇЄҐ]\.))([^\W\d_]*)"
)
_FEWEST_SHOWN = 3
_FEWEST_OF_BEGINNING = 4


def shortened_in(
    text: str, persons: Sequence[PersonForms], named: frozenset[int]
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Start and end of each shortened surname, and whose of the `named` it may be."""
    if not named:
        return
    for match in _MASKED.finditer(text):
        begins, _, hyphen, stop, ends = match.groups()
        if not begins[0].isupper() or not _enough(begins, hyphen, ends):
            continue
        who = tuple(sorted(one for one in named if _fits(begins, ends, persons[one])))
        if who:
            yield match.start(), match.start(5) if stop else match.end(), who


def _enough(begins: str, hyphen: str | None, ends: str) -> bool:
    if hyphen:
        return len(begins) == 1 and len(ends) > 1
    return len(begins) >= _FEWEST_OF_BEGINNING or (
        bool(ends) and len(begins) + len(ends) >= _FEWEST_SHOWN
    )


def _fits(begins: str, ends: str, person: PersonForms) -> bool:
    """Whether a form of the surname begins and ends so, and has more in between."""
    return any(
        len(form) > len(first) + len(last) and form.startswith(first) and form.endswith(last)
        for first in printed.skeletons(begins)
        for last in printed.skeletons(ends) or ("",)
        for form in person.own
    )
