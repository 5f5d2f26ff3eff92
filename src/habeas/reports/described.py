"""The fields of a statement in words, and where each of them came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.model import PlaceCandidate, Quantity
from habeas.reports.settled import Settled
from habeas.reports.statements import Statement, kind_label

_SHARES = frozenset({"share", "percent", "fraction", "%"})
_LIKELY = 0.1
_FIELD_NAMES = {
    "type": "kind",
    "speaker_role": "speaker's role",
    "via": "came through",
    "actor": "who",
    "victim": "to whom",
    "place": "where",
    "date_from": "from",
    "date_to": "to",
    "date_role": "the date tells",
    "quantity": "how many",
    "unit": "of what",
}
Row = tuple[str, str]


def field_name(field: str) -> str:
    """What the dossier calls a field of a claim."""
    return _FIELD_NAMES.get(field, field.replace("_", " "))


def field_value(field: str, value: str | None) -> str:
    """A value of a field in words; an empty one is said to be empty."""
    if value is None:
        return "nothing"
    return kind_label(value) if field == "type" else value


def described(statement: Statement) -> list[Row]:
    """What the statement says, field by field, as (name, words); empty fields are left out."""
    settled, claim = statement.settled, statement.claim
    rows = [
        ("said by", _speaker(statement)),
        ("came through", _chain(statement)),
        ("stance", _stance(settled)),
        ("who", settled.actor),
        ("to whom", settled.victim),
        ("where", _place(settled)),
        ("when", _when(statement)),
        *(("how many", words) for words in _quantities(statement)),
        ("set right to", _set_right(settled)),
        ("reading", _reading(statement)),
    ]
    if claim.occurrences:
        rows.append(("also at", ", ".join(f"[{p.start}, {p.end})" for p in claim.occurrences)))
    return [(name, words) for name, words in rows if words]


def evidence(statement: Statement) -> list[Row]:
    """For each of the machine's fields the words that it was read from, or the inference."""
    document = statement.source.content.document
    rows = []
    for item in statement.claim.evidence:
        if item.inferred_from is not None or item.start is None or item.end is None:
            rows.append((field_name(item.field), f"inferred from {item.inferred_from}"))
        else:
            words = document.text[item.start : item.end] if document else ""
            rows.append((field_name(item.field), f"“{words}” [{item.start}, {item.end})"))
    return rows


def _speaker(statement: Statement) -> str:
    role = statement.settled.speaker_role
    return f"{statement.speaker}, {role}" if role else statement.speaker


def _chain(statement: Statement) -> str | None:
    """From the innermost source to the outlet; as corrected where a person set a link right."""
    settled, attribution = statement.settled, statement.claim.attribution
    if any(change.field in {"speaker", "via"} for change in settled.changes):
        links = [statement.speaker, *(settled.via.split("; ") if settled.via else ())]
    else:
        links = [*attribution.chain] or [statement.speaker, *attribution.via]
    return " → ".join(links) if len(links) > 1 else None


def _stance(settled: Settled) -> str:
    words = [settled.stance]
    if settled.negated:
        words.append("negated")
    if settled.modality != "fact":
        words.append(f"put as {settled.modality}")
    return ", ".join(words)


def _place(settled: Settled) -> str | None:
    if settled.place is None:
        return None
    if settled.location is None:
        return f"{settled.place} (not located)"
    return f"{settled.place} — proposed location: {candidate_words(settled.location)}"


def candidate_words(candidate: PlaceCandidate) -> str:
    """One reading of a place name, in a line."""
    parts = [candidate.name, candidate.kind, candidate.code or candidate.country]
    where = f"{candidate.latitude:.3f}, {candidate.longitude:.3f}"
    return f"{', '.join(part for part in parts if part)} ({where}; score {candidate.score:.2f})"


def _when(statement: Statement) -> str | None:
    settled, machine = statement.settled, statement.claim.date
    if settled.interval is None or settled.date_role is None:
        return None
    role = "it happened" if settled.date_role == "event" else "it was said"
    changed = any(change.field.startswith("date") for change in settled.changes)
    fine = f"; known to the {machine.granularity.value.replace('_', ' ')}" if machine else ""
    return f"{settled.interval} ({role}{'' if changed else fine})"


def _quantities(statement: Statement) -> Iterator[str]:
    document = statement.source.content.document
    for item in statement.claim.quantities:
        printed = f"“{document.text[item.start : item.end]}”: " if document else ""
        yield printed + quantity_words(item)


def quantity_words(quantity: Quantity) -> str:
    """A quantity with its modifier, its bounds and what it is a share of."""
    share = quantity.unit in _SHARES or quantity.denominator is not None
    modifier = "" if quantity.modifier == "exact" else quantity.modifier.replace("_", " ") + " "
    words = f"{modifier}{_number(quantity.value, share)} {'' if share else quantity.unit}".strip()
    if quantity.denominator:
        words += f" of {quantity.denominator}"
    if (quantity.low, quantity.high) != (quantity.value, quantity.value):
        low, high = (
            "unknown" if bound is None else _number(bound, share)
            for bound in (quantity.low, quantity.high)
        )
        words += f" (from {low} to {high})"
    return words


def _number(value: float, share: bool) -> str:
    return f"{value * 100:g} %" if share else f"{value:,.10g}"


def _set_right(settled: Settled) -> str | None:
    """Corrections that no other row shows: the machine's quantities stand above as printed."""
    changed = [change for change in settled.changes if change.field in {"quantity", "unit"}]
    return "; ".join(f"{field_name(c.field)}: {c.human or 'nothing'}" for c in changed) or None


def _reading(statement: Statement) -> str:
    claim = statement.claim
    rivals = [
        f"{kind_label(code)} {score:.2f}"
        for code, score in _by_score(claim.type_scores)
        if code != claim.type and score >= _LIKELY
    ]
    also = f"; kind might also be: {', '.join(rivals)}" if rivals else ""
    return f"confidence {claim.confidence:.2f}, by {claim.origin}{also}"


def _by_score(scores: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(scores, key=lambda item: (-item[1], item[0]))
