"""How likely a careful reader agrees with a claim, from what the rules knew when they made it.

Two steps. A logistic regression over a few grounds gives a raw score (`confidence_weights.csv`); a
rising table of steps (`calibration.csv`) turns that into the share of such claims with which the
annotators of texts agreed. Both are written by `tools/fit_confidence.py`; how many claims and texts
they were fitted on stands in their heads. They state what holds in texts on which no rule was
tuned.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from habeas.claims.slavic.lemmas import has_dictionary
from habeas.claims.tables import shared_rows
from habeas.model import BlockKind, Stance

# Nothing that rules find is certain, and nothing that they propose is impossible.
LEAST, MOST = 0.02, 0.98
_HEAVY = 10.0
_SHORT = 8
_NEED_DICTIONARIES = frozenset({"ru", "uk"})
_HEADLINES = frozenset({BlockKind.TITLE, BlockKind.DECK, BlockKind.PULL_QUOTE})
# Ways in which a speaker is found, by what can go wrong in them.
_FOUND = {
    "described": "speaker.described",
    "narrator": "speaker.narrator",
    "pronoun": "speaker.resolved",
    "document": "speaker.resolved",
    "quote": "speaker.resolved",
    "continues": "speaker.continued",
    "introduced": "speaker.continued",
    "account": "speaker.continued",
    "concluded": "speaker.continued",
    "witness": "speaker.continued",
    "unresolved": "speaker.doubtful",
}


# A pronoun that fits nobody is no speaker with whom a reader could agree; such claims are too rare
# in annotated texts for a weight of their own.
_NAMES_NOBODY = 0.1


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for and against a claim.

    `found` and `ambiguous` are the speaker's (`Speaker.how`); `typed` is the rule that gave the
    type (type.cue, type.carried, type.fallback), `weight` the sum of the type's own cues, `shares`
    the likeliest types', in falling order; `central`: such a cue is the predicate; `words` counts
    the claim's words, and `split` says that its sentence holds other claims too; `bare`: the
    language was read without its dictionary.
    """

    language: str
    found: str
    ambiguous: bool
    typed: str
    weight: float
    shares: tuple[float, ...]
    central: bool
    stance: Stance
    block: BlockKind
    words: int
    split: bool
    bare: bool = False


def confidence_of(grounds: Grounds) -> float:
    """The probability that a careful reader agrees with the claim, to two decimals.

    To agree is to mark the same words (half of both together at least), give them one of the same
    types of claim, and name the same speaker, or the narrator where nobody else speaks. Place,
    date, quantities and people are not judged. Never below 0.02, never above 0.98. For texts on
    which no rule was tuned, as a user's are: on our own tuned ones it says too little. Fitted on
    some 700 claims in 30 texts of three languages (the heads of the tables count them).
    """
    fitted = calibrated(raw_score(grounds, weights()), steps())
    return min(fitted, _NAMES_NOBODY) if grounds.found == "unresolved" else fitted


@cache
def is_bare(language: str) -> bool:
    """Whether a language that needs a dictionary has to be read without one here."""
    return language in _NEED_DICTIONARIES and not has_dictionary(language)


def features(grounds: Grounds) -> dict[str, float]:
    """The grounds as numbers between -1 and 1, by the names of `confidence_weights.csv`."""
    second = grounds.shares[1] if len(grounds.shares) > 1 else 0.0
    found = {
        "constant": 1.0,
        f"language.{grounds.language}": 1.0,
        grounds.typed: 1.0,
        f"stance.{grounds.stance.value}": 1.0,
        _FOUND.get(grounds.found, "speaker.named"): 1.0,
        "piece.short": max(0.0, 1.0 - grounds.words / _SHORT),
    }
    if grounds.ambiguous:
        found["speaker.doubtful"] = 1.0
    if grounds.typed == "type.cue":
        found["type.weight"] = min(1.0, grounds.weight / _HEAVY)
        found["type.margin"] = (grounds.shares[0] if grounds.shares else 0.0) - second
    if grounds.central:
        found["type.central"] = 1.0
    if grounds.bare:
        found["language.bare"] = 1.0
    if grounds.split:
        found["piece.split"] = 1.0
    if grounds.block in _HEADLINES:
        found["block.headline"] = 1.0
    return found


def raw_score(grounds: Grounds, weighted: Mapping[str, float]) -> float:
    """The logistic regression's answer in (0, 1): a good rank, but not yet a probability."""
    found = features(grounds)
    total = sum(weighted.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))


def calibrated(raw: float, table: tuple[tuple[float, float], ...]) -> float:
    """The confidence of the step into which a raw score falls.

    `table` holds (lower bound, confidence), rising in both, from 0 on.
    """
    step = bisect_right(table, raw, key=lambda row: row[0]) - 1
    return round(min(MOST, max(LEAST, table[max(0, step)][1])), 2)


@cache
def weights() -> dict[str, float]:
    """The weight of each ground."""
    return {row["ground"]: float(row["weight"]) for row in shared_rows("confidence_weights")}


@cache
def steps() -> tuple[tuple[float, float], ...]:
    """The table of steps: from which raw score on, which confidence."""
    return tuple(
        (float(row["from"]), float(row["confidence"])) for row in shared_rows("calibration")
    )
