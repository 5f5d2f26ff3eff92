"""Judging who is one person: split, merge, keep apart, take back; and who may see a person.

A judgement is about the records that the page showed: where these have changed meanwhile it is
refused, and the page is to be looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import Confidentiality, InputRefused, Sameness, WrongUsage
from habeas.pipeline import JudgedPeople, Standing
from habeas.web.page import Done, address
from habeas.web.pages.people.comparing import pair_mark
from habeas.web.pages.people.person import seen_mark
from habeas.web.pages.people.register import Register, register_of, required_register
from habeas.web.pages.people.resolving import WAITED_FOR, after_judging
from habeas.web.speech import Speech
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class SplitForm:
    """`records` are those that are not the person of the others; `seen` is what the page showed of
    all; `evidence` a source that shows it (SHA-256, or how it begins, with `:start-end` for a
    passage).
    """

    reason: str
    seen: str
    records: tuple[str, ...] = ()
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class MergeForm:
    """The `answer` about this person and the `other`; `seen` is what the page showed of both."""

    other: str
    answer: Sameness
    reason: str
    seen: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class UndoForm:
    """`person` is the page to go back to."""

    reason: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class LabelForm:
    """Who may see the person from now on."""

    label: Confidentiality
    reason: str


def split(visit: Visit, form: SplitForm) -> Done:
    """These records are another human than the rest of the person."""
    register = _newest(visit)
    line = register.person(visit.part("id"))
    if not form.records:
        raise WrongUsage("no record was chosen", remedy="tick those that are somebody else's")
    own = [register.people.anchors[row].record for row in register.rows[line.id]]
    strange = [record for record in form.records if record not in own]
    if strange or form.seen != seen_mark(own):
        raise InputRefused(
            "the records of this person have changed since the page was shown",
            where=strange[0][:80] if strange else line.id,
            remedy="look at the person again: others may have judged meanwhile",
        )
    kept = tuple(record for record in own if record not in form.records)
    done = visit.bench.case.judge_people(
        Sameness.DIFFERENT,
        form.records,
        others=kept,
        reason=form.reason,
        evidence=_evidence(form.evidence),
    )
    return after_judging(visit, kept, _said(visit.speech, done), _page(line.id))


def merge(visit: Visit, form: MergeForm) -> Done:
    """Whether this person and another are one human."""
    register = _newest(visit)
    line, other = register.person(visit.part("id")), register.person(form.other)
    if form.seen != pair_mark(register, line.id, other.id):
        raise InputRefused(
            "these persons have changed since the page was shown",
            where=f"{line.id}, {other.id}",
            remedy="compare them again",
        )
    records = [register.people.anchors[row].record for row in register.rows[line.id]]
    others = [register.people.anchors[row].record for row in register.rows[other.id]]
    apart = form.answer is Sameness.DIFFERENT
    done = visit.bench.case.judge_people(
        form.answer,
        records if apart else [*records, *others],
        others=others if apart else (),
        reason=form.reason,
        evidence=_evidence(form.evidence),
    )
    return after_judging(visit, tuple(records), _said(visit.speech, done), _page(line.id))


def undo(visit: Visit, form: UndoForm) -> Done:
    """Take a judgement about people back; both stay in the ledger."""
    position = _position(visit)
    placed = visit.bench.case.undo(position, reason=form.reason)
    said = visit.speech.say("Judgement %(number)s was taken back.", number=position)
    records = tuple(anchor.record for anchor in placed.judgement.anchors())
    back = "/people" if form.person is None else _page(form.person)
    return after_judging(visit, records, said, back)


def label(visit: Visit, form: LabelForm) -> Done:
    """Who may see the person from now on."""
    line = _newest(visit).person(visit.part("id"))
    visit.bench.case.label(line.id, form.label, reason=form.reason)
    said = visit.speech.say("The label is kept in the ledger.")
    return Done(_page(line.id), said, data={"label": form.label.value})


def _newest(visit: Visit) -> Register:
    """The register as it is now: nobody judges by what has been overtaken."""
    return register_of(visit.bench, WAITED_FOR) or required_register(visit.bench)


def _said(speech: Speech, done: JudgedPeople) -> str:
    position = done.placed.position
    words = [speech.say("Judgement %(number)s is kept in the ledger.", number=position)]
    words += [_outweighed(speech, item) for item in done.outweighed]
    return " ".join(words)


def _outweighed(speech: Speech, item: Standing) -> str:
    return speech.say("It outweighs judgement %(number)s.", number=item.placed.position)


def _evidence(words: str | None) -> tuple[str, ...]:
    return tuple(words.split()) if words else ()


def _position(visit: Visit) -> int:
    words = visit.part("position")
    if not (words.isascii() and words.isdigit() and len(words) < 19):
        raise WrongUsage("this is no judgement's number", where=words[:40])
    return int(words)


def _page(person: str) -> str:
    return address("/people/{id}", id=person)
