"""A model's claims beside those of the rules: what both found stands once.

A candidate that covers mostly the same words as a claim is no second claim. It is written down as
agreement, as evidence of that claim, and changes nothing else of it: not even how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from habeas.model import MODEL_ORIGIN, Claim, Evidence, ModelAnswer

AGREEMENT = "agreement"
# Two spans say the same where what they share is at least so much of what they cover together.
_MOSTLY = 0.5


def merged(rules: Sequence[Claim], proposed: Iterable[Claim]) -> tuple[tuple[Claim, ...], int, int]:
    """All claims in the order of the text, how many are the model's own, and how many agreed."""
    kept = list(rules)
    own = agreed = 0
    for claim in proposed:
        index = _same_words(kept, claim)
        if index is None:
            kept.append(claim)
            own += 1
        elif kept[index].origin != claim.origin:
            kept[index] = _agreed(kept[index], claim)
            agreed += 1
    return tuple(sorted(kept, key=lambda c: (c.passage.start, -c.passage.end, c.id))), own, agreed


def without_agreement(claim: Claim) -> Claim:
    """The claim as it was before any model agreed with it."""
    evidence = tuple(item for item in claim.evidence if item.field != AGREEMENT)
    return claim if evidence == claim.evidence else replace(claim, evidence=evidence)


def is_proposed(claim: Claim) -> bool:
    """Whether a language model, and no rule or person, is where a claim comes from."""
    return claim.origin.startswith(MODEL_ORIGIN)


def agrees(origin: str, claim: Claim) -> bool:
    """Whether the model of this origin found what a claim of another origin says as well."""
    return any(
        item.field == AGREEMENT and (item.inferred_from or "").startswith(f"{origin}, ")
        for item in claim.evidence
    )


def answer_evidence(answer: ModelAnswer) -> Evidence:
    """What a proposal says of the answer that it was found in."""
    return Evidence("answer", inferred_from=f"answer to request {answer.request}")


def _same_words(kept: Sequence[Claim], claim: Claim) -> int | None:
    shares = [_shared(other, claim) for other in kept]
    best = max(range(len(kept)), key=lambda index: shares[index], default=None)
    return best if best is not None and shares[best] >= _MOSTLY else None


def _shared(one: Claim, other: Claim) -> float:
    first, second = one.passage, other.passage
    both = min(first.end, second.end) - max(first.start, second.start)
    if both <= 0:
        return 0.0
    return both / (max(first.end, second.end) - min(first.start, second.start))


def _agreed(claim: Claim, candidate: Claim) -> Claim:
    told = Evidence(AGREEMENT, inferred_from=f"{candidate.origin}, as {candidate.type}")
    if told in claim.evidence:
        return claim
    return replace(claim, evidence=(*claim.evidence, told))
