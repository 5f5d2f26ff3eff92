"""Recording what a person decided about events: confirm, reject, join, part; and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.model import EventJudgement, EventVerdict, WrongUsage
from habeas.pipeline.as_of import snapshot
from habeas.pipeline.corroborating import CaseEvents, corroborate
from habeas.pipeline.event_decisions import EventStanding
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.judging import require_reason
from habeas.pipeline.person_decisions import Force
from habeas.store import CaseStore, PlacedEventJudgement

_EVENT = "e-"


@dataclass(frozen=True)
class JudgedEvent:
    """A recorded judgement, and the earlier ones that no longer hold, or not wholly, since it."""

    placed: PlacedEventJudgement
    outweighed: tuple[EventStanding, ...] = ()


def judge_event(
    store: CaseStore,
    verdict: EventVerdict | str,
    names: Iterable[str],
    *,
    reason: str,
    others: Iterable[str] = (),
    reviewer: str | None = None,
    clock: Clock = now,
) -> JudgedEvent:
    """Append a decision about events and claims, each named by its id or how it begins.

    An event stands for the claims that tell of it. `confirm` and `join`: all that is named is one
    happening; `reject`: no two claims are; `part`: the claims are none of the happening of
    `others`, without which they are split off from the rest of their events. `reviewer` is who
    decided, else the investigator. Raises WrongUsage for words that do not fit together, and
    CaseLocked without the key.
    """
    decided = _verdict(verdict)
    require_reason(reason)
    found = corroborate(snapshot(store, store.head()))
    chosen, rest = _claims(found, names), _claims(found, others)
    if decided is EventVerdict.PART and not rest:
        rest = _rest(found, chosen)
    _check(decided, chosen, rest)
    if decided is not EventVerdict.PART:
        chosen, rest = tuple(dict.fromkeys((*chosen, *rest))), ()
    placed = store.append_event_judgement(
        EventJudgement(
            verdict=decided,
            claims=tuple(found.anchors[name] for name in chosen),
            others=tuple(found.anchors[name] for name in rest),
            reason=reason.strip(),
            author=_author(store, reviewer),
            made_at=clock(),
        )
    )
    held = {item.placed.position: item.force for item in found.standings}
    after = corroborate(snapshot(store, store.head())).standings
    return JudgedEvent(
        placed,
        tuple(
            item
            for item in after
            if item.force in (Force.OUTWEIGHED, Force.IN_PART)
            and item.placed.position in held
            and item.force is not held[item.placed.position]
        ),
    )


def take_event_back(
    store: CaseStore, position: int, *, reason: str, reviewer: str | None = None, clock: Clock = now
) -> PlacedEventJudgement:
    """Take back the judgement about an event at a position of the ledger; both stay there.

    Taking back a taking back makes the first judgement hold again. Raises WrongUsage for a
    position that holds no judgement about an event, or one that is taken back already.
    """
    require_reason(reason)
    standings = corroborate(snapshot(store, store.head())).standings
    found = {item.placed.position: item for item in standings}
    if position not in found:
        raise WrongUsage(
            f"entry {position} is no judgement about an event",
            remedy="habeas events --decided lists them with their numbers",
        )
    if found[position].force is Force.TAKEN_BACK:
        raise WrongUsage(f"judgement {position} is taken back already")
    judgement = found[position].placed.judgement
    return store.append_event_judgement(
        EventJudgement(
            verdict=None,
            claims=judgement.claims,
            others=judgement.others,
            reason=reason.strip(),
            author=_author(store, reviewer),
            made_at=clock(),
            withdraws=position,
        )
    )


def _verdict(verdict: EventVerdict | str) -> EventVerdict:
    try:
        return EventVerdict(verdict)
    except ValueError:
        names = ", ".join(item.value for item in EventVerdict)
        raise WrongUsage(
            f"{verdict!r} is no verdict about an event", remedy=f"one of: {names}"
        ) from None


def _author(store: CaseStore, reviewer: str | None) -> str:
    if reviewer is not None and not reviewer.strip():
        raise WrongUsage("the reviewer has no name", remedy="say who decided")
    return store.investigator if reviewer is None else reviewer.strip()


def _claims(found: CaseEvents, names: Iterable[str]) -> tuple[str, ...]:
    """The claims that are named, each once; an event's are those that tell of it."""
    claims: dict[str, None] = {}
    for name in names:
        if name.startswith(_EVENT):
            events = {item.event.id: item.event for item in found.events}
            claims |= dict.fromkeys(events[_the_one("event", name, list(events))].claims)
        else:
            claims[_the_one("claim", name, list(found.anchors))] = None
    return tuple(claims)


def _the_one(noun: str, beginning: str, ids: Sequence[str]) -> str:
    named = [name for name in ids if name.startswith(beginning)]
    if len(named) == 1 or beginning in named:
        return beginning if beginning in named else named[0]
    problem = f"more than one {noun} begins so" if named else f"no {noun} has this id"
    raise WrongUsage(problem, where=beginning, remedy="habeas events shows the ids")


def _rest(found: CaseEvents, chosen: Sequence[str]) -> tuple[str, ...]:
    """The other claims of the events whose claims, or denials, these are."""
    rest: dict[str, None] = {}
    for item in found.events:
        event = item.event
        if set(chosen) & {*event.claims, *event.denials}:
            rest |= dict.fromkeys(name for name in event.claims if name not in chosen)
    return tuple(rest)


def _check(verdict: EventVerdict, chosen: Sequence[str], rest: Sequence[str]) -> None:
    both = set(chosen) & set(rest)
    if verdict is EventVerdict.PART and both:
        raise WrongUsage("a claim cannot be parted from itself", where=min(both))
    if verdict is EventVerdict.PART and not rest:
        raise WrongUsage(
            "these claims are the whole of their events: nothing is left to split off from",
            remedy="name those that they differ from with --others",
        )
    if verdict is EventVerdict.REJECT and rest:
        raise WrongUsage("to reject is about one event", remedy="`part` sets claims apart")
    if len({*chosen, *rest}) < 2:
        raise WrongUsage("a decision about an event needs two claims", remedy="name another one")
