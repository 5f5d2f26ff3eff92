"""The fields of a claim that a person can set right, as words, each with what it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from habeas.model import Claim, Judgement, Opinion, Verdict

# The field of the evidence for each field of a correction, where they have different names.
_EVIDENCE = {
    "negated": "stance",
    "speaker_role": "speaker",
    "via": "speaker",
    "date_from": "date",
    "date_to": "date",
    "date_role": "date",
    "unit": "quantity",
}
# Values that nobody needs to be shown: they say that nothing out of the ordinary was found.
_ORDINARY = {"negated": "false", "modality": "fact"}


@dataclass(frozen=True, slots=True)
class ClaimField:
    """One field: its value (None: empty), and the words or the inference that it came from.

    `start` and `end` are the span of the words in the document; `rule` is what found it.
    """

    name: str
    value: str | None
    words: str | None = None
    inferred_from: str | None = None
    rule: str = ""
    start: int | None = None
    end: int | None = None


def claim_values(claim: Claim) -> dict[str, str | None]:
    """Each field that can be corrected, in the form in which a correction gives it."""
    date = claim.date
    quantity = claim.quantities[0] if claim.quantities else None
    return {
        "type": claim.type,
        "stance": claim.stance.value,
        "negated": "true" if claim.negated else "false",
        "modality": claim.modality.value,
        "speaker": claim.attribution.speaker,
        "speaker_role": claim.attribution.role,
        "via": "; ".join(claim.attribution.via) or None,
        "actor": claim.actor,
        "victim": claim.victim,
        "place": claim.place.name if claim.place else None,
        "date_from": date.interval.first.isoformat() if date and date.interval.first else None,
        "date_to": date.interval.last.isoformat() if date and date.interval.last else None,
        "date_role": date.role.value if date else None,
        "quantity": f"{quantity.value:g}" if quantity else None,
        "unit": quantity.unit or None if quantity else None,
    }


def claim_fields(
    claim: Claim, text: str, values: Mapping[str, str | None] | None = None
) -> tuple[ClaimField, ...]:
    """Every field with its value (the machine's, or as given) and its evidence in the text."""
    found = claim_values(claim) | dict(values or {})
    return tuple(_with_evidence(claim, text, name, value) for name, value in found.items())


def is_shown(field: ClaimField) -> bool:
    """Whether a field has anything to show in a queue: a value that is out of the ordinary."""
    return field.value is not None and _ORDINARY.get(field.name) != field.value


def values_held(claim: Claim, decided: Judgement | Opinion) -> dict[str, str | None] | None:
    """What whoever decided held right, field by field; None where nothing was held so.

    Only fields that they were shown, or set themselves, are held.
    """
    if decided.verdict not in (Verdict.CONFIRM, Verdict.CORRECT):
        return None
    set_right = {item.field: item.value for item in decided.corrections}
    held = claim_values(claim)
    if decided.seen:
        held = {name: value for name, value in held.items() if name in decided.seen}
    return held | set_right


def _with_evidence(claim: Claim, text: str, name: str, value: str | None) -> ClaimField:
    evidence = claim.evidence_for(_EVIDENCE.get(name, name))
    if evidence is None or value is None or value != claim_values(claim)[name]:
        return ClaimField(name, value)
    start, end = evidence.start, evidence.end
    words = text[start:end] if start is not None and end is not None else None
    return ClaimField(name, value, words, evidence.inferred_from, evidence.rule, start, end)
