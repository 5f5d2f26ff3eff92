"""No claim is kept whose words do not stand in its document.

* The passage and every further occurrence: `text[start:end] == quote`.
* The content and every quantity: a span that is not empty and inside the text.
* Every piece of evidence that names a span: likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.model import Claim, InputRefused


def check_claims(claims: Sequence[Claim], text: str) -> None:
    """Raises InputRefused, naming the claim, when one breaks a rule or two share an id."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            raise InputRefused("two claims have this id", where=f"claim {claim.id}")
        seen.add(claim.id)
        for fault in faults(claim, text):
            raise InputRefused(fault, where=f"claim {claim.id}")


def faults(claim: Claim, text: str) -> Iterator[str]:
    """What is wrong with a claim against its document's text, in words."""
    for passage in (claim.passage, *claim.occurrences):
        if not passage.quote or not passage.stands_in(text):
            yield f"its quote does not stand at [{passage.start}, {passage.end}) of the document"
    for what, start, end in _spans(claim):
        if not 0 <= start < end <= len(text):
            yield f"{what} has the span [{start}, {end}), which is not inside the document"


def _spans(claim: Claim) -> Iterator[tuple[str, int, int]]:
    yield "its content", *claim.content
    for quantity in claim.quantities:
        yield "a quantity", quantity.start, quantity.end
    for evidence in claim.evidence:
        if evidence.start is not None and evidence.end is not None:
            yield f"the evidence for {evidence.field}", evidence.start, evidence.end
