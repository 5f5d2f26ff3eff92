"""Why each claim says what it says: rules, words and inferences, for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from habeas.claims import torture_methods
from habeas.model import Claim, Document, Evidence, printable

_LONGEST = 72


def as_reasons(claims: Iterable[Claim], document: Document) -> None:
    """Print every claim with its confidence, and below it each field with what it came from."""
    for number, claim in enumerate(claims, 1):
        words = " ".join(claim.passage.quote.split())
        print(f"{number}  {printable(words)}")
        for line in _reasons(claim, document):
            print(f"     {printable(line)}")


def _reasons(claim: Claim, document: Document) -> Iterator[str]:
    shares = ", ".join(f"{kind} {share:.2f}" for kind, share in claim.type_scores)
    yield f"type        {claim.type} of {shares}: {_why(claim.evidence_for('type'), document)}"
    yield f"stance      {claim.stance.value}: {_why(claim.evidence_for('stance'), document)}"
    speaker = claim.evidence_for("speaker")
    yield f"speaker     {claim.attribution.speaker}: {_why(speaker, document)}"
    if len(claim.attribution.chain) > 1:
        yield f"chain       {' → '.join(claim.attribution.chain)}"
    values = {
        "place": claim.place.name if claim.place else None,
        "date": _interval(claim),
        "actor": claim.actor,
        "victim": claim.victim,
    }
    for field, value in values.items():
        if value is not None:
            yield f"{field:12}{value}: {_why(claim.evidence_for(field), document)}"
    for item in claim.evidence:
        if item.field == "quantity":
            yield f"quantity    {_why(item, document)}"
        if item.field == "methods":
            code = item.rule.removeprefix("method.")
            yield f"method      {torture_methods()[code].label}: {_why(item, document)}"
    yield f"confidence  {claim.confidence:.2f} ({claim.origin})"


def _interval(claim: Claim) -> str | None:
    if claim.date is None:
        return None
    first, last = claim.date.interval.first, claim.date.interval.last
    return f"{first or '…'} to {last or '…'} ({claim.date.role.value})"


def _why(evidence: Evidence | None, document: Document) -> str:
    if evidence is None:
        return "no evidence was kept"
    rule = f" [{evidence.rule}]" if evidence.rule else ""
    if evidence.start is None or evidence.end is None:
        return f"{evidence.inferred_from}{rule}"
    words = " ".join(document.text[evidence.start : evidence.end].split())
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"“{shown}” at {evidence.start}–{evidence.end}{rule}"
