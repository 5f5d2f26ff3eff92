"""What is owed to a person in custody, and whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import HabeasError
from habeas.oversight import Truth, duties, messages
from habeas.pipeline import CaseOversight, PersonOversight
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.speech import Speech
from habeas.web.workbench import StillWorking, Workbench


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty in words of the interface's language. `breached` is yes, no or unknown; then
    `settles` says what would settle it.
    """

    duty: str
    name: str
    articles: tuple[str, ...]
    breached: str
    overdue: bool
    state: str
    settles: str


@dataclass(frozen=True, slots=True)
class Owed:
    """The duties that are owed or may be; `custody` is False where nobody tells of custody."""

    custody: bool
    duties: tuple[DutyLine, ...]


def owed_to(bench: Workbench, person: str, speech: Speech) -> Owed | None:
    """What is owed to a person; None while it is being worked out, or where it cannot be."""
    kept: KeptValue[dict[str, PersonOversight]] = bench.notes.setdefault(
        "people owed", KeptValue("oversight")
    )
    try:
        found = bench.oversight
        persons = kept.get((found,), lambda: _by_person(found), bench.patience)
    except (StillWorking, HabeasError):
        return None
    if person not in persons:
        return Owed(False, ())
    lines = [
        DutyLine(
            item.duty,
            messages.sentence(item.message, {}, speech.language),
            item.articles,
            item.breached.value,
            item.overdue,
            duties.duty_state(item, speech.language),
            duties.settling_text(item, speech.language),
        )
        for item in persons[person].duties
        if item.owed is not Truth.NO
    ]
    return Owed(True, tuple(lines))


def _by_person(found: CaseOversight) -> dict[str, PersonOversight]:
    return {item.facts.person: item for item in found.persons}
