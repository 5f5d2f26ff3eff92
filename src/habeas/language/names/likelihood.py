"""How much a word looks like a surname, a given name or a patronymic."""

from __future__ import annotations

import re
from functools import cache
from math import exp

from habeas.language.names.declension import CASES, LANGUAGES
from habeas.language.names.given_names import given_ranks, lexicon_name
from habeas.language.names.nominative.parts import is_listed, surname_readings
from habeas.language.names.nominative.spelled import plain
from habeas.language.names.patronymics import fathers
from habeas.language.names.romanisation import latin_key, romanised_keys
from habeas.language.scripts import Script, script_of
from habeas.language.table import rows

_INITIAL = (0.05, 0.6, 0.35)
_FLOOR = 1e-4
# What a known given name of the least commonness weighs, nominative, diminutive, inflected…
_GIVEN_BY_RANK = (0.02, 0.004, 0.01, 0.002, 0.004)
_KNOWN_FATHER = 0.5
_LISTED_SURNAME = 0.03
_UNTOLD = 0.001
_INFLECTED = 0.4
_PATRONYMIC = re.compile(
    r"(?:[оеё]вич|[аэ]віч|евіч|ілліч|ильич|аныч|[лрт]ович|івн|їв?н|[оеё]вн|ичн|[ае]ўн)"
    r"(?:[аиіуеыя]|ою|ой|ем|ом|ам|еві|ові|ай)?$"
    r"|(?:[oe]v[iy]c(?:h|z)?|[oe]wi(?:cz|tsch)|[oe]vit(?:ch|sch)|iv?n|[oe][vw]n|i[cz]h?n|a[uŭ]n)a?$"
)


@cache
def _latin_endings() -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows("name_surname_endings.tsv"):
        share = (float(row["men"]) + float(row["women"])) / 2e4
        if len(row["ending"]) > 1 and share > _UNTOLD:
            for _, key in romanised_keys(["н" + row["ending"]], row["language"]):
                ending = key[1:]
                found[ending] = max(share, found.get(ending, 0.0))
    return found


def _surname_in_cyrillic(word: str) -> float:
    best = 0.0
    for language in LANGUAGES[:2]:
        for half in word.split("-"):
            if len(half) > 1:
                for place, (score, _) in enumerate(surname_readings(half, language)):
                    share = exp(score) * (1.0 if place % len(CASES) == 0 else _INFLECTED)
                    best = max(best, share)
    return best


def _surname_in_latin(word: str) -> float:
    endings = _latin_endings()
    key = latin_key(word)
    for size in range(min(6, len(key) - 1), 0, -1):
        if key[-size:] in endings:
            return endings[key[-size:]]
    return _UNTOLD


def part_likelihoods(token: str) -> tuple[float, float, float]:
    """The probabilities, summing to one, that a word is a surname, a given name, a patronymic.

    From the lexicon and from endings, before anything is known of its place in the name. Each is
    above nought; an initial may be any, a word of an unknown script most likely a surname.
    """
    word = plain(token).strip(".")
    if len(word) < 2:
        return _INITIAL
    given = max(
        (
            _GIVEN_BY_RANK[rank] * 1.6 ** lexicon_name(number).weight
            for number, rank in given_ranks(token).items()
        ),
        default=0.0,
    )
    patronymic = _KNOWN_FATHER if fathers(token) else 0.0
    if not patronymic and _PATRONYMIC.search(word):
        patronymic = _KNOWN_FATHER / 100
    if script_of(token) is Script.CYRILLIC:
        surname = min(_surname_in_cyrillic(word), 0.3)
        if given and not is_listed(word):
            surname /= 20  # a surname that is a given name is rarer than the name
    else:
        surname = _surname_in_latin(word) / (20 if given else 1)
    weights = (surname + _FLOOR, given + _FLOOR, patronymic + _FLOOR)
    total = sum(weights)
    return weights[0] / total, weights[1] / total, weights[2] / total
