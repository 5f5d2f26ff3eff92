"""What happens in fact: access refused, judgments not carried out. It never changes the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from habeas.oversight.action import Confidence
from habeas.oversight.answer import Finding, Layer
from habeas.oversight.dates import reached
from habeas.oversight.situation import Situation
from habeas.oversight.truth import Truth, every
from habeas.oversight.world import Practice, World

# Practice that shuts a door in fact while it stands open in law.
REFUSING = frozenset({"access_refused", "suspended"})


def practice_of(world: World, body: str, case: Situation) -> list[Finding]:
    """What is on record about this body and this state on the day of the step: refusals that last,
    the last visit, public statements before it.
    """
    rows = [
        row
        for row in world.practice
        if row.body == body and row.state == case.addressee and _known(row, case)
    ]
    found = [
        _finding(row, Layer.PRACTICE, f"practice.{row.kind}", ~lasts)
        for row in rows
        if row.kind in REFUSING and (lasts := _lasts(row, case.step)) is not Truth.NO
    ]
    for kind in ("visit", "public_statement"):
        before = [row for row in rows if row.kind == kind and _began(row) <= case.step]
        if before:
            last = max(before, key=_began)
            told = _finding(last, Layer.PRACTICE, f"practice.last_{kind}", Truth.YES)
            since = last.until or last.since
            gap = (case.step - (since.last or since.first or case.step)).days
            found.append(replace(told, values={**told.values, "days": str(max(0, gap))}))
    return found


def enforcement_of(world: World, body: str, enforces: str, case: Situation) -> list[Finding]:
    """What an outcome is worth: by the treaty, and by what this state does with it."""
    if not enforces:
        return []
    values = {"body": body, "state": case.addressee}
    found = [Finding(Truth.YES, f"enforcement.{enforces}", values, Layer.ENFORCEMENT)]
    found += [
        _finding(row, Layer.ENFORCEMENT, "enforcement.not_executed", Truth.NO)
        for row in world.practice
        if row.body == body
        and row.state == case.addressee
        and row.kind == "not_executed"
        and _known(row, case)
        and _lasts(row, case.step) is not Truth.NO
    ]
    return found


def _finding(row: Practice, layer: Layer, key: str, truth: Truth) -> Finding:
    values = {"body": row.body, "state": row.state, "since": str(row.since), "note": row.note}
    name = key.rpartition(".")[2]
    return Finding(
        truth,
        key,
        values,
        layer,
        rows=(row.id,),
        confidence=row.confidence or Confidence.MEDIUM,
        dates={name: row.since.first},
    )


def _lasts(row: Practice, day: date) -> Truth:
    over = reached(row.until, day - timedelta(days=1)) if row.until else Truth.NO
    return every((reached(row.since, day), ~over))


def _began(row: Practice) -> date:
    return row.since.first or row.since.last or date.min


def _known(row: Practice, case: Situation) -> bool:
    return case.known is None or _began(row) <= case.known
