"""Choosing one reading for every word of a sentence, by what stands before it."""

from __future__ import annotations

from functools import lru_cache

from habeas.claims.slavic.candidate import Candidate, agree
from habeas.claims.slavic.lexicon import candidates

_START = Candidate("PUNCT", "")
# Words that leave the tie between their neighbours as it is.
_TRANSPARENT = frozenset({"PART", "ADV"})
_OPENING_MARKS = frozenset("«„\"'([")
_SMALL = frozenset("два дві две три чотири четыре оба обидва 2 3 4".split())


def choose(words: list[str], language: str) -> list[Candidate]:
    """The likeliest reading of each word, the sentence taken as a whole (Viterbi)."""
    found = [candidates(word, language) for word in words]
    chosen = [options[0] for options in found]
    chain = [n for n, options in enumerate(found) if not _is_transparent(words[n], options)]
    scores: list[tuple[Candidate, float]] = [(_START, 0.0)]
    back: list[list[int]] = []
    for position in chain:
        best: list[tuple[Candidate, float]] = []
        pointers: list[int] = []
        for option in found[position]:
            value, pointer = max(
                (score + _tie(before, option), -number)
                for number, (before, score) in enumerate(scores)
            )
            best.append((option, value + option.prior))
            pointers.append(-pointer)
        scores = best
        back.append(pointers)
    if chain:
        current = max(range(len(scores)), key=lambda n: (scores[n][1], -n))
        for position, pointers in zip(reversed(chain), reversed(back), strict=True):
            chosen[position] = found[position][current]
            current = pointers[current]
    return chosen


def _is_transparent(word: str, options: tuple[Candidate, ...]) -> bool:
    if word in _OPENING_MARKS:
        return True
    return all(option.pos in _TRANSPARENT for option in options)


@lru_cache(maxsize=262144)
def _tie(before: Candidate, after: Candidate) -> float:
    """How well two neighbours go together, 0 where nothing speaks for or against."""
    if before.pos == "ADP":
        return _after_preposition(before, after)
    score = 0.0
    if after.cases == {"Loc"} and not (before.adjectival or before.pos in ("NUM", "PROPN")):
        score -= 2.0
    if before.adjectival:
        return score + _after_adjective(before, after)
    if before.pos == "NUM":
        return score + _after_number(before, after)
    if before.nominal:
        return score + _after_noun(before, after)
    if before.finite or before.feats.get("VerbForm") in ("Inf", "Conv"):
        return score + _after_verb(before, after)
    if before.pos in ("PUNCT", "CCONJ", "SCONJ") and "Nom" in after.cases:
        return score + 0.2
    return score


def _after_preposition(before: Candidate, after: Candidate) -> float:
    if after.cases:
        return 3.0 if before.cases & after.cases else -3.0
    if after.finite or after.pos in ("PUNCT", "ADP"):
        return -3.0
    return 0.5 if after.pos == "NUM" else 0.0


def _after_adjective(before: Candidate, after: Candidate) -> float:
    if after.nominal and after.pos != "PRON":
        return 2.0 if agree(before, after) else -0.8
    if after.adjectival:
        return 1.0 if agree(before, after) else -0.2
    if after.finite and "Nom" in before.cases:
        return 0.3 if _agrees_with_verb(before, after) else -0.2
    return -0.3 if before.pos == "DET" else 0.0


def _after_number(before: Candidate, after: Candidate) -> float:
    if not (after.nominal or after.adjectival):
        return 0.0
    if "Gen" in after.cases and after.feats.get("Number") == "Plur":
        return 1.2
    small = before.lemma in _SMALL
    return 1.0 if small and after.cases & {"Nom", "Acc", "Gen"} else 0.2


def _after_noun(before: Candidate, after: Candidate) -> float:
    if after.pos == "PROPN" and before.pos in ("NOUN", "PROPN") and agree(before, after):
        return 1.5 if before.name and after.name else 1.0
    if after.finite:
        if "Nom" in before.cases:
            return 1.0 if _agrees_with_verb(before, after) else -0.3
        return 0.1
    if (after.nominal or after.adjectival) and "Gen" in after.cases and before.pos != "PRON":
        return 0.1 if before.cases == {"Dat"} else 0.7
    return 0.0


def _after_verb(before: Candidate, after: Candidate) -> float:
    if after.feats.get("VerbForm") == "Inf":
        return 0.6
    if not (after.nominal or after.adjectival):
        return 0.0
    if "Acc" in after.cases or ("Nom" in after.cases and _agrees_with_verb(after, before)):
        return 0.6
    return 0.2


def _agrees_with_verb(noun: Candidate, verb: Candidate) -> bool:
    number, verb_number = noun.feats.get("Number"), verb.feats.get("Number")
    if number and verb_number and number != verb_number:
        return False
    gender, verb_gender = noun.feats.get("Gender"), verb.feats.get("Gender")
    if "Plur" not in (number, verb_number) and gender and verb_gender and gender != verb_gender:
        return False
    person = verb.feats.get("Person")
    if not person or person == "0":
        return person is None
    return noun.feats.get("Person", "3") == person
