"""What an entry of the ledger records, in a line of words."""

from __future__ import annotations

from collections.abc import Callable

from habeas.model import Plain
from habeas.store import LeafKind, LedgerEntry

_SHORT = 16


def entry_words(entry: LedgerEntry) -> str:
    """What was done, by whom, and why; of an erased entry nothing is left to say."""
    return "(erased)" if entry.payload is None else _WORDS[entry.kind](entry.payload)


def _case(payload: Plain) -> str:
    return f"case opened by {payload.get('investigator')}"


def _source(payload: Plain) -> str:
    first = payload["provenance"][0]
    return f"{_find(first)} ({payload['media_type']}, {payload['size']:,} bytes)"


def _provenance(payload: Plain) -> str:
    return f"{_find(payload['provenance'])}, known bytes {payload['source'][:_SHORT]}"


def _judgement(payload: Plain) -> str:
    decided = f"{payload['verdict']} {payload['claim_id']} by {payload['author']}"
    return f"{decided}: {payload['reason']}"


def _about_people(payload: Plain) -> str:
    if payload["withdraws"] is not None:
        decided = f"takes {payload['withdraws']} back"
    else:
        records = len(payload["records"]) + len(payload["others"])
        decided = f"{payload['answer']} of {records} records"
    return f"{decided} by {payload['author']}: {payload['reason']}"


def _about_an_event(payload: Plain) -> str:
    if payload["withdraws"] is not None:
        decided = f"takes {payload['withdraws']} back"
    else:
        claims = len(payload["claims"]) + len(payload["others"])
        decided = f"{payload['verdict']} of {claims} claims"
    return f"{decided} by {payload['author']}: {payload['reason']}"


def _opinion(payload: Plain) -> str:
    thought = payload["verdict"] or "unsure"
    again = "" if payload["again"] is None else f", asked again after entry {payload['again']}"
    said = f"{thought} of {payload['claim']['claim']}{again}, by {payload['author']}"
    return f"{said}: {payload['reason']}"


def _person_opinion(payload: Plain) -> str:
    asked = f"asked again after entry {payload['again']}"
    if payload["withdraws"] is not None:
        thought = f"takes {payload['withdraws']} back"
    else:
        thought = f"{payload['answer']} of {len(payload['records'])} records"
    return f"{thought}, {asked}, by {payload['author']}: {payload['reason']}"


def _about_a_site(payload: Plain) -> str:
    if payload["withdraws"] is not None:
        decided = f"takes {payload['withdraws']} back"
    else:
        seen = payload["seen"]
        where = f"{seen['latitude']:.2f}, {seen['longitude']:.2f} ± {seen['radius_km_90']:.0f} km"
        decided = f"site at {where} {payload['verdict'].replace('_', ' ')}"
    return f"{decided}, by {payload['author']}: {payload['reason']}"


def _withdrawal(payload: Plain) -> str:
    return f"takes {payload['withdraws']} back by {payload['author']}: {payload['reason']}"


def _model_answer(payload: Plain) -> str:
    passages = len(payload["passages"])
    asked = f"{payload['model']} at {payload['host']} about {payload['source'][:_SHORT]}"
    return f"{asked}, {passages} passages, for {payload['author']}"


def _allowed_host(payload: Plain) -> str:
    return f"texts may be sent to {payload['host']}, by {payload['author']}"


def _access(payload: Plain) -> str:
    if payload["action"] == "rotate":
        return f"new case key, by {payload['author']}"
    may = [
        words
        for field, words in (("public_key", "to sign"), ("recipient", "to open the case"))
        if payload[field] is not None
    ]
    return f"{payload['action']} {payload['name']} {' and '.join(may)}, by {payload['author']}"


def _label(payload: Plain) -> str:
    if payload["source"] is not None:
        about = f"source {payload['source'][:_SHORT]}"
    elif payload["claim"] is not None:
        about = f"claim {payload['claim']['claim']}"
    else:
        about = f"person of {', '.join(item['record'] for item in payload['records'])}"
    return f"{payload['label']}: {about} by {payload['author']}: {payload['reason']}"


def _cosignature(payload: Plain) -> str:
    head = f"{payload['size']}-{payload['root'][:_SHORT]}"
    return f"{payload['name']} signs head {head} too, taken in by {payload['author']}"


def _timestamp(payload: Plain) -> str:
    head = f"{payload['size']}-{payload['root'][:_SHORT]}"
    stamped = f"{payload['authority']} saw head {head} at {payload['stamped_at']}"
    return f"{stamped}, asked by {payload['author']}"


def _unsafe_parse(payload: Plain) -> str:
    return f"files are read without isolation, by {payload['author']}: {payload['what']}"


def _export(payload: Plain) -> str:
    # Entries of versions before there were audiences have none.
    audience = payload.get("audience")
    left = f"{payload['untrusted_name']} at head {payload['head_size']}"
    return f"{left}, {payload['sha256'][:_SHORT]}{f', for {audience}' if audience else ''}"


def _deletion(payload: Plain) -> str:
    return f"erased entries {', '.join(map(str, payload['erased']))}: {payload['reason']}"


def _find(provenance: Plain) -> str:
    inside = f" inside {provenance['container'][:_SHORT]}" if provenance["container"] else ""
    return f"{provenance['untrusted_name']}{inside} by {provenance['collected_by']}"


_WORDS: dict[LeafKind, Callable[[Plain], str]] = {
    LeafKind.CASE: _case,
    LeafKind.SOURCE: _source,
    LeafKind.PROVENANCE: _provenance,
    LeafKind.JUDGEMENT: _judgement,
    LeafKind.PERSON_JUDGEMENT: _about_people,
    LeafKind.EVENT_JUDGEMENT: _about_an_event,
    LeafKind.OPINION: _opinion,
    LeafKind.PERSON_OPINION: _person_opinion,
    LeafKind.SITE_JUDGEMENT: _about_a_site,
    LeafKind.WITHDRAWAL: _withdrawal,
    LeafKind.MODEL_ANSWER: _model_answer,
    LeafKind.ALLOWED_HOST: _allowed_host,
    LeafKind.ACCESS: _access,
    LeafKind.LABEL: _label,
    LeafKind.COSIGNATURE: _cosignature,
    LeafKind.TIMESTAMP: _timestamp,
    LeafKind.UNSAFE_PARSE: _unsafe_parse,
    LeafKind.EXPORT: _export,
    LeafKind.DELETION: _deletion,
}
