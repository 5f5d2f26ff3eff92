"""A history for people to read: sentences with their sources, rows of a table, a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from habeas.model import DateRole
from habeas.people.history.custody_history import CustodyHistory
from habeas.people.history.silence import Silence
from habeas.people.history.statement import CustodyStatus, Rung, StatementKind, meaning
from habeas.people.history.whereabouts import Step, missing_rungs
from habeas.people.history.wording import listed, sentence, sources, when

if TYPE_CHECKING:
    from habeas.figures import Figure

_UNREACHED = {
    Rung.ACKNOWLEDGED: "acknowledgement of the capture",
    Rung.LOCATED: "disclosed location",
    Rung.FAMILY: "contact with family",
    Rung.COUNSEL: "contact with counsel",
    Rung.HUMANITARIAN: "contact with a humanitarian body",
}


def as_text(history: CustodyHistory) -> str:
    """The history as lines: what happened, where, the whereabouts, the silence, the conflicts."""
    lines = [f"Person {history.person_id}, as of {history.as_of}"]
    for status in history.statuses:
        place = f" at {status.place}" if status.place else ""
        words = f"{status.status.value} {when(status.first, status.last)}{place}"
        lines.append(f"- {words}{sources(status.statements)}")
    lines += [
        f"- held at {stay.place} {_stayed(stay.first, stay.last, stay.until)}"
        f"{sources(stay.statements)}"
        for stay in history.stays
    ]
    lines += [f"- {_step(step)}" for step in history.ladder]
    unreached = [_UNREACHED[rung] for rung in missing_rungs(history.ladder)]
    if unreached:
        lines.append(f"- no {listed(unreached)} is known")
    silent = history.days_without_contact()
    if silent is not None:
        lines.append(f"- {silence_sentence(silent)}")
    lines += [f"- conflict: {conflict}" for conflict in history.conflicts]
    return "\n".join(lines)


def _step(step: Step) -> str:
    """What was reached, by which statement; and the latest that says so where it is another."""
    reached = sentence(step.reached)
    if step.reached.kind.value != step.rung.value:
        reached = f"{meaning(StatementKind(step.rung.value)).words}: {reached}"
    return reached if step.latest == step.reached else f"{reached}; last: {sentence(step.latest)}"


def _stayed(first: object, last: object, until: object) -> str:
    seen = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{seen}, until {until} at the latest" if until else f"{seen}, no end known"


def silence_sentence(silent: Silence) -> str:
    """`930 to 935 days without known contact up to 2024-12-31, since: captured 2022-06 (…)`."""
    if silent.most is None:
        days = f"at least {silent.least} days"
    elif silent.least == silent.most:
        days = f"{silent.least} day{'' if silent.least == 1 else 's'}"
    else:
        days = f"{silent.least} to {silent.most} days"
    ended = f" ({meaning(silent.ended.kind).words})" if silent.ended else ""
    return (
        f"{days} without known contact up to {silent.until}{ended}, since: {sentence(silent.since)}"
    )


def as_rows(told: Iterable[CustodyHistory]) -> list[dict[str, str]]:
    """One row a statement: person, kind, from, to, place, source, speaker, words, record."""
    return [
        {
            "person_id": history.person_id,
            "kind": item.kind.value,
            "first": str(item.first or ""),
            "last": str(item.last or ""),
            "place": item.place,
            "source": item.source,
            "speaker": item.speaker,
            "says": item.says,
            "about": item.who,
        }
        for history in told
        for item in history.statements
    ]


def as_summary_rows(told: Iterable[CustodyHistory]) -> list[dict[str, str]]:
    """One row a person: status now, since when, the rungs reached, days of silence, conflicts."""
    rows = []
    for history in told:
        now = history.status_at(history.as_of)
        silent = history.days_without_contact()
        known = now.status is not CustodyStatus.UNKNOWN and now.since is not None
        most = "" if silent is None or silent.most is None else str(silent.most)
        rows.append(
            {
                "person_id": history.person_id,
                "as_of": str(history.as_of),
                "status": now.status.value,
                "since": when(now.since.first, now.since.last) if known and now.since else "",
                "certain": "yes" if now.certain else "no",
                "whereabouts": "|".join(step.rung.value for step in history.ladder),
                "days_without_contact_least": "" if silent is None else str(silent.least),
                "days_without_contact_most": most,
                "conflicts": str(len(history.conflicts)),
            }
        )
    return rows


def picture(history: CustodyHistory) -> Figure:
    """The statements on one axis; denials and acknowledgements are thin bars: they were said."""
    # Drawing loads a plotting library, which sentences and tables do without.
    from habeas.figures import DatedClaims, Standing, timeline

    said = (StatementKind.DENIED, StatementKind.ACKNOWLEDGED)
    claims = [
        DatedClaims(
            f"{meaning(item.kind).words}{sources([item])}",
            item.interval,
            DateRole.REPORT if item.kind in said else DateRole.EVENT,
            Standing.UNREVIEWED,
        )
        for item in history.statements
        if item.dated
    ]
    name = f"history-{history.person_id}"
    return timeline(claims, name=name, title=f"Custody history of {history.person_id}")
