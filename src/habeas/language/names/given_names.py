"""The given names: what name a token may be, in any script, case or diminutive.

A name has one number in all languages: Олександр, Александр, Аляксандр, Oleksandr and Aleksandr are
one. Numbers are stable: the table only grows at its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from habeas.language.names.declension import CASES, LANGUAGES, SEXES, origins
from habeas.language.names.romanisation import latin_key, romanised_keys, usual_romanisations
from habeas.language.scripts import Script, fold, script_of
from habeas.language.slavic import slavic_readings
from habeas.language.table import listed, rows

MALE = "male"
FEMALE = "female"

# How directly a form tells the name; a lower rank comes first.
_NAME, _DIMINUTIVE, _INFLECTED, _INFLECTED_DIMINUTIVE, _SKELETON = range(5)
_LATIN_ENDINGS = ("ovi", "evi", "oiu", "oyu", "om", "em", "oi", "oy", "ya", "ia", "yu", "iu")
_LATIN_ENDINGS_OF_ONE = ("a", "u", "y", "i", "e")
_SHORTEST_INFLECTED = 5
_SHORTEST_STEM = 3
_SHORTEST_SKELETON = 5
_LONG_SKELETON = 8


@dataclass(frozen=True)
class LexiconName:
    """One given name: its forms (the usual first), and the sex of those who bear it.

    `latin` are spellings that no system of romanisation gives; `weight` is how common the name is,
    from 9 to 1: an order of preference, not a frequency.
    """

    number: int
    sex: str
    uk: tuple[str, ...]
    ru: tuple[str, ...]
    be: tuple[str, ...]
    latin: tuple[str, ...]
    diminutives: tuple[str, ...]
    weight: int

    def forms(self, language: str) -> tuple[str, ...]:
        """The full forms in one language: `uk`, `ru` or `be`."""
        return {"uk": self.uk, "ru": self.ru, "be": self.be}[language]


def _cell(text: str) -> tuple[str, ...]:
    return () if text == "-" else listed(text)


@cache
def lexicon_names() -> tuple[LexiconName, ...]:
    """All names; the one with number n is at place n."""
    return tuple(
        LexiconName(
            int(row["number"]),
            MALE if row["sex"] == "m" else FEMALE,
            _cell(row["ukrainian"]),
            _cell(row["russian"]),
            _cell(row["belarusian"]),
            _cell(row["latin"]),
            _cell(row["short"]),
            int(row["weight"]),
        )
        for row in rows("name_given.tsv")
    )


def lexicon_name(number: int) -> LexiconName:
    """The name with this number; LookupError where there is none."""
    if not 0 <= number < len(lexicon_names()):
        raise LookupError(f"no name has the number {number}")
    return lexicon_names()[number]


_ONE_SPELLING = str.maketrans("ёґ", "ег", "'’‘ʼʹ`´′")


def cyrillic_key(text: str) -> str:
    """Case, apostrophes, ё and ґ made equal: the key of a Cyrillic spelling."""
    return text.lower().translate(_ONE_SPELLING)


class _Index:
    """Keys to the numbers they may be, each with the best rank it was found with."""

    def __init__(self) -> None:
        self._found: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def add(self, key: str, number: int, rank: int) -> None:
        ranks = self._found[key]
        ranks[number] = min(rank, ranks.get(number, rank))

    def get(self, key: str) -> dict[int, int]:
        return self._found.get(key, {})


def _spellings(name: LexiconName) -> Iterator[tuple[str, str, int]]:
    """Every Cyrillic form of a name, its language and rank; diminutives belong to any language."""
    for language in LANGUAGES:
        for form in name.forms(language):
            yield form, language, _NAME
    for form in name.diminutives:
        yield form, "ru" if set(form) & set("ёыэЭ") else "uk", _DIMINUTIVE
        if not set(form) & set("іїєґІЇЄҐ'ў"):
            yield form, "ru", _DIMINUTIVE


@cache
def _cyrillic() -> _Index:
    index = _Index()
    for name in lexicon_names():
        for form, _, rank in _spellings(name):
            index.add(cyrillic_key(form), name.number, rank)
    return index


def spellings() -> Iterator[tuple[LexiconName, str, str, int]]:
    """Every Cyrillic form of every name: its key, its language, and its place among the forms.

    The place is 0 for the usual form of the language, 1 for the next, and -1 for a diminutive.
    """
    for name in lexicon_names():
        for form, language, rank in _spellings(name):
            place = name.forms(language).index(form) if rank == _NAME else -1
            yield name, cyrillic_key(form), language, place


def full_spellings(weight: int) -> Iterator[tuple[str, str]]:
    """Full names at least so common, folded, in Cyrillic and as usually romanised, with the sex."""
    for name in lexicon_names():
        if name.weight >= weight:
            for language in LANGUAGES:
                for form in name.forms(language):
                    yield fold(form), name.sex
                    for romanised in usual_romanisations(fold(form), language):
                        yield romanised, name.sex
            for spelling in name.latin:
                yield fold(spelling), name.sex


@cache
def _latin() -> _Index:
    index = _Index()
    for language in LANGUAGES:
        bearers: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for name in lexicon_names():
            for form, written_in, rank in _spellings(name):
                if written_in == language:
                    bearers[fold(form)].append((name.number, rank))
        for form, key in romanised_keys(list(bearers), language):
            for number, rank in bearers[form]:
                index.add(key, number, rank)
    for name in lexicon_names():
        for spelling in name.latin:
            index.add(latin_key(spelling), name.number, _NAME)
    return index


@cache
def _skeletons() -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for name in lexicon_names():
        for language in LANGUAGES:
            for form in name.forms(language):
                for key in slavic_readings(form):
                    found[key][name.number] = None
    return {key: tuple(numbers) for key, numbers in found.items()}


def _ordered(ranks: dict[int, int]) -> tuple[int, ...]:
    names = lexicon_names()
    return tuple(sorted(ranks, key=lambda number: (ranks[number], -names[number].weight, number)))


def _in_cyrillic(token: str) -> dict[int, int]:
    index = _cyrillic()
    key = cyrillic_key(token)
    found = dict(index.get(key))
    for language in LANGUAGES:
        for nominative, states in origins(key, language, "given"):
            sexes = {SEXES[state // len(CASES)] for state in states}
            for number, rank in index.get(cyrillic_key(nominative)).items():
                if lexicon_names()[number].sex in sexes:
                    found[number] = min(rank + _INFLECTED, found.get(number, _SKELETON))
    return found


def _in_latin(token: str) -> dict[int, int]:
    index = _latin()
    key = latin_key(token)
    found = dict(index.get(key))
    if not found and len(key) >= _SHORTEST_INFLECTED:
        for stem in _latin_stems(key):
            for tail in ("", "a", "i"):
                ranks = index.get(stem + tail)
                found |= {n: _INFLECTED for n, rank in ranks.items() if rank == _NAME}
    if not found and len(key) >= _SHORTEST_SKELETON:
        found = dict.fromkeys(_by_skeleton(token, key), _SKELETON)
    return found


def _latin_stems(key: str) -> Iterator[str]:
    for ending in (*_LATIN_ENDINGS, *_LATIN_ENDINGS_OF_ONE):
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_STEM:
            yield key.removesuffix(ending)


def _by_skeleton(token: str, key: str) -> Iterator[int]:
    """Names whose skeleton the token has and that one of their romanisations resembles as well."""
    readings = slavic_readings(token)
    numbers = {number for reading in readings for number in _skeletons().get(reading, ())}
    most = 1 if len(key) < _LONG_SKELETON else 2
    for number in sorted(numbers):
        name = lexicon_names()[number]
        keys = {
            romanised
            for language in LANGUAGES
            for _, romanised in romanised_keys([fold(f) for f in name.forms(language)], language)
        }
        if any(_distance(key, romanised) <= most for romanised in keys):
            yield number


def _distance(one: str, other: str) -> int:
    """The Levenshtein distance of two short words."""
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, against in enumerate(other, start=1):
            current.append(
                min(
                    previous[column] + 1,
                    current[-1] + 1,
                    previous[column - 1] + (letter != against),
                )
            )
        previous = current
    return previous[-1]


def given_ranks(token: str) -> dict[int, int]:
    """The numbers of `given_names`, each with how directly the token tells it, from 0."""
    script = script_of(token)
    if script is Script.CYRILLIC:
        return _in_cyrillic(token)
    return _in_latin(token) if script is Script.LATIN else {}


def given_names(token: str) -> tuple[int, ...]:
    """Numbers of the names that a token may be, the likeliest first; empty if it is none.

    Full names come before diminutives, nominatives before other cases, common names before rare
    ones. A Latin token is looked up by the systems of romanisation, and by its skeleton only where
    one of the name's romanisations also resembles it.
    """
    return _ordered(given_ranks(token))


def of_sex(numbers: Iterable[int], sex: str) -> tuple[int, ...]:
    """Those of the names that people of one sex bear, in the same order."""
    return tuple(number for number in numbers if lexicon_names()[number].sex == sex)
