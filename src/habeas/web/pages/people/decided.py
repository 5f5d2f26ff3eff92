"""What people decided about the records of a person, and what is still to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from habeas.pipeline import Force
from habeas.web.pages.people.register import UNSURE_FROM, Register

# A person may be like many others; the likeliest are worth a look.
MOST_OTHERS = 12


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement about records: `answer` is None where it takes `withdraws` back.

    `can_undo` where it may be taken back; `records` and `others` are the ids they have now.
    """

    position: int
    answer: str | None
    withdraws: int | None
    force: str
    records: tuple[str, ...]
    others: tuple[str, ...]
    reason: str
    author: str
    made_at: datetime
    can_undo: bool


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """Somebody who may be the same human: `probability` of the two records that are most alike,
    of which `record` is this person's.

    `barred` where a hard fact keeps the records apart, such as a death before a sighting.
    """

    id: str
    name: str
    records: int
    probability: float
    barred: bool
    record: str


def judgements_about(register: Register, records: Sequence[str]) -> tuple[JudgementLine, ...]:
    """The judgements that name any of these records, the newest first."""
    own = set(records)
    found = []
    for item in register.people.settled.standings:
        judgement = item.placed.judgement
        named = {anchor.record for anchor in judgement.anchors()}
        if not own & {*item.records, *item.others, *named}:
            continue
        found.append(
            JudgementLine(
                position=item.placed.position,
                answer=judgement.answer.value if judgement.answer else None,
                withdraws=judgement.withdraws,
                force=item.force.value,
                records=item.records or tuple(anchor.record for anchor in judgement.records),
                others=item.others or tuple(anchor.record for anchor in judgement.others),
                reason=judgement.reason,
                author=judgement.author,
                made_at=judgement.made_at,
                can_undo=item.force is not Force.TAKEN_BACK,
            )
        )
    return tuple(reversed(found))


def others_like(register: Register, person: str) -> tuple[OtherPerson, ...]:
    """Persons with a record that may be the same human as one of this person's."""
    import numpy as np

    found = register.people.resolution
    number, pairs = register.number[person], found.pairs
    left, right = found.person[pairs.left], found.person[pairs.right]
    touching = np.flatnonzero((left == number) ^ (right == number))
    likely = 1.0 / (1.0 + np.exp(-np.clip(pairs.log_odds[touching].astype(np.float64), -60, 60)))
    best: dict[int, tuple[float, bool, int]] = {}
    for place, probability in zip(touching.tolist(), likely.tolist(), strict=True):
        if probability < UNSURE_FROM:
            continue
        is_left = left[place] == number
        other = int(right[place] if is_left else left[place])
        own = int(pairs.left[place] if is_left else pairs.right[place])
        found_here = (probability, bool(pairs.barred[place]), own)
        best[other] = max(best.get(other, found_here), found_here)
    order = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_OTHERS]
    return tuple(
        OtherPerson(
            register.lines[other].id,
            register.lines[other].name,
            register.lines[other].records,
            round(probability, 4),
            barred,
            found.records.ids[own],
        )
        for other, (probability, barred, own) in order
    )
