"""Words without their endings, to compare a role in any case with the nouns of a table."""

from __future__ import annotations

from functools import cache, lru_cache

from habeas.claims.slavic.words import key
from habeas.claims.tables import rows, word_class

_ENDINGS = sorted(
    "ями ами ого его ому ему ыми ими іми їми ею ою ей ой ий ый ій їй ая яя ое ее ые ие їх их ых"
    " ах ях ов ев ів їв єв ом ем єм ам ям ым им ім ую юю ию ію ії ья ью ові еві єві а я у ю ы и і ї"
    " е є о ь й".split(),
    key=len,
    reverse=True,
)
_LEAST = 3


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its longest ending; words of three letters stay whole."""
    folded = key(word)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _LEAST:
            bare = folded[: -len(ending)]
            return bare.rstrip("иіїйь") if len(bare) > _LEAST else bare
    return folded


@cache
def class_stems(name: str, language: str) -> frozenset[str]:
    """The stems of a class of `word_classes.csv`."""
    return frozenset(stem(word) for word in word_class(name, language))


@cache
def role_stems(language: str) -> frozenset[str]:
    """The stems of nouns for people, by which `задержанные` is known though it is a participle."""
    return frozenset(stem(row["lemma"]) for row in rows("role_nouns", language))


@cache
def official_stems(language: str) -> frozenset[str]:
    """The stems of the words that mark the voice of a state or its service."""
    return frozenset(stem(row["lemma"]) for row in rows("official_nouns", language))


def sounds_official(words: list[str], language: str) -> bool:
    """Whether a description in the nominative is that of an authority or of who holds its office.

    The first noun that is known decides; the head of something (`начальник …`) is official where
    what it is the head of is.
    """
    stems = [part for word in words for part in (stem(word), *map(stem, _parts(word)))]
    holders, official = class_stems("office_holders", language), official_stems(language)
    place = next((n for n, each in enumerate(stems) if each in holders), None)
    if place is None:
        return bool(set(stems) & official)
    rest = stems[place + 1 :]
    return not rest or bool(set(rest) & official) or bool(set(stems[:place]) & official)


def speaks_for_others(words: list[str], language: str) -> bool:
    """Whether a description is that of a court, a monitor, a relative, a lawyer."""
    stems = {stem(word) for word in words}
    return bool(stems & class_stems("not_accused", language))


def _parts(word: str) -> list[str]:
    """`пресс-служба`: its parts count as well."""
    return word.split("-")[1:] if "-" in word else []
