"""Resolving as background work, and what a page says about how fresh the persons are."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import HabeasError
from habeas.pipeline import ResolvedPeople, out_of_date
from habeas.web.page import Done, address
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.pages.people.register import register_of
from habeas.web.retelling import retold
from habeas.web.visit import Visit
from habeas.web.work import Work
from habeas.web.workbench import StillWorking, Workbench

# In a case of so few records it takes about a second: it is done as part of the judgement.
RESOLVED_AT_ONCE = 2_000
# For so many seconds an answer waits for it; what takes longer is watched on a page of its own.
WAITED_FOR = 5.0


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a run of `resolve` found, in numbers: persons, and how many of them changed how."""

    persons: int
    created: int
    grown: int
    joined: int
    split: int
    gone: int
    unsure: int
    refused: int


def start_resolving(bench: Workbench) -> Work:
    """Resolve in the background; the pages show the new persons when it is done."""

    def run(work: Work) -> Resolved:
        work.tell("resolving", 0.0)
        report = bench.case.resolve(progress=work.tell)
        bench.changed()
        changed = report.changed
        return Resolved(
            len(report.people.resolution),
            len(changed.created),
            len(changed.grown),
            len(changed.joined),
            len(changed.split),
            len(changed.gone),
            report.unsure,
            report.refused,
        )

    return bench.works.start("resolve", run)


def resolve(visit: Visit, _: object) -> Done:
    """Find anew who is one person."""
    work = start_resolving(visit.bench)
    return Done(address("/progress/{id}", id=work.id), data=work.id)


def after_judging(visit: Visit, records: tuple[str, ...], said: str, otherwise: str) -> Done:
    """Where to go on after a judgement about records: resolved at once where that is quick.

    `otherwise` is the page to go back to where it is not.
    """
    bench = visit.bench
    people = bench.people
    small = people is not None and len(people.anchors) <= RESOLVED_AT_ONCE
    if not small:
        later = visit.speech.say("It shows after the people are resolved again.")
        return Done(otherwise, f"{said} {later}", data={"resolved": False})
    work = start_resolving(bench)
    if not work.ended.wait(WAITED_FOR):
        return Done(address("/progress/{id}", id=work.id), said, data={"resolved": False})
    if work.problem is not None:
        kept = visit.speech.say("It shows after the people are resolved again.")
        why = retold(visit.speech, work.problem).striptags()
        return Done(otherwise, f"{said} {kept} ({why})", data={"resolved": False})
    bench.settle("people")
    # The page that comes next is to show what was just done.
    register = register_of(bench, WAITED_FOR)
    person = None if register is None else register.holder(records)
    go_to = otherwise if person is None else address("/people/{id}", id=person)
    return Done(go_to, said, data={"resolved": True, "person": person})


def is_out_of_date(bench: Workbench, people: ResolvedPeople) -> bool | None:
    """Whether the persons are older than the case; None while nobody knows yet."""
    kept: KeptValue[bool] = bench.notes.setdefault("people freshness", KeptValue("people"))
    # The ledger tells of what was added or decided; what is read of it comes later.
    made_from = (people, bench.case.head.size, bench.derived)
    try:
        return kept.get(made_from, lambda: out_of_date(bench.case.store), bench.patience)
    except (StillWorking, HabeasError):
        return None
