"""Why records are one person: what joins each to those before it, finding by finding, in bits.

What each finding weighs is learned from all records of the case, which takes a while: it is
worked out beside the pages, once for the same records. In a very large case somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from habeas import people
from habeas.model import WrongUsage
from habeas.web.page import Done, address
from habeas.web.pages.people.found_words import APART
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.pages.people.register import Register, required_register, same_records
from habeas.web.visit import Visit
from habeas.web.work import Work
from habeas.web.workbench import StillWorking, Workbench

if TYPE_CHECKING:
    from habeas.people import Resolution, Waterfall

# Without being asked for, the weights are learned in cases of so many records (some seconds).
LEARNED_UNASKED = 20_000
# The findings of a person with more records than this are no page for a reader.
MOST_EXPLAINED = 60


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding about two records. `weight` is in bits: above nought it speaks for one human.

    `words` says what was found, `values` what the two records say. `low` and `high` are where the
    bar of the picture begins and ends, in percent of its width, and `zero` where nought lies.
    """

    feature: str
    words: str
    values: str
    weight: float
    total: float
    low: float
    high: float
    zero: float


@dataclass(frozen=True, slots=True)
class JoinedLine:
    """A record, the one before it that it is most alike, and their findings; `bits` is the sum."""

    record: str
    nearest: str | None
    bits: float
    probability: float
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """What holds a person together. `keystones` are records without which it would fall apart.

    `state` is `shown`, `working`, `asked for` (a large case: a button starts it), `too many`
    (records) or `alone` (one record).
    """

    state: str
    joined: tuple[JoinedLine, ...] = ()
    keystones: tuple[str, ...] = ()


def joining_of(bench: Workbench, register: Register, person: str) -> Joining:
    """What holds this person together."""
    rows = register.rows[person]
    if len(rows) < 2:
        return Joining("alone")
    if len(rows) > MOST_EXPLAINED:
        return Joining("too many")
    resolution, state = weighed(bench, register)
    if resolution is None:
        return Joining(state)
    return shown(people.waterfall(resolution, person))


def weighed(bench: Workbench, register: Register) -> tuple[Resolution | None, str]:
    """The resolution with its evidence; None, and the state, where that is not there yet."""
    kept = _kept(bench)
    current = register.people.resolution
    last = kept.last
    if last is not None and same_records(last, current):
        return _with_evidence(current, last), "shown"
    if len(current.records) > LEARNED_UNASKED:
        return None, "asked for"
    try:
        found = kept.get((current.records,), lambda: _learned(current), bench.patience)
    except StillWorking:
        return None, "working"
    if not same_records(found, current):
        return None, "working"
    return _with_evidence(current, found), "shown"


def learn(visit: Visit, _: object) -> Done:
    """Work out what each finding weighs, in the background."""
    bench = visit.bench
    register = required_register(bench)
    current = register.people.resolution

    def run(work: Work) -> None:
        learned = people.resolve(current.records, progress=work.tell)
        _kept(bench).put((current.records,), learned)

    work = bench.works.start("explain", run)
    return Done(address("/progress/{id}", id=work.id), data=work.id)


def across(
    bench: Workbench, register: Register, one: str, other: str
) -> tuple[JoinedLine | None, str]:
    """What speaks for and against two persons being one: of their records most alike.

    None, and the state, where the weights are not there yet.
    """
    ones, others = register.rows[one], register.rows[other]
    if len(ones) + len(others) > MOST_EXPLAINED:
        return None, "too many"
    resolution, state = weighed(bench, register)
    if resolution is None:
        return None, state
    person = resolution.person.copy()
    person[list(others)] = register.number[one]
    ids = resolution.records.ids
    left, right = ({ids[row] for row in rows} for rows in (ones, others))
    # As if they were one: the link that would hold the two parts together is the one asked about.
    for item in shown(people.waterfall(replace(resolution, person=person), one)).joined:
        pair = {item.record, item.nearest}
        if pair & left and pair & right:
            return item, "shown"
    raise WrongUsage("these are not two persons", where=other[:40])


def shown(found: Waterfall) -> Joining:
    """A waterfall as plain values, with the bars of its picture."""
    joined = tuple(
        _line(
            item.record,
            item.nearest,
            item.bits,
            item.probability,
            [(each.feature, each.sentence, each.weight) for each in item.findings],
        )
        for item in found.joined
    )
    return Joining("shown", joined, found.keystones)


def _kept(bench: Workbench) -> KeptValue[Resolution]:
    kept: KeptValue[Resolution] = bench.notes.setdefault("people evidence", KeptValue("people"))
    return kept


def _learned(current: Resolution) -> Resolution:
    # The weights come from the records alone: what people decided joins and parts, and weighs not.
    return people.resolve(current.records)


def _with_evidence(current: Resolution, learned: Resolution) -> Resolution:
    return replace(current, evidence=learned.evidence)


def _in_two(feature: str, sentence: str) -> tuple[str, str]:
    """What was found, in words that the catalogues have, and what the two records say."""
    if feature == "event":
        return APART, sentence
    words, _, values = sentence.partition(": ")
    return words, values


def _line(
    record: str,
    nearest: str | None,
    bits: float,
    probability: float,
    findings: Sequence[tuple[str, str, float]],
) -> JoinedLine:
    """One link with the bars of its waterfall: each begins where the one before it ended."""
    totals = list(accumulate((weight for _, _, weight in findings), initial=0.0))
    low, high = min(totals), max(totals)
    width = (high - low) or 1.0

    def at(value: float) -> float:
        return round(100 * (value - low) / width, 2)

    lines = []
    for (feature, sentence, weight), (begun, ended) in zip(findings, pairwise(totals), strict=True):
        words, values = _in_two(feature, sentence)
        lines.append(
            FindingLine(
                feature,
                words,
                values,
                weight,
                round(ended, 2),
                min(at(begun), at(ended)),
                max(at(begun), at(ended)),
                at(0.0),
            )
        )
    return JoinedLine(record, nearest, bits, probability, tuple(lines))
