"""Methods of torture and ill-treatment: a second vocabulary, of which a claim may name several.

The categories are those of the Istanbul Protocol, in `data/torture_methods.csv`; the words that
name them lie in `method_cues.csv` of each language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.ontology import claim_types
from habeas.claims.patterns import Pattern, PatternIndex, compile_steps
from habeas.claims.tables import rows, shared_rows

if TYPE_CHECKING:
    from collections.abc import Set

    from spacy.tokens import Span

# Where a claim tells of nothing done to a body, the same words mean something else: a strike on a
# depot, a threat to peace.
_GROUPS = frozenset({"ill_treatment", "life", "liberty", "outcome"})
_TYPES = frozenset({"official_denial", "policy_accusation"})


@dataclass(frozen=True, slots=True)
class Method:
    """One method; `istanbul` is its category there, `huridocs` its code in micro-thesaurus 5."""

    code: str
    huridocs: str
    label: str
    istanbul: str


@cache
def torture_methods() -> dict[str, Method]:
    """Every method by its code, in the order of the vocabulary."""
    return {row["code"]: Method(**row) for row in shared_rows("torture_methods")}


def methods_in(
    span: Span, outside: Set[int], claim_type: str, language: str
) -> tuple[tuple[str, int, int], ...]:
    """Methods named in a span, each once with the token range of its first words.

    In the order of the vocabulary; `outside` are tokens to leave out. Empty for types that tell of
    no act on a person.
    """
    if claim_types()[claim_type].group not in _GROUPS and claim_type not in _TYPES:
        return ()
    first: dict[str, tuple[int, int]] = {}
    for match in _cues(language).find(span):
        if match.start not in outside:
            first.setdefault(match.pattern.label, (match.start, match.end))
    return tuple((code, *first[code]) for code in torture_methods() if code in first)


@cache
def _cues(language: str) -> PatternIndex:
    return PatternIndex(
        Pattern(compile_steps(row["pattern"]), row["method"])
        for row in rows("method_cues", language)
    )
