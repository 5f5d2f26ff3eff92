"""Claims as JSON Lines for exchange and scoring: one object a printing, copies marked as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from habeas.model import Claim, ClaimDate, DateInterval, Document, Passage, Plain, Quantity


def prediction_lines(claims: Iterable[Claim], document: Document) -> Iterator[dict[str, Plain]]:
    """One object for each claim and for each further printing of its words.

    Offsets are code points into the document's text; dates are inclusive ISO 8601 days; a copy
    carries the id of the first printing in `duplicate_of`.
    """
    lines = []
    for claim in claims:
        lines.append(_line(claim, claim.passage, 0, None))
        for number, copy in enumerate(claim.occurrences, start=2):
            shift = copy.start - claim.passage.start
            lines.append(_line(claim, copy, shift, f"{claim.id}-{number}"))
    yield from sorted(lines, key=lambda line: (line["start"], -line["end"]))


def _line(claim: Claim, passage: Passage, shift: int, copy_id: str | None) -> dict[str, Plain]:
    best = claim.place.best if claim.place else None
    interval = _bounded(claim.date) if claim.date else None
    return {
        "id": copy_id or claim.id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.quote,
        "content_start": claim.content[0] + shift,
        "content_end": claim.content[1] + shift,
        "type": claim.type,
        "type_scores": dict(claim.type_scores),
        "stance": claim.stance.value,
        "negated": claim.negated,
        "modality": claim.modality.value,
        "speaker": claim.attribution.speaker,
        "speaker_role": claim.attribution.role,
        "via": list(claim.attribution.via),
        "chain": list(claim.attribution.chain),
        "actor": claim.actor,
        "victim": claim.victim,
        "place": claim.place.name if claim.place else None,
        "lat": best.latitude if best else None,
        "lon": best.longitude if best else None,
        "place_candidates": [
            {
                "name": reading.name,
                "lat": reading.latitude,
                "lon": reading.longitude,
                "kind": reading.kind,
                "country": reading.country,
                "code": reading.code,
                "score": round(reading.score, 4),
            }
            for reading in (claim.place.candidates if claim.place else ())
        ],
        "date_from": interval.first.isoformat() if interval and interval.first else None,
        "date_to": interval.last.isoformat() if interval and interval.last else None,
        "date_role": claim.date.role.value if claim.date else None,
        "date_granularity": claim.date.granularity.value if claim.date else None,
        "quantities": [_quantity(quantity, shift) for quantity in claim.quantities],
        "duplicate_of": claim.id if copy_id else None,
        "confidence": claim.confidence,
        "origin": claim.origin,
        "methods": list(claim.methods),
        "evidence": {
            item.field: [item.start + shift, (item.end or 0) + shift]
            for item in reversed(claim.evidence)
            if item.start is not None
        },
        "rules": [item.rule for item in claim.evidence if item.rule],
        "inferred_from": {
            item.field: item.inferred_from for item in claim.evidence if item.inferred_from
        },
        "block": claim.block_kind,
    }


def _bounded(date: ClaimDate) -> DateInterval:
    """The interval; where it is open at an end, the time that the words name closes it."""
    first, last = date.interval.first, date.interval.last
    if date.named is not None:
        first, last = first or date.named.first, last or date.named.last
    return DateInterval(first, last)


def _quantity(quantity: Quantity, shift: int) -> dict[str, Plain]:
    return {
        "value": int(quantity.value) if quantity.value == int(quantity.value) else quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "modifier": quantity.modifier,
        "denominator": quantity.denominator,
        "counting_unit": quantity.counting_unit,
        "share": quantity.share,
        "start": quantity.start + shift,
        "end": quantity.end + shift,
    }
