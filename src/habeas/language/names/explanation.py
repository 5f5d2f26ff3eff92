"""What the comparison of two names found, in words."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.language.names.evidence import FINDINGS, Finding
from habeas.language.names.keys import NameKeys, PartKeys
from habeas.language.names.lexicon import lexicon_name
from habeas.language.names.person_name import Part
from habeas.language.scripts import Script, fold, script_of

_LANGUAGES = {"uk": "Ukrainian", "ru": "Russian", "be": "Belarusian"}
_NOUNS = {Part.SURNAME: "surname", Part.GIVEN: "given name", Part.PATRONYMIC: "patronymic"}
_SAME_SPELLING = 0.0
_NEAR_SURNAME = 0.25


@dataclass(frozen=True, slots=True)
class PartFinding:
    """What was found of one part: `weight` is the logarithm of the odds that it adds."""

    part: Part
    left: str
    right: str
    finding: Finding
    weight: float
    sentence: str


def _tongue(keys: NameKeys, part: PartKeys) -> str:
    """The language or script that a part is printed in."""
    if script_of(part.text) is Script.LATIN:
        return "Latin letters"
    return _LANGUAGES.get(keys.name.language, "Cyrillic letters")


def _printed(left: NameKeys, right: NameKeys, mine: PartKeys, theirs: PartKeys) -> str:
    one, other = _tongue(left, mine), _tongue(right, theirs)
    if fold(mine.text) == fold(theirs.text):
        return ""
    return f" in {one} and {other}" if one != other else " in two spellings"


def _form(number: int) -> str:
    name = lexicon_name(number)
    return name.uk[0] if name.uk else name.ru[0]


def _known(noun: str, mine: PartKeys, theirs: PartKeys, printed: str) -> str:
    number = next(number for number in mine.numbers if number in theirs.numbers)
    of = " of" if noun == "patronymic" else ""
    if len(mine.numbers) > 1 and len(theirs.numbers) > 1 and mine.numbers[0] != theirs.numbers[0]:
        return f"both may be forms of one {noun}{of} ({_form(number)})"
    corrected = " (one letter corrected)" if mine.fuzzy or theirs.fuzzy else ""
    if not printed:
        return f"same {noun}{corrected}"
    return f"same {noun}{printed} ({'from ' if of else ''}{_form(number)}){corrected}"


def _missing(noun: str, left: PartKeys | None, right: PartKeys | None) -> str:
    return f"{noun} missing on {'both sides' if left is None and right is None else 'one side'}"


def part_sentence(
    part: Part, finding: Finding, left: NameKeys, right: NameKeys, parts: tuple[PartKeys, PartKeys]
) -> str:
    """The sentence for a given name or patronymic that both names give."""
    mine, theirs = parts
    noun, printed = _NOUNS[part], _printed(left, right, mine, theirs)
    if finding in (Finding.SAME, Finding.MAY_BE_SAME):
        return _known(noun, mine, theirs, printed)
    pair = f"({mine.text}, {theirs.text})"
    return {
        Finding.SAME_SOUND: f"same {noun}{printed}",
        Finding.NEAR: f"{noun} spelt nearly alike {pair}",
        Finding.INITIAL: f"initial of the {noun} agrees {pair}",
        Finding.OTHER_INITIAL: f"initial of the {noun} differs {pair}",
        Finding.AKIN: f"{noun}s akin but not one {pair}",
        Finding.NEAR_OTHER: f"different {noun}s that look alike {pair}",
        Finding.OTHER: f"different {noun}s {pair}",
    }[finding]


def surname_finding(
    distance: float, half: bool, left: NameKeys, right: NameKeys
) -> tuple[Finding, str]:
    """What was found of the surnames, and its sentence."""
    mine, theirs = left.surname, right.surname
    if mine is None or theirs is None:
        return Finding.MISSING, _missing("surname", mine, theirs)
    pair = f"({mine.text}, {theirs.text})"
    if distance > _NEAR_SURNAME:
        return Finding.OTHER, f"different surnames {pair}"
    half_of = " (one half of a double surname)" if half else ""
    if distance <= _SAME_SPELLING:
        return Finding.SAME, f"same surname{_printed(left, right, mine, theirs)}{half_of}"
    return Finding.NEAR, f"surname spelt nearly alike {pair}{half_of}"


def findings(
    left: NameKeys,
    right: NameKeys,
    distance: tuple[float, float, float],
    kinds: tuple[int, int, int],
    weights: tuple[float, float, float],
) -> tuple[PartFinding, ...]:
    """What was found of each part that at least one of the names gives."""
    finding, sentence = surname_finding(distance[0], bool(kinds[0]), left, right)
    found = [
        PartFinding(
            Part.SURNAME,
            left.surname.text if left.surname else "",
            right.surname.text if right.surname else "",
            finding,
            weights[0],
            sentence,
        )
    ]
    for place, part in ((1, Part.GIVEN), (2, Part.PATRONYMIC)):
        mine = left.given if part is Part.GIVEN else left.patronymic
        theirs = right.given if part is Part.GIVEN else right.patronymic
        if mine is None and theirs is None:
            continue
        finding = FINDINGS[kinds[place]]
        if mine is None or theirs is None:
            sentence = _missing(_NOUNS[part], mine, theirs)
        else:
            sentence = part_sentence(part, finding, left, right, (mine, theirs))
        found.append(
            PartFinding(
                part,
                mine.text if mine else "",
                theirs.text if theirs else "",
                finding,
                weights[place],
                sentence,
            )
        )
    return tuple(found)
