"""Named places as they are printed, with what stands around the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from habeas.language import countries, demonym, fold, month_words, outlet
from habeas.places.description import Anchor
from habeas.places.telling.tokens import Token
from habeas.places.telling.vocabulary import Vocabulary

_QUOTES = frozenset("«»\"“”„'‘’*")
_MOST_WORDS = 4
_MOST_IN_BRACKETS = 6
_LEADS_TO_HOLDER = frozenset({",", ".", "in", "of", "в", "у", "the"})
_MOST_IN_HOLDER = 3
_ARTICLES = frozenset({"the", "of", "a", "named"})
# FSB, ФСБ, ДНР: so short a word in capitals is no town.
_SHORTEST_IN_CAPITALS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """An anchor, the tokens [begin, end) of its name, and where what belongs to it ends."""

    anchor: Anchor
    begin: int
    end: int
    last: int


def read_name(words: Vocabulary, tokens: Sequence[Token], place: int) -> Named | None:
    """The named place that begins here, after words that say what it is; None if none does.

    A region ("Донецкой области") is one too, of the kind "region".
    """
    kind, begin = _kind_before(words, tokens, place)
    end = _end_of_name(words, tokens, begin)
    # A village may be called Division or Monday, if somebody says that it is one.
    if end == begin or (kind is None and _no_place(words, tokens, begin, end)):
        return None
    region = words.at(tokens, end, "region") if kind is None else None
    if region is not None:
        kind, end = "region", end + region.size
    name = _joined(tokens[begin:end])
    name_end = end
    if end < len(tokens) and tokens[end].text in _QUOTES:
        end += 1
    within, last = _within(words, tokens, end)
    noun = words.at(tokens, name_end, "noun") if words.language == "en" else None
    if noun is not None and kind is None:
        kind = noun.value
    return Named(Anchor(name, kind, within), begin, name_end, last)


def _kind_before(words: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[str | None, int]:
    """What the words before a name say it is, and where the name begins."""
    kind, begin = None, place
    while begin < len(tokens):
        noun = words.at(tokens, begin, "noun")
        if noun is not None and _stands_before(tokens, begin, noun.size):
            kind, begin = noun.value, begin + noun.size
        elif tokens[begin].folded in _ARTICLES or tokens[begin].text in _QUOTES:
            begin += 1
        elif tokens[begin].text == "." and begin > place:
            begin += 1  # "г. Курск"
        else:
            break
    return kind, begin


def _stands_before(tokens: Sequence[Token], place: int, size: int) -> bool:
    """Whether a name follows the word for it; in "біля Станиці Луганської" it is part of it."""
    follows = any(token.capital for token in tokens[place + size : place + size + 3])
    return follows and (place == 0 or not tokens[place].capital)


def _end_of_name(words: Vocabulary, tokens: Sequence[Token], begin: int) -> int:
    end = begin
    while end < len(tokens) and end - begin < _MOST_WORDS and tokens[end].capital:
        region = end > begin and _region_from(words, tokens, end)
        glued = end == begin or tokens[end].start - tokens[end - 1].end == 1
        if region or not glued:
            break
        end += 1
    tail = words.at(tokens, end, "tail") if end > begin else None
    return end + tail.size if tail is not None and not tokens[end].capital else end


def _region_from(words: Vocabulary, tokens: Sequence[Token], place: int) -> bool:
    """Whether what holds the place begins here: "Донецкой области", "Бахмутского района"."""
    holds = words.at(tokens, place + 1, "region", "district", "line")
    return words.language != "en" and holds is not None


def _within(words: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[tuple[str, ...], int]:
    """What the place lies in, in brackets or after a comma, and the token after it."""
    if place < len(tokens) and tokens[place].text == "(":
        ahead = range(place, min(len(tokens), place + _MOST_IN_BRACKETS + 2))
        close = next((at for at in ahead if tokens[at].text == ")"), None)
        inside = tokens[place + 1 : close] if close is not None else ()
        if close is not None and any(token.capital for token in inside):
            return (_joined(inside),), close + 1
        return (), place
    found: list[str] = []
    while (part := _holder(words, tokens, place)) is not None:
        begin, place = part
        found.append(_joined(tokens[begin:place]))
    return tuple(found), place


def _holder(words: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The tokens of the district or region that follows: "Бахмутского р-на"."""
    begin = place
    while begin < len(tokens) and tokens[begin].folded in _LEADS_TO_HOLDER:
        begin += 1
    end = begin
    while end < len(tokens) and end - begin < _MOST_IN_HOLDER and tokens[end].capital:
        end += 1
        word = words.at(tokens, end, "region", "district")
        if word is not None:
            return begin, end + word.size
    return None


def _joined(tokens: Sequence[Token]) -> str:
    """Their words, without the possessive of "Kharkiv's"."""
    joined = " ".join(token.text for token in tokens)
    return joined.removesuffix("'s").removesuffix("’s")


def _no_place(words: Vocabulary, tokens: Sequence[Token], begin: int, end: int) -> bool:
    """A month, a feast, a title, a body, a paper or a whole country: not where something was."""
    name = _joined(tokens[begin:end])
    first = tokens[begin]
    return (
        words.at(tokens, begin, "no_place") is not None
        or any(words.at(tokens, at, "body") for at in range(begin, end))
        or (name.isupper() and len(name) < _SHORTEST_IN_CAPITALS)
        or first.folded in _months()
        or _stem(name) in _countries()
        or demonym(name) is not None
        or outlet(name) is not None
    )


@cache
def _months() -> frozenset[str]:
    return frozenset(fold(word) for word in month_words("en", "ru", "uk"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        _stem(name)
        for country in countries()
        for name in (*country.english, *country.ukrainian, *country.russian)
    )


def _stem(name: str) -> str:
    """A name without its ending: Россия, Россией, Росії and Росія are one."""
    folded_name = fold(name)
    return folded_name.rstrip("аеиоуыіїйьюяэє") or folded_name
