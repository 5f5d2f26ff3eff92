"""In which order claims are put before a person: the most consequential and least certain first.

How pressing a claim is, is the weight of its kind times the doubt about it (one minus its
confidence, and never nothing: a machine that is sure can be wrong). Claims of one source come in
runs, the most pressing first, so that whoever judges keeps the context; the runs follow each other
by their most pressing claim. Claims that the reviewer was unsure about come last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from habeas.claims import claim_types
from habeas.model import Claim
from habeas.pipeline.judged_claim import JudgedClaim

# By the groups of the ontology: what was done to a person's life, body and liberty weighs most;
# what people think of it, least. Written for Habeas; only the order follows from it.
CONSEQUENCE = {
    "life": 4.0,
    "ill_treatment": 4.0,
    "liberty": 3.0,
    "outcome": 2.0,
    "position": 1.5,
    "monitoring": 1.5,
    "law": 1.0,
    "other": 0.5,
}
LEAST_DOUBT = 0.05
# So many claims of one source in a row are read with one context in mind.
RUN = 12


def pressing(claim: Claim) -> float:
    """How much a look at a claim is worth, from 0 up to 4."""
    known = claim_types().get(claim.type)
    weight = CONSEQUENCE.get(known.group, 1.0) if known else 1.0
    return weight * max(LEAST_DOUBT, 1.0 - claim.confidence)


def in_order(items: Iterable[JudgedClaim], last: Collection[str] = ()) -> list[JudgedClaim]:
    """The claims in the order of the queue; those with an id in `last` at the end."""
    chosen = list(items)
    if last:
        first = [item for item in chosen if item.claim.id not in last]
        doubted = [item for item in chosen if item.claim.id in last]
        return [*in_order(first), *in_order(doubted)]
    by_source: dict[str, list[tuple[float, int, JudgedClaim]]] = {}
    for place, item in enumerate(chosen):
        entry = (-pressing(item.claim), place, item)
        by_source.setdefault(item.source.sha256, []).append(entry)
    runs = []
    for entries in by_source.values():
        entries.sort(key=lambda entry: entry[:2])
        runs += [entries[start : start + RUN] for start in range(0, len(entries), RUN)]
    runs.sort(key=lambda run: run[0][:2])
    return [item for run in runs for _, _, item in run]
