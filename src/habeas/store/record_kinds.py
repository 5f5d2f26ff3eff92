"""Which dataclass the payload of each newer kind of leaf is."""

from __future__ import annotations

from habeas.model import (
    AccessChange,
    Cosignature,
    Label,
    Opinion,
    PersonOpinion,
    SiteJudgement,
    TimestampToken,
    UnsafeParse,
    Withdrawal,
)
from habeas.store.entries import LeafKind

RECORD_KINDS: dict[LeafKind, type] = {
    LeafKind.ACCESS: AccessChange,
    LeafKind.LABEL: Label,
    LeafKind.OPINION: Opinion,
    LeafKind.PERSON_OPINION: PersonOpinion,
    LeafKind.SITE_JUDGEMENT: SiteJudgement,
    LeafKind.WITHDRAWAL: Withdrawal,
    LeafKind.COSIGNATURE: Cosignature,
    LeafKind.TIMESTAMP: TimestampToken,
    LeafKind.UNSAFE_PARSE: UnsafeParse,
}


def subjects_of_record(record: object) -> tuple[str, ...]:
    """What the index lists a record under: hashes of sources, a root, or the kind's own name."""
    if isinstance(record, (Label, PersonOpinion, SiteJudgement)):
        return record.sources
    if isinstance(record, (Opinion, Withdrawal)):
        return (record.source,)
    if isinstance(record, (Cosignature, TimestampToken)):
        return (record.root,)
    if isinstance(record, AccessChange):
        return (record.public_key or record.recipient or record.action.value,)
    return (LeafKind.UNSAFE_PARSE.value,)
