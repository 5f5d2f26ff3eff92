"""Asking a scripted model about a document, and what must hold of whatever comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from habeas.claims.proposing import Proposals, propose
from habeas.claims.proposing.endpoint import Endpoint
from habeas.language import find_dates, find_numbers
from habeas.model import Claim, DateInterval, Document
from tests.claims.proposing.scripted_endpoint import Reply, claiming, listening

PRINTED = ("speaker", "actor", "victim", "place")


def proposals(found: Document, reply: Reply, rules: Sequence[Claim] = ()) -> Proposals:
    """What comes of asking a server that answers so about a document."""
    with listening(reply) as server:
        return propose(found, Endpoint(server.url, "scripted").ask, "scripted", rules, source="00")


def told(found: Document, *claims: dict[str, Any], rules: Sequence[Claim] = ()) -> Proposals:
    """What comes of a model that proposes these claims."""
    return proposals(found, claiming(*claims), rules)


def the_claim(found: Document, **claim: Any) -> Claim:
    """The only claim that comes of a model that proposes this one."""
    (made,) = told(found, claim).claims
    return made


def reasons(found: Document, **claim: Any) -> list[tuple[str, str]]:
    """What is refused of a model that proposes this claim, and why."""
    return [(item.what, item.why) for item in told(found, claim).refusals]


def check_nothing_is_invented(claim: Claim, found: Document) -> None:
    """Every word, number and date of a proposal stands in the document where its evidence says."""
    text = found.text
    assert claim.passage.stands_in(text)
    assert any(
        block.start <= claim.passage.start and claim.passage.end <= block.end
        for block in found.blocks
    )
    for name in PRINTED:
        value = getattr(claim, name, None) or claim.attribution.speaker
        if name == "place":
            value = claim.place.name if claim.place else None
        evidence = claim.evidence_for(name)
        if evidence is None or evidence.start is None or evidence.end is None:
            assert name not in {"actor", "victim", "place"} or not getattr(claim, name)
            continue
        assert value == " ".join(text[evidence.start : evidence.end].split()), name
    if claim.date is not None:
        dated = claim.evidence_for("date")
        assert dated is not None
        read = {(item.start, item.end, item.interval) for item in _dates(text)}
        assert (dated.start, dated.end, claim.date.interval) in read
    for quantity in claim.quantities:
        values = [
            number.value
            for number in find_numbers(text)
            if quantity.start <= number.number_start and number.number_end <= quantity.end
        ]
        assert quantity.value in values
    assert claim.confidence <= 0.3
    assert claim.origin.startswith("model:scripted@")


def _dates(text: str) -> Sequence[Any]:
    return find_dates(text, DateInterval(None, None))
