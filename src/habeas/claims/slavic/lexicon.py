"""How a word by itself may be read: closed classes, the dictionary, or else its ending."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from habeas.claims.slavic import lemmas
from habeas.claims.slavic.candidate import ALL_CASES, Candidate
from habeas.claims.slavic.endings import by_ending
from habeas.claims.slavic.participles import verb_of_adjective, verb_of_converb
from habeas.claims.tables import rows

_DIGITS = re.compile(r"[+-]?\d[\d.,:/\u00a0-]*%?")
_NUMBERED = re.compile(r"\d+-(?P<rest>[^\W\d]{2,})")
_ABBREVIATION = re.compile(r"(?=.*[^\W\d_]{2})(?:[^\W\d_]+-)?[\w-]*\d*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][\w.'-]*")
_RARE = -5.0


@lru_cache(maxsize=65536)
def candidates(word: str, language: str) -> tuple[Candidate, ...]:
    """The readings of a word as it is printed, in plain form; there is at least one."""
    if not any(character.isalnum() for character in word):
        return (Candidate("SYM" if word in "№%§$€₽₴+=" else "PUNCT", word),)
    if _DIGITS.fullmatch(word):
        return (Candidate("NUM", word),)
    small = lemmas.folded(word, "uk")
    closed = _closed(language).get(small) or _closed(language).get(small.replace("ё", "е"))
    governed = _prepositions(language).get(small)
    if governed is not None and not closed:
        return (Candidate("ADP", small, governed), *_adverbs(small))
    if closed is not None:
        return closed
    if _LATIN.fullmatch(word):
        return (Candidate("PROPN" if word[0].isupper() else "X", small, ALL_CASES, prior=-0.1),)
    numbered = _NUMBERED.fullmatch(word)
    if numbered is not None:
        return candidates(numbered.group("rest"), language)
    found = _open_class(word, small, language)
    if _is_abbreviation(word) and (len(word) < 5 or not lemmas_known(word, language)):
        return (Candidate("PROPN", small, ALL_CASES, name=False), *found[:2])
    return found


def lemmas_known(word: str, language: str) -> bool:
    """Whether a dictionary is there and holds the word."""
    return lemmas.has_dictionary(language) and lemmas.is_known(word, language)


def governs(preposition: str, language: str) -> frozenset[str]:
    """The cases that a preposition takes; none for another word."""
    return _prepositions(language).get(preposition, frozenset())


def _is_abbreviation(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _open_class(word: str, small: str, language: str) -> tuple[Candidate, ...]:
    capital = word[:1].isupper()
    if not lemmas.has_dictionary(language):
        return by_ending(small, language, capital=capital)
    unknown = 0.0 if lemmas.is_known(word, language) else -0.3
    merged: dict[tuple[object, ...], list[tuple[int, lemmas.Reading]]] = defaultdict(list)
    for rank, reading in enumerate(lemmas.readings(word, language)):
        feats = tuple(item for item in reading.feats if item[0] != "Case")
        named = bool(reading.marks & lemmas.PERSONAL)
        merged[(reading.pos, reading.lemma, feats, named)].append((rank, reading))
    found = [_merge(group, capital, unknown, language) for group in merged.values()]
    return tuple(found) or by_ending(small, language, capital=capital)


def _merge(
    group: list[tuple[int, lemmas.Reading]], capital: bool, unknown: float, language: str
) -> Candidate:
    rank, first = group[0]
    cases = {case for _, reading in group if (case := reading.get("Case"))}
    feats = {name: value for name, value in first.feats if name != "Case"}
    prior = unknown - 0.03 * rank
    pos, lemma = first.pos, first.lemma
    if cases == {"Voc"}:
        prior += _RARE
    cases.discard("Voc")
    if "Fixd" in first.marks:
        cases = set(ALL_CASES)
    if not cases and pos in ("NOUN", "PROPN", "ADJ", "DET") and feats.get("Variant") != "Short":
        cases = {"Nom"}
    if cases and "Number" not in feats:
        feats["Number"] = "Sing"
    named = bool(first.marks & lemmas.PERSONAL)
    if (named or "Abbr" in first.marks) and not capital:
        prior += _RARE
    if feats.get("Mood") == "Imp":
        prior -= 2.5
    if pos == "ADJ" and not lemma.endswith(("й", "ый", "ся")):
        prior -= 1.5  # `людин` beside `людина`: an adjective of belonging
    if pos == "PRON" and not cases:
        pos = "ADV"
    if feats.get("VerbForm") == "Conv":
        lemma = verb_of_converb(lemma, language)
    elif pos == "ADJ" and language == "uk" and (verb := verb_of_adjective(lemma)) is not None:
        pos, lemma = "VERB", verb
        feats |= {"VerbForm": "Part", "Voice": "Pass"}
    return Candidate(pos, lemma, frozenset(cases), feats, prior, named)


def _adverbs(small: str) -> tuple[Candidate, ...]:
    """Prepositions that are adverbs too: `понад сто`, `близько ста`, `після`."""
    return (Candidate("ADV", small, prior=-1.0),) if len(small) > 3 else ()


@cache
def _closed(language: str) -> dict[str, tuple[Candidate, ...]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for row in rows("function_words", language):
        feats = dict(item.split("=", 1) for item in row["feats"].split("|") if item)
        cases = frozenset(feats.pop("Case", "").split(",")) - {""}
        if "Poss" in feats:
            cases = ALL_CASES
        rank = len(found[row["word"]])
        lemma = lemmas.folded(row["lemma"], language)
        found[row["word"]].append(Candidate(row["pos"], lemma, cases, feats, -0.2 * rank))
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def _prepositions(language: str) -> dict[str, frozenset[str]]:
    return {
        row["preposition"]: frozenset(row["cases"].split(","))
        for row in rows("prepositions", language)
    }
