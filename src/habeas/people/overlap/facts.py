"""What a record says that can be compared: readings of its name and of its birth date.

Each part of a record (surname, given name, father's name, year, day) is given as readings with
weights that add up to 1. Two spellings of one surname that differ in a vowel share the coarser
readings only, so the weight that two records share says how well they agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.language import names
from habeas.people.records import Records

# A surname as its key; without the vowels after the first; and how that begins.
SURNAME_WEIGHTS = (0.5, 0.3, 0.2)
_BEGINNING = 4
# A given name as its group in the lexicon, and as the letter that it begins with.
GIVEN_WEIGHTS = (0.8, 0.2)
# A year as itself and as either of the two spans of two years that it lies in.
YEAR_WEIGHTS = (0.6, 0.2, 0.2)
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# "1 January" is what registers print where they know no more than the year.
_STANDS_FOR_YEAR = (1, 1)

Reading = tuple[str, float]
Readings = tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The readings of one record; a part of which nothing is said has none.

    `given` of an initial has the letter's reading alone. `day` is month and day without their
    order, which lists confuse.
    """

    surname: Readings
    given: Readings
    father: Readings
    year: Readings
    day: Readings

    @property
    def suffice(self) -> bool:
        """Whether there is enough to tell people apart by: a surname and something beside it."""
        return bool(self.surname and (self.given or self.father or self.year))


def facts_of(records: Records) -> list[Facts]:
    """The facts of every record, in the order of the records."""
    columns = (records.name, records.surname, records.given, records.patronymic)
    codes = names.code_names(*(column.texts() for column in columns))
    return [
        Facts(_surname(codes, row), _given(codes, row), _father(codes, row), *_born(born))
        for row, born in enumerate(records.born.texts())
    ]


def _surname(codes: names.NameCodes, row: int) -> Readings:
    halves = [
        code for code in (int(codes.surname[row]), int(codes.other_surname[row])) if code >= 0
    ]
    forms = codes.surname_forms
    found: list[Reading] = []
    for code in halves:
        if forms.initial[code]:
            continue
        texts = (forms.key[code], forms.loose[code], forms.loose[code][:_BEGINNING])
        found += [
            (f"{tag}{text}", weight / len(halves))
            for tag, text, weight in zip("klb", texts, SURNAME_WEIGHTS, strict=True)
        ]
    return _added(found)


def _given(codes: names.NameCodes, row: int) -> Readings:
    code = int(codes.given[row])
    if code < 0:
        return ()
    forms = codes.given_forms
    key = forms.key[code]
    letter = (f"i{key[:1]}", GIVEN_WEIGHTS[1])
    if forms.initial[code]:
        return (letter,)
    found = _lexicon_names(forms, code)
    return _added([*((name, GIVEN_WEIGHTS[0] / len(found)) for name in found), letter])


def _father(codes: names.NameCodes, row: int) -> Readings:
    code = int(codes.patronymic[row])
    if code < 0 or codes.patronymic_forms.initial[code]:
        return ()
    found = _lexicon_names(codes.patronymic_forms, code)
    return _added([(name, 1 / len(found)) for name in found])


def _lexicon_names(forms: names.NameForms, code: int) -> Sequence[str]:
    """The numbers of the names that it may be; its key where the lexicon has none."""
    numbers = [number for number in forms.groups[code].tolist() if number >= 0]
    return [f"n{number}" for number in numbers] or [f"k{forms.key[code]}"]


def _born(text: str) -> tuple[Readings, Readings]:
    match = _DATE.match(text)
    if not match:
        return (), ()
    year = int(match[1])
    span, either = YEAR_WEIGHTS[1:]
    readings = ((f"y{year}", YEAR_WEIGHTS[0]), (f"s{year - 1}", span), (f"s{year}", either))
    if not match[3]:
        return readings, ()
    first, second = sorted((int(match[2]), int(match[3])))
    if (first, second) == _STANDS_FOR_YEAR:
        return readings, ()
    return readings, ((f"d{first}-{second}", 1.0),)


def _added(readings: Sequence[Reading]) -> Readings:
    """Equal readings as one."""
    total: dict[str, float] = {}
    for reading, weight in readings:
        total[reading] = total.get(reading, 0.0) + weight
    return tuple(total.items())
