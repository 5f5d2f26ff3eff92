"""Which kind of act or statement a claim is about, with the reasons as scores.

Cues from `type_cues.csv` of the language are matched on lemmas. A cue in the main predicate counts
half as much again; several cues add up with diminishing weight, so that one clear word beats a
crowd of hints.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.patterns import Match, Pattern, PatternIndex, compile_steps
from habeas.claims.tables import rows

if TYPE_CHECKING:
    from collections.abc import Set

    from spacy.tokens import Span, Token

_PREDICATE_BONUS = 1.5
_NEXT_CUE_SHARE = 0.35


@cache
def _cues(language: str) -> PatternIndex:
    return PatternIndex(
        Pattern(compile_steps(row["pattern"]), row["type"], float(row["weight"]))
        for row in rows("type_cues", language)
    )


def strength(span: Span, language: str = "en") -> float:
    """The weight of the strongest cue in a span; 0 where there is none."""
    return max((match.pattern.weight for match in _cues(language).find(span)), default=0.0)


def type_cues(span: Span, language: str, outside: Set[int] = frozenset()) -> list[Match]:
    """The cues in a span, without those that begin at an excluded token."""
    return [match for match in _cues(language).find(span) if match.start not in outside]


def type_scores(matches: list[Match], predicate: Token | None) -> list[tuple[str, float]]:
    """Types with their scores, the strongest first (unnormalised; empty: no cue at all)."""
    weights: dict[str, list[float]] = defaultdict(list)
    for match in matches:
        central = predicate is not None and match.start <= predicate.i < match.end
        bonus = _PREDICATE_BONUS if central else 1.0
        weights[match.pattern.label].append(match.pattern.weight * bonus)
    scores = {name: _sum(values) for name, values in weights.items()}
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _sum(values: list[float]) -> float:
    ordered = sorted(values, reverse=True)
    return ordered[0] + _NEXT_CUE_SHARE * sum(ordered[1:])
