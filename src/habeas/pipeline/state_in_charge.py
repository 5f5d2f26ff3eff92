"""Which state the words of a claim hold to be in charge: its organ acts, or holds somebody.

Words that name two states, or a people and no organ ("Russians"), name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from habeas.language import body, demonym, slavic_demonym
from habeas.model import InputRefused

_ORGANS = frozenset({"state", "military", "court"})
_OFFICIALS = frozenset(
    "administration agents army authorities command court fighters forces government guard guards "
    "investigators jailers military militants ministry navy officer officers officials police "
    "prosecutors security service services serviceman servicemen soldier soldiers troops".split()
)
# How such words begin in Ukrainian and Russian.
_SLAVIC_OFFICIALS = (
    "адміністрац адміністрац администрац арми армі влад власт військ воєн военн конвой конвоїр "
    "конвоир міністерств министерств наглядач надзирател охорон охран офіцер офицер поліц полиц "
    "прокур силовик слідч следоват солдат спецслужб"
).split()
_BETWEEN = frozenset({"a", "by", "from", "of", "the", "two", "three", "several", "some"})

# "in Russian custody", "from a Russian prison", "у російському полоні", "из российской колонии".
_INTO = frozenset(
    "after at from in inside into through under within "
    "в від во до з за зі із из от под після після по после с со у через".split()
)
_HANDS = frozenset(
    "camp camps captivity cell cells center centers centre centres colonies colony confinement "
    "custody detention dungeon dungeons facilities facility hands imprisonment jail jails prison "
    "prisons".split()
)
_SLAVIC_HANDS = (
    "в'язниц ізолятор застінк застенк изолятор катівн колоні колони лагер неволі невол плен плін "
    "полон пыточн сізо сизо табор тюрем тюрм тюрьм ув'язненн утриманн заключен содержан"
).split()
_AND = frozenset("and or , і й та або и или".split())
# What is held by one state in another's land is not that other state's.
_HELD_BY_ANOTHER = re.compile(r"(?i)\b(?:occupied|окупован|оккупирован)")
# So many words may stand between a state and the place where its prisoners are.
_MOST_BETWEEN = 4
_MOST_ENDING = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*(?:['’]s)?|[.,;:!?()«»“”\"–—]")


def state_of(actor: str) -> str:
    """The state whose organ the words name ("Russian soldiers", "FSB", "Russia"), or ""."""
    words = words_of(actor)
    rest = " ".join(word for word in words if word.casefold() not in _OFFICIALS | _BETWEEN)
    known = body(actor) or body(rest)
    if known is not None:
        return known.country if known.kind in _ORGANS else ""
    countries = {country_of(word) for word in words} - {""}
    if len(countries) == 1 and any(map(_is_official, words)):
        return countries.pop()
    return _named_state(actor)


def custody_of(words: str) -> str:
    """The state in whose hands these words say that somebody was ("in Russian custody"), or ""."""
    if _HELD_BY_ANOTHER.search(words):
        return ""
    found = set(_custodies(_WORD.findall(words)))
    return found.pop() if len(found) == 1 else ""


def country_of(word: str) -> str:
    """The country (ISO 3166-1) of a demonym in English, Ukrainian or Russian, or ""."""
    code = (demonym(word) if word[:1].isupper() else None) or slavic_demonym(word)
    return code.partition("-")[0] if code else ""


def words_of(text: str) -> list[str]:
    """Its words, without the signs about them."""
    return [word.strip(".,;:()“”\"'") for word in text.replace("-", " ").split()]


def _custodies(words: Sequence[str]) -> Iterator[str]:
    """The states of each place of custody that a word like "in" leads to."""
    for at, word in enumerate(words):
        if word.casefold() in _INTO:
            yield from _custody_after(words[at + 1 : at + 3 + _MOST_BETWEEN])


def _custody_after(words: Sequence[str]) -> set[str]:
    """All the states before the first place of custody; none where something else comes first."""
    states: set[str] = set()
    before = ""
    for word in words:
        if states and _holds(word):
            return states
        state = country_of(word) or _owner(word)
        lists_on = before in _AND or (word == "," and before == "state")
        if not state and not lists_on and (not word[0].isalpha() or word.casefold() in _INTO):
            return set()
        states |= {state} - {""}
        before = "state" if state else word.casefold()
    return set()


def _owner(word: str) -> str:
    """The state of "Russia's"."""
    bare = re.sub(r"['’]s$", "", word)
    return _named_state(bare) if bare != word else ""


def _holds(word: str) -> bool:
    return word.casefold() in _HANDS or _begins(word, _SLAVIC_HANDS)


def _is_official(word: str) -> bool:
    return word.casefold() in _OFFICIALS or _begins(word, _SLAVIC_OFFICIALS, ending=7)


def _begins(word: str, beginnings: Sequence[str], ending: int = _MOST_ENDING) -> bool:
    folded = word.casefold().replace("’", "'").replace("ʼ", "'")
    return any(
        folded.startswith(beginning) and len(folded) - len(beginning) <= ending
        for beginning in beginnings
    )


def _named_state(words: str) -> str:
    """A state that stands for its own organs; adjectives alone name people, not a state."""
    from habeas.oversight import states

    if not words or country_of(words):
        return ""
    try:
        return states.find_state(words)
    except InputRefused:
        return ""
