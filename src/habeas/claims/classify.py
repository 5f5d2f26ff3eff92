"""Which kind of act or statement a claim is about, with the reasons as scores.

Cues from `type_cues.csv` of the language are matched on lemmas in order, frames from
`type_frames.csv` on syntax. One that names the main predicate counts half as much again, one in a
clause below it less; several for one type add up with diminishing weight, so that one clear word
beats a crowd of hints.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.frames import frames_of
from habeas.claims.patterns import Match, Pattern, PatternIndex, compile_steps
from habeas.claims.tables import rows, shared_rows
from habeas.model import Modality

if TYPE_CHECKING:
    from collections.abc import Set

    from spacy.tokens import Span, Token

    from habeas.claims.cue import Cue

_PREDICATE_BONUS = 1.5
_ARGUMENT_BONUS = 1.2
_BELOW = 0.6
_AS_MODIFIER = 0.6
_NEXT_CUE_SHARE = 0.35
_CLEAR = 3.0
_GENERAL_SHARE = 0.7
_SUBORDINATE = frozenset({"relcl", "acl", "acl:relcl", "advcl"})
_ARGUMENTS = frozenset({"dobj", "obj", "nsubj", "nsubjpass", "nsubj:pass", "attr"})
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod"})
# What a verb of saying may itself be about: "urged", "accused", "charged" are not only attribution.
_SAID_BY_THE_VERB = frozenset({"position", "policy_accusation", "trial", "investigation"})


@cache
def _cues(language: str) -> PatternIndex:
    return PatternIndex(
        Pattern(compile_steps(row["pattern"], language), row["type"], float(row["weight"]))
        for row in rows("type_cues", language)
    )


@cache
def more_specific() -> dict[str, frozenset[str]]:
    """For a general type those that say more where both are told: death beats detention."""
    return {
        row["general"]: frozenset(row["specific"].split()) for row in shared_rows("specific_types")
    }


def strength(span: Span, language: str = "en") -> float:
    """The weight of the strongest cue in a span; 0 where there is none."""
    found = (*_cues(language).find(span), *frames_of(language).find(span))
    return max((match.pattern.weight for match in found), default=0.0)


def verb_strength(span: Span, verb: Token, language: str = "en") -> float:
    """The weight of the strongest cue or frame in a span that holds this verb; 0 without one."""
    found = (*_cues(language).find(span), *frames_of(language).find(span))
    held = (m.pattern.weight for m in found if m.start <= verb.i < m.end)
    return max(held, default=0.0)


def type_cues(
    span: Span, language: str, outside: Set[int] = frozenset(), cue: Cue | None = None
) -> list[Match]:
    """The cues and frames in a span, without those that begin at an excluded token.

    Where `cue` reports something, what lies inside that counts alone if there is any; besides it
    the reporting verb, where it takes a stand of its own.
    """
    found = [*_cues(language).find(span), *frames_of(language).find(span)]
    matches = [match for match in found if match.start not in outside]
    if cue is None:
        return matches
    inside = matches
    if cue.word.dep_ not in _SUBORDINATE or cue.word.head not in span:
        inside = [match for match in matches if match.start in cue.governs] or matches
    stands = [
        match
        for match in found
        if match.start == cue.word.i
        and match.pattern.label in _SAID_BY_THE_VERB
        and match not in inside
    ]
    return [*inside, *stands]


def type_scores(matches: list[Match], predicate: Token | None) -> list[tuple[str, float]]:
    """Types with their scores, the strongest first (unnormalised; empty: no cue at all)."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for match in matches:
        # Several rows that fit the same word are one reason, the strongest of them.
        found = weights[match.pattern.label]
        value = match.pattern.weight * _standing(match, predicate)
        found[match.start] = max(value, found.get(match.start, 0.0))
    scores = {name: _sum(list(values.values())) for name, values in weights.items()}
    for general, kinds in more_specific().items():
        if general in scores and any(scores.get(kind, 0.0) >= _CLEAR for kind in kinds):
            scores[general] *= _GENERAL_SHARE
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def takes_stand(predicate: Token, modality: Modality) -> bool:
    """Whether words without a cue are an opinion rather than a fact that is told.

    What is said in a plain past tense, or of a number, is told.
    """
    if modality is not Modality.FACT:
        return True
    helped = [predicate, *(t for t in predicate.children if t.dep_ in ("aux", "auxpass"))]
    return not any("Past" in token.morph.get("Tense", []) for token in helped)


def _standing(match: Match, predicate: Token | None) -> float:
    """How much a cue counts by where it stands below the main predicate."""
    if predicate is None:
        return 1.0
    if match.start <= predicate.i < match.end:
        return _PREDICATE_BONUS
    token = predicate.doc[match.start]
    if match.end - match.start == 1 and token.dep_ in _MODIFIERS:
        return _AS_MODIFIER
    if any(t.head.i == predicate.i and t.dep_ in _ARGUMENTS for t in _words(match, predicate)):
        return _ARGUMENT_BONUS
    below = False
    while token.i != predicate.i:
        below = below or token.dep_ in _SUBORDINATE
        if token.head.i == token.i:
            return 1.0
        token = token.head
    return _BELOW if below else 1.0


def _words(match: Match, predicate: Token) -> Span:
    return predicate.doc[match.start : match.end]


def _sum(values: list[float]) -> float:
    ordered = sorted(values, reverse=True)
    return ordered[0] + _NEXT_CUE_SHARE * sum(ordered[1:])
