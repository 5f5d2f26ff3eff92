"""Which claim a judgement is about, after the claims have been made anew.

The rules, in this order; the first that answers decides:

1. A claim of the same source stands at the judged offsets with the judged words (its passage or
   one of its occurrences).
2. Claims of the same source have the judged words elsewhere: the one whose surroundings share
   the most characters with the judged prefix and suffix; of equals, the nearest to the judged
   offset; of equals again, the earliest.
3. No claim has these words: the judgement is unanchored. It is listed, never lost.

A judgement never moves to other words: a claim that only overlaps the judged one says something
else, and nobody has decided about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from habeas.model import Claim, Passage


class AboutWords(Protocol):
    """What a person said about words of a source: a judgement, a label."""

    @property
    def source(self) -> str:
        """SHA-256 of the source."""

    @property
    def passage(self) -> Passage:
        """The words, with where they stood."""

    @property
    def made_at(self) -> datetime:
        """When it was said."""


Said = TypeVar("Said", bound=AboutWords)


@dataclass(frozen=True)
class Anchored(Generic[Said]):
    """`by_claim`: claim id → its judgements, oldest first. `unanchored` found no claim."""

    by_claim: dict[str, tuple[Said, ...]]
    unanchored: tuple[Said, ...]

    def latest(self, claim_id: str) -> Said | None:
        """The judgement that counts for a claim, or None where nobody has judged it."""
        history = self.by_claim.get(claim_id, ())
        return history[-1] if history else None


def anchor(
    judgements: Iterable[Said],
    claims: Iterable[tuple[str, Claim]],
    *,
    since: Mapping[str, datetime] | None = None,
) -> Anchored[Said]:
    """Join judgements (oldest first) to claims, each given with its source's SHA-256.

    `since` maps the id of a claim that has not always been there to when it came: no judgement
    made before was about it.
    """
    since = since or {}
    by_quote = _claims_by_quote(claims)
    by_claim: dict[str, tuple[Said, ...]] = {}
    unanchored = []
    for judgement in judgements:
        candidates = [
            (passage, name)
            for passage, name in by_quote.get((judgement.source, judgement.passage.quote), [])
            if name not in since or since[name] <= judgement.made_at
        ]
        if not candidates:
            unanchored.append(judgement)
            continue
        _, claim_id = max(candidates, key=lambda found: _fit(judgement.passage, found[0]))
        by_claim[claim_id] = (*by_claim.get(claim_id, ()), judgement)
    return Anchored(by_claim, tuple(unanchored))


_Candidates = dict[tuple[str, str], list[tuple[Passage, str]]]


def _claims_by_quote(claims: Iterable[tuple[str, Claim]]) -> _Candidates:
    by_quote: _Candidates = {}
    for source, claim in claims:
        for passage in _passages(claim):
            by_quote.setdefault((source, passage.quote), []).append((passage, claim.id))
    return by_quote


def _passages(claim: Claim) -> Iterator[Passage]:
    yield claim.passage
    yield from claim.occurrences


def _fit(judged: Passage, found: Passage) -> tuple[bool, int, int, int]:
    """Greater is better: same offsets, shared context, nearness, earliness."""
    shared = _shared_start(judged.suffix, found.suffix) + _shared_start(
        judged.prefix[::-1], found.prefix[::-1]
    )
    return (
        judged.start == found.start,
        shared,
        -abs(judged.start - found.start),
        -found.start,
    )


def _shared_start(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
