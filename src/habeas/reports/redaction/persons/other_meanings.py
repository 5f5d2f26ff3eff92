"""Where what could be a redacted name is a word of everyday speech, a date, or a town instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from habeas.reports.redaction.persons.everyday_words import is_calendar_word
from habeas.reports.redaction.persons.forms import PersonForms
from habeas.reports.redaction.persons.name_parts import NameParts
from habeas.reports.redaction.persons.naming import Unit
from habeas.reports.redaction.persons.readings import name_keys

_LOOK_BACK = 8
_OPENING = '«"“(-–—'
_ENDS_SENTENCE = re.compile(r"(?:\A|[.!?…]|\n)[\s«\"“”'(–—-]*\Z")
_GOES_ON = re.compile(r"(?:'s|’s)? [^\W\d_A-ZА-ЯІЇЄҐЁ]")
_IN_TIME = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|last|next)[ -]\Z", re.IGNORECASE
)
_BEFORE_NUMBER = re.compile(r",? \d")
_STANDS_FREE = re.compile(r"(?:[,;:.!?…»\"”)\]'’s]{0,3}(?:\s|\Z)|[-–—])")


class OtherMeanings:
    """Tells names from what is only spelt like them."""

    def __init__(self, persons: Sequence[PersonForms], parts: NameParts) -> None:
        self._persons, self._parts = persons, parts

    def is_word(self, text: str, units: Sequence[Unit], place: int) -> bool:
        """Whether what could be a name is a word of everyday speech, or of a date, here."""
        unit = units[place]
        beside = [units[at] for at in (place - 1, place + 1) if 0 <= at < len(units)]
        if self._is_in_name(text, unit, beside):
            return False
        if is_calendar_word(unit.letters) and (
            _IN_TIME.search(text, max(0, unit.start - _LOOK_BACK), unit.start) is not None
            or any(_is_number(text, unit, each) for each in beside)
        ):
            return True
        before = text[unit.start - 1 : unit.start]
        return (
            unit.letters.islower()
            and self._is_ordinary(unit)
            and (not before or before.isspace() or before in _OPENING)
            and _STANDS_FREE.match(text, unit.end) is not None
        )

    def may_be_word(self, text: str, unit: Unit) -> bool:
        """Whether it could be a word of everyday speech that begins a sentence, or a date."""
        if is_calendar_word(unit.letters) and (
            unit.letters.isascii() or _BEFORE_NUMBER.match(text, unit.end) is not None
        ):
            # In English a month has a capital wherever it stands.
            return True
        return (
            self._is_ordinary(unit)
            and _ENDS_SENTENCE.search(text[max(0, unit.start - _LOOK_BACK) : unit.start])
            is not None
            and _GOES_ON.match(text, unit.end) is not None
        )

    def may_be_town(self, text: str, unit: Unit) -> bool:
        """Whether it could be a town or a region; what is a text of its own is a name."""
        if text.strip() == text[unit.start : unit.end]:
            return False
        keys = name_keys(unit.letters)
        return any(keys & self._persons[one].towns for one in unit.roles.own)

    def _is_in_name(self, text: str, unit: Unit, beside: Sequence[Unit]) -> bool:
        """Whether a further part of the same name stands beside."""
        return any(
            self._parts.part(text, each, one) is not None and not are_again(each, unit)
            for each in beside
            for one in unit.roles.own
        )

    def _is_ordinary(self, unit: Unit) -> bool:
        keys, who = name_keys(unit.letters), unit.roles.own | unit.roles.given
        return all(keys & self._persons[one].ordinary for one in who)


def are_again(one: Unit, other: Unit) -> bool:
    """Whether two words are one name, said twice: two namings."""
    return bool(name_keys(one.letters) & name_keys(other.letters))


def _is_number(text: str, unit: Unit, other: Unit) -> bool:
    """Whether a day or a year stands directly before or after a word."""
    gap = text[min(unit.end, other.end) : max(unit.start, other.start)]
    return other.letters.isdigit() and gap in (" ", "\u00a0", "/")
