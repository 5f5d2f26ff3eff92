"""Two records (or more) side by side, with what speaks for one human and what against."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from habeas.model import canonical_json
from habeas.people import Records, findings
from habeas.pipeline import Question, ResolvedPeople

_FIELDS = ("name", "surname", "given", "patronymic", "born", "aged", "sex", "region", "place")
# The waterfall is drawn within so many bits on either side.
_WIDEST = 12.0
_MOST_BITS = 60.0


class Alike(StrEnum):
    """How the values of a field stand to each other."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of every record, in their order."""

    name: str
    values: tuple[str, ...]
    alike: Alike


@dataclass(frozen=True, slots=True)
class Bit:
    """One thing that two records say: `weight` in bits (log2 of a likelihood ratio), above nought
    for one human. `start` and `width` place its bar between 0 and 100, nought at 50.
    """

    feature: str
    sentence: str
    weight: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class PairItem:
    """A question as it stands before whoever answers it; `token` is the digest of all of it.

    `lists` and `sources` (SHA-256) are those of the records; `bits` are the evidence between the
    first two, whose sum is `total`; `probability` follows from them alone, for what was decided
    must not show in it.
    """

    number: int
    token: str
    records: tuple[str, ...]
    lists: tuple[str, ...]
    sources: tuple[str, ...]
    fields: tuple[ComparedField, ...]
    bits: tuple[Bit, ...]
    total: float | None
    probability: float | None


def pair_item(number: int, people: ResolvedPeople, question: Question) -> PairItem:
    """The item that shows a question."""
    records = people.resolution.records
    rows = question.rows
    fields = tuple(
        field
        for name in _FIELDS
        if (field := _compared(name, [getattr(records, name)[row] for row in rows])) is not None
    )
    bits = _bits(people, records, rows)
    total = sum(bit.weight for bit in bits)
    return PairItem(
        number=number,
        token=_token(question, fields),
        records=question.records,
        lists=tuple(records.list[row] for row in rows),
        sources=tuple(people.anchors[row].source for row in rows),
        fields=fields,
        bits=bits,
        total=round(total, 2) if bits else None,
        probability=round(1 / (1 + 2 ** min(-total, _MOST_BITS)), 4) if bits else None,
    )


def pair_token(people: ResolvedPeople, question: Question) -> str:
    """The digest of a question as it is shown."""
    return pair_item(0, people, question).token


def _token(question: Question, fields: Sequence[ComparedField]) -> str:
    shown = [(field.name, field.values) for field in fields]
    return hashlib.sha256(canonical_json([question.records, shown])).hexdigest()[:32]


def _compared(name: str, values: list[str]) -> ComparedField | None:
    said = [" ".join(value.casefold().split()) for value in values if value]
    if not said:
        return None
    if len(said) < len(values):
        alike = Alike.MISSING
    else:
        alike = Alike.SAME if len(set(said)) == 1 else Alike.DIFFERENT
    return ComparedField(name, tuple(values), alike)


def _bits(people: ResolvedPeople, records: Records, rows: Sequence[int]) -> tuple[Bit, ...]:
    evidence = people.resolution.evidence
    if evidence is None:
        return ()
    found = findings(evidence, records, rows[0], rows[1])
    return tuple(_bit(item.feature, item.sentence, item.weight) for item in found)


def _bit(feature: str, sentence: str, weight: float) -> Bit:
    width = min(abs(weight), _WIDEST) / _WIDEST * 50
    start = 50.0 if weight >= 0 else 50 - width
    return Bit(feature, sentence, weight, round(start, 2), round(width, 2))
