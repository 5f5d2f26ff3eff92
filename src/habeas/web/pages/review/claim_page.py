"""The page of one claim: every field with what it came from, its history, and its correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from habeas.claims import claim_types
from habeas.model import DateRole, Modality, Stance, WrongUsage
from habeas.pipeline import Slot, claim_values
from habeas.store import KeptClaim
from habeas.web.page import address
from habeas.web.pages.review.choice import Choice, Chosen
from habeas.web.pages.review.claim_item import ClaimItem, Decided, Setting, claim_item, decided
from habeas.web.pages.review.desk import ClaimDesk, Draft, claim_desk
from habeas.web.pages.review.graphic import Graphic, graphic_of
from habeas.web.pages.review.material import doubts_about
from habeas.web.visit import Visit

_DATES = frozenset({"date_from", "date_to"})


class Entry(StrEnum):
    """How a field is entered."""

    WORDS = "words"
    CHOICE = "choice"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ClaimQuery(Chosen):
    """Where in which queue the claim was met; elsewhere nothing is hidden."""

    at: int | None = None
    reveal: bool = False


@dataclass(frozen=True, slots=True)
class FieldInput:
    """A field as it can be set right; `problem` is why what was entered was refused, and
    what to do; empty where it was not."""

    name: str
    entry: Entry
    value: str
    choices: tuple[str, ...]
    may_be_empty: bool
    words: str | None
    inferred_from: str | None
    problem: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim. `hides_answers` where it was met in a queue that does not tell them.

    `item.decided` are the judgements that hold, the last one counts; each can be taken back.
    """

    query: ClaimQuery
    item: ClaimItem
    inputs: tuple[FieldInput, ...]
    problem: tuple[str, ...]
    reason: str
    hides_answers: bool
    may_judge: bool
    back: str


def claim(visit: Visit, query: ClaimQuery) -> ClaimView:
    """The claim of this id."""
    desk = claim_desk(visit.bench)
    found = desk.material()
    kept = desk.store.claim(visit.part("id"))
    name = kept.claim.id
    with desk.lock:
        hides = slot_hiding(desk, query.choice, query.at, name) is not None
    if query.choice.hides_answers and not hides:
        # It waits there no more, so what is said of it here is no answer to that queue.
        query = replace(query, at=None)
    told = () if hides else judgements_of(desk, kept)
    with desk.lock:
        draft = desk.drafts.pop(name, None)
    known = found.claims.get(name)
    setting = Setting(
        query.at,
        known.source.name if known else "",
        desk.place(name),
        covered=graphic_of(visit.request) is Graphic.COVER and not query.reveal,
        every_field=True,
        decided=told,
        doubts=() if hides else tuple(map(decided, doubts_about(desk.store, kept.source, name))),
    )
    in_force = {} if hides else values_set_right(told)
    item = claim_item(kept, desk.document(kept.source), setting, in_force)
    back = address("/review", query.choice.query() | {"at": query.at})
    return ClaimView(
        query=query,
        item=item,
        inputs=tuple(_inputs(item, draft)),
        problem=draft.problems.get("", ()) if draft else (),
        reason=draft.reason if draft else "",
        hides_answers=hides,
        may_judge=visit.bench.may_judge,
        back=back,
    )


def slot_hiding(desk: ClaimDesk, choice: Choice, at: int | None, name: str) -> Slot | None:
    """The slot at which the claim waits in a queue that tells nobody's answers."""
    if at is None or not choice.hides_answers:
        return None
    queue = desk.queue(choice)
    slot = queue.slot(at)
    return slot if slot is not None and slot.item == name and queue.is_due(at) else None


def judgements_of(desk: ClaimDesk, kept: KeptClaim) -> tuple[Decided, ...]:
    """The judgements about a claim that hold, oldest first."""
    mine = set(desk.progress.places.get(kept.claim.id, ()))
    placed = desk.store.placed_judgements(source=kept.source)
    return tuple(decided(item) for item in placed if item.position in mine)


def values_set_right(told: tuple[Decided, ...]) -> Mapping[str, str | None]:
    """What the judgement in force set right."""
    return told[-1].corrections if told else {}


def changed_fields(kept: KeptClaim, entered: Mapping[str, str | None]) -> dict[str, str | None]:
    """The fields in which what was entered is not what the machine read."""
    machine = claim_values(kept.claim)
    changed: dict[str, str | None] = {}
    for name, value in machine.items():
        if name not in entered:
            continue
        given = (entered[name] or "").strip() or None
        if given != value:
            changed[name] = given
    return changed


def _inputs(item: ClaimItem, draft: Draft | None) -> list[FieldInput]:
    made = []
    for field in item.fields:
        choices = _CHOICES.get(field.name, ())
        entry = Entry.CHOICE if choices else Entry.WORDS
        if field.name in _DATES:
            entry = Entry.DAY
        value = field.value or ""
        if draft is not None:
            value = draft.values.get(field.name, value)
        made.append(
            FieldInput(
                field.name,
                entry,
                value,
                choices,
                field.name not in _NEVER_EMPTY,
                field.words,
                field.inferred_from,
                draft.problems.get(field.name, ()) if draft else (),
            )
        )
    return made


def require_known(desk: ClaimDesk, name: str) -> KeptClaim:
    """The claim with this whole id. Raises WrongUsage."""
    kept = desk.store.claim(name)
    if kept.claim.id != name:
        raise WrongUsage("no claim in this case has this id", where=name[:40])
    return kept


_CHOICES: dict[str, tuple[str, ...]] = {
    "type": tuple(claim_types()),
    "stance": tuple(item.value for item in Stance),
    "negated": ("false", "true"),
    "modality": tuple(item.value for item in Modality),
    "date_role": tuple(item.value for item in DateRole),
}
_NEVER_EMPTY = frozenset({"type", "stance", "negated", "modality", "speaker"})
