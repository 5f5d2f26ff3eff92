"""Two statements about one person that cannot both hold, with the words and sources of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from habeas.people.facts import FactRules, FactStanding, Reason
from habeas.people.history.statement import (
    CONTACTS,
    FREED,
    Statement,
    StatementKind,
    meaning,
)
from habeas.people.history.wording import sentence

_CAPTURED, _DIED, _DENIED = StatementKind.CAPTURED, StatementKind.DIED, StatementKind.DENIED
_AFTER_DEATH = {
    StatementKind.DIED: Reason.TWO_DEATHS,
    StatementKind.RELEASED: Reason.RELEASED_AFTER_DEATH,
    StatementKind.EXCHANGED: Reason.RELEASED_AFTER_DEATH,
    StatementKind.CAPTURED: Reason.CAPTURED_AFTER_DEATH,
    StatementKind.SEEN: Reason.SEEN_AFTER_DEATH,
    StatementKind.LOCATED: Reason.SEEN_AFTER_DEATH,
    StatementKind.FAMILY: Reason.SEEN_AFTER_DEATH,
    StatementKind.COUNSEL: Reason.SEEN_AFTER_DEATH,
    StatementKind.HUMANITARIAN: Reason.SEEN_AFTER_DEATH,
    StatementKind.TRANSFERRED: Reason.TRANSFERRED_AFTER_DEATH,
    StatementKind.SENTENCED: Reason.SENTENCED_AFTER_DEATH,
}
_WORDS = {
    Reason.TWO_DEATHS: "two dates of death",
    Reason.RELEASED_AFTER_DEATH: "free after a death",
    Reason.CAPTURED_AFTER_DEATH: "captured after a death",
    Reason.SEEN_AFTER_DEATH: "alive after a death",
    Reason.TRANSFERRED_AFTER_DEATH: "transferred after a death",
    Reason.SENTENCED_AFTER_DEATH: "sentenced after a death",
    Reason.CAPTURED_AGAIN: "captured twice, and no release between is known",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements, the earlier first; `hard` where only a reviewer may join such rows."""

    words: str
    earlier: Statement
    later: Statement
    hard: bool

    def __str__(self) -> str:
        return f"{self.words}: {sentence(self.earlier)}, yet {sentence(self.later)}"


def contradictions(
    statements: Sequence[Statement], rules: FactRules | None = None
) -> tuple[Contradiction, ...]:
    """Every two statements that cannot both hold, in order of the statements (which are dated)."""
    rules = rules or FactRules.read()
    dated = [item for item in statements if item.dated]
    return (
        *_about_facts(dated, rules),
        *_denials(dated),
        *_two_places(dated),
    )


def _about_facts(dated: Sequence[Statement], rules: FactRules) -> Iterator[Contradiction]:
    freed = [item for item in dated if item.kind in FREED]
    for one, other in combinations(dated, 2):
        for earlier, later in ((one, other), (other, one)):
            reason = _reason(earlier, later, freed)
            if reason is None:
                continue
            rule = rules.rule(reason)
            if rule.standing is FactStanding.OFF or _days(earlier, later) <= rule.days:
                continue
            hard = rule.standing is FactStanding.HARD
            yield Contradiction(_WORDS[reason], earlier, later, hard)


def _reason(earlier: Statement, later: Statement, freed: Sequence[Statement]) -> Reason | None:
    """What it would be if `later` came far enough after `earlier`."""
    if earlier.kind is _DIED:
        return _AFTER_DEATH.get(later.kind)
    if earlier.kind is _CAPTURED and later.kind is _CAPTURED:
        between = any(
            free.latest >= earlier.earliest and free.earliest <= later.latest for free in freed
        )
        return None if between else Reason.CAPTURED_AGAIN
    return None


def _days(earlier: Statement, later: Statement) -> int:
    return (later.earliest - earlier.latest).days


def _denials(dated: Sequence[Statement]) -> Iterator[Contradiction]:
    """A denial, against the strongest sign that the person was held on that day."""
    for denial in dated:
        if denial.kind is not _DENIED:
            continue
        before = [item for item in dated if item.latest <= denial.earliest]
        ends = [item.latest for item in before if item.kind in (*FREED, _DIED)]
        begun = max(ends, default=date.min)
        after = [item for item in dated if item.earliest >= denial.latest]
        stops = [item.earliest for item in after if item.kind in (_CAPTURED, _DIED)]
        over = min(stops, default=date.max)
        signs = [
            item
            for item in dated
            if _in_custody(item, denial) and item.latest > begun and item.earliest <= over
        ]
        if signs:
            sign = min(signs, key=lambda item: (_strength(item), _distance(item, denial)))
            pair = sorted((denial, sign), key=lambda item: (item.earliest, item.latest))
            yield Contradiction("denied, yet held", pair[0], pair[1], hard=False)


def _in_custody(item: Statement, denial: Statement) -> bool:
    """Whether it puts the person in custody on that day: captured before, or freed after."""
    if item.kind is _CAPTURED:
        return item.latest <= denial.latest
    if item.kind in FREED:
        return item.earliest >= denial.latest
    return meaning(item.kind).held


def _strength(item: Statement) -> int:
    """The detaining power's own word first, then contacts, then witnesses and reports."""
    rungs = item.rungs
    if rungs and not set(rungs) & set(CONTACTS):
        return 0
    return 1 if rungs else 2


def _distance(item: Statement, denial: Statement) -> int:
    return max(_days(item, denial), _days(denial, item), 0)


def _two_places(dated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Seen at two places on one day; a transfer explains itself."""
    placed = [
        item
        for item in dated
        if item.place
        and item.first == item.last
        and item.kind in (StatementKind.SEEN, StatementKind.LOCATED)
    ]
    for one, other in combinations(placed, 2):
        names = sorted((one.place.casefold(), other.place.casefold()), key=len)
        # "Colony 9" and "Colony 9, Northtown" are one place, more and less fully named.
        if one.first == other.first and names[0] not in names[1]:
            yield Contradiction("at two places on one day", one, other, hard=False)
