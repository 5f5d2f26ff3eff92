"""Other spellings of a nominative Ukrainian name: Belarusian forms and unheard-of romanisations.

The rules are rough on purpose: lists are written by people who do not know them either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tables import rows

SYSTEMS = ("hungarian", "dutch", "spanish", "chat")
VOWELS = "аеиіоуєюяїэыё"


@dataclass(frozen=True, slots=True)
class SpelledName:
    """The three parts of a name; an empty patronymic is not printed."""

    surname: str
    given: str
    patronymic: str


@cache
def _letters(language: str, system: str) -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for row in rows("romanisations.tsv"):
        if row["language"] == language:
            first, _, inside = row[system].partition("/")
            pair = first, inside or first
            table[row["letter"]] = ("", "") if first == "-" else pair
    return table


def romanised(text: str, language: str, system: str) -> str:
    """Cyrillic text of uk, ru or be in one of the SYSTEMS."""
    table = _letters(language, system)
    out: list[str] = []
    for place, letter in enumerate(text):
        begins = place == 0 or not (text[place - 1].isalpha() or text[place - 1] == "'")
        written = table.get(letter.lower(), (letter, letter))[0 if begins else 1]
        out.append(written.capitalize() if letter.isupper() else written)
    return "".join(out)


@cache
def _belarusian_given() -> dict[str, str]:
    return {row["uk"]: row["be"] for row in rows("belarusian_given_names.tsv")}


@cache
def _fathers() -> tuple[tuple[str, str], ...]:
    """How Ukrainian patronymics begin and the father's Belarusian name, longest first."""
    found = {uk.rstrip("оьйа"): be for uk, be in _belarusian_given().items() if len(uk) > 3}
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def belarusian_surname(surname: str) -> str:
    """Unstressed о as а, ў after vowels, hard р and шч, by rule of thumb."""
    text = surname.replace("’", "'")
    for found, put in (
        ("енко$", "енка"),
        ("ський$", "скі"),
        ("цький$", "цкі"),
        ("зький$", "зкі"),
        ("ська$", "ская"),
        ("цька$", "цкая"),
        ("ий$", "ы"),
        ("ій$", "ій"),
        ("ець$", "ец"),
        ("ов$", "оў"),
        ("ев$", "еў"),
        ("єв$", "еў"),
        ("ів$", "аў"),
        ("щ", "шч"),
        ("Щ", "Шч"),
        ("рь", "р"),
        ("и", "ы"),
        ("є", "е"),
        ("ї", "і"),
        ("ті", "ці"),
        ("ді", "дзі"),
    ):
        text = re.sub(found, put, text)
    text = re.sub(f"(?<=[{VOWELS}])в(?=[^{VOWELS}]|$)", "ў", text)
    # An о away from the last syllable but one is usually not stressed.
    head, tail = text[:-4], text[-4:]
    return head[:1] + head[1:].replace("о", "а") + tail


def belarusian_patronymic(patronymic: str) -> str:
    """From the father's name where it is known, else by the ending."""
    feminine = patronymic.endswith("на")
    father = next((be for stem, be in _fathers() if patronymic.startswith(stem)), None)
    if father is None:
        ends = (("ївна", "еўна"), ("івна", "аўна"), ("йович", "евіч"), ("ович", "авіч"))
        for found, put in ends:
            if patronymic.endswith(found):
                return patronymic[: -len(found)] + put
        return patronymic
    if father[-1] in "йь":
        return father.rstrip("й") + ("еўна" if feminine else "евіч")
    return father.rstrip("аяы") + ("аўна" if feminine else "авіч")


def belarusian(name: SpelledName) -> SpelledName:
    """A Ukrainian nominative name as a Belarusian list prints it."""
    given = _belarusian_given().get(name.given)
    return SpelledName(
        surname=belarusian_surname(name.surname),
        given=given if given else belarusian_surname(name.given),
        patronymic=belarusian_patronymic(name.patronymic) if name.patronymic else "",
    )
