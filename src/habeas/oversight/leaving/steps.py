"""The steps of a course: acts of offices, acts towards the treaty, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.action import CONSENTS, Action, ActionKind, Confidence
from habeas.oversight.dates import reached
from habeas.oversight.leaving.course import Standing, TimelineStep
from habeas.oversight.leaving.exit import SUPPOSED, ExitEffect, Notice
from habeas.oversight.leaving.procedure import (
    OfficialAct,
    Procedure,
    Stage,
    general_procedure,
)
from habeas.oversight.periods import entry_of
from habeas.oversight.treaty import Treaty
from habeas.oversight.truth import Truth
from habeas.oversight.world import World

NO_EFFECT = "none"
# A step, and the day by which it is put in order (None: it stays where it was).
Placed = tuple[date | None, TimelineStep]


@dataclass(frozen=True, slots=True)
class Course:
    """Whose course it is, and on which day of knowledge it is looked at."""

    world: World
    state: str
    treaty: Treaty
    procedure: Procedure
    day: date
    known: date | None

    @property
    def rows(self) -> tuple[Action, ...]:
        """The state's known actions on this treaty, or on the article that this is about."""
        rows = self.world.of(self.state, self.treaty.id, self.known)
        article = self.procedure.article
        return tuple(row for row in rows if row.article == article)

    def standing(self, when: DateInterval) -> Standing:
        """Done, pending, or unknown where the day may or may not have come."""
        return _STANDING[reached(when, self.day)]

    @property
    def running(self) -> bool:
        """Whether an act on record had been done by the day of knowledge."""
        return any(
            act.when is not None and self.standing(act.when) is Standing.DONE
            for act in self.procedure.acts
        )


_STANDING = {
    Truth.YES: Standing.DONE,
    Truth.NO: Standing.PENDING,
    Truth.UNKNOWN: Standing.UNKNOWN,
}


# What the receipt changes when no end follows from it.
_WITHOUT_END = {
    "no_exit_clause": "no_effect",
    "not_a_party": "no_effect",
    "waits_for_peace": "waits_for_peace",
}


def home_steps(course: Course, instrument: Standing = Standing.NOT_REACHED) -> Iterator[Placed]:
    """What offices did: the acts on record, else the general ones; then steps that rows tell.

    `instrument` is how far the instrument has come that they led to.
    """
    acts = course.procedure.acts or general_procedure(course.procedure.direction).acts
    for act in acts:
        yield act.when.first if act.when else None, _official(course, act, instrument)
    told = {act.when for act in acts}
    for row in course.rows:
        if row.kind is ActionKind.DOMESTIC_STEP and row.made is not None and row.made not in told:
            yield (
                row.made.first,
                _of_row(course, row, row.made, Stage.DOMESTIC, "state", "acts_at_home", NO_EFFECT),
            )


def leaving_steps(course: Course, on_record: tuple[Notice, ...]) -> Iterator[Placed]:
    """The notices with all that follows from them, notices taken back, and joining again."""
    for number, notice in enumerate(on_record, start=1):
        yield from _notice_steps(course, notice, last=number == len(on_record))
    if not on_record:
        expected = Standing.PENDING if course.running else Standing.NOT_REACHED
        yield (
            None,
            TimelineStep(Stage.RECEIVED, "depositary", "receives_notice", expected, "clock_starts"),
        )
        for stage, act, effect in (
            (Stage.NOTICE, "notice_runs", "bound_in_full"),
            (Stage.EFFECTIVE, "exit_takes_effect", "treaty_ends"),
            (Stage.SURVIVAL, course.treaty.survival, "per_treaty"),
        ):
            yield None, TimelineStep(stage, "", act, Standing.NOT_REACHED, effect, computed=True)
    yield from _afterwards(course, on_record)


def joining_steps(course: Course) -> Iterator[Placed]:
    """Signature, refusal, deposit and entry into force."""
    joined = False
    for row in course.rows:
        when = row.counted_from
        if row.kind is ActionKind.SIGNATURE and when:
            yield (
                when.first,
                _of_row(
                    course, row, when, Stage.SIGNATURE, "state", "signs_treaty", "signature_duty"
                ),
            )
        elif row.kind is ActionKind.REFUSAL_TO_JOIN and when:
            yield (
                when.first,
                _of_row(
                    course,
                    row,
                    when,
                    Stage.REFUSAL,
                    "state",
                    "refuses_to_join",
                    "signature_duty_ends",
                ),
            )
        elif row.kind in CONSENTS:
            joined = True
            yield from _consent_steps(course, row, "deposits_consent", "bound")
    if not joined:
        expected = Standing.PENDING if course.running else Standing.NOT_REACHED
        yield (
            None,
            TimelineStep(
                Stage.RECEIVED, "depositary", "deposits_consent", expected, "clock_starts"
            ),
        )
        yield (
            None,
            TimelineStep(
                Stage.BOUND, "", "treaty_enters", Standing.NOT_REACHED, "bound", computed=True
            ),
        )


def _official(course: Course, act: OfficialAct, instrument: Standing) -> TimelineStep:
    when = act.when
    if act.stage is Stage.INSTRUMENT and when is None:
        standing = instrument
    elif when is not None:
        standing = course.standing(when)
    elif instrument is Standing.NOT_REACHED and not course.running:
        standing = Standing.NOT_REACHED
    else:
        standing = Standing.UNKNOWN
    return TimelineStep(
        act.stage,
        act.office,
        act.act,
        standing,
        NO_EFFECT,
        # What had not happened on the day of knowledge had no day yet.
        None if standing is Standing.PENDING else when,
        act.source,
        act.confidence,
    )


def _notice_steps(course: Course, notice: Notice, *, last: bool) -> Iterator[Placed]:
    row, effect = notice.row, notice.effect
    received = effect.received
    settled = received.first == received.last and row.confidence is not Confidence.UNVERIFIED
    follows = comes_with_membership(course, notice)
    yield (
        received.first,
        _of_row(
            course,
            row,
            received,
            Stage.RECEIVED,
            "organisation" if follows else "depositary",
            "ends_membership" if follows else "receives_notice",
            _WITHOUT_END.get(effect.reason, "clock_starts"),
        ),
    )

    def step(
        stage: Stage, act: str, standing: Standing, abroad: str, when: DateInterval | None
    ) -> TimelineStep:
        return TimelineStep(
            stage,
            "",
            act,
            standing,
            abroad,
            when,
            confidence=effect.confidence,
            row=row.id,
            computed=row.effective is None,
            supposed=row.source == SUPPOSED,
        )

    when = effect.effective
    if when is None:
        act = f"no_end_{effect.reason}" if effect.reason else "exit_takes_effect"
        # What a notice came to is told after all that the state did about it.
        yield date.max, step(Stage.EFFECTIVE, act, Standing.NOT_REACHED, _stays(effect), None)
        return
    ended = course.standing(when)
    if not settled and ended is Standing.PENDING:
        ended = Standing.UNKNOWN
    if received != when:
        running = DateInterval(received.first, when.last)
        act = "time_runs" if follows else "notice_runs"
        yield received.first, step(Stage.NOTICE, act, ended, "bound_in_full", running)
    yield when.first, step(Stage.EFFECTIVE, "exit_takes_effect", ended, "treaty_ends", when)
    if last:
        reached_then = Standing.DONE if ended is Standing.DONE else Standing.NOT_REACHED
        yield (
            when.first,
            step(Stage.SURVIVAL, course.treaty.survival, reached_then, "per_treaty", None),
        )


def comes_with_membership(course: Course, notice: Notice) -> bool:
    """Whether an organisation ended it: no instrument of the state was needed."""
    row = notice.row
    return row.kind is ActionKind.CESSATION or row.treaty != course.treaty.id


def _stays(effect: ExitEffect) -> str:
    return "no_effect" if effect.reason == "not_a_party" else "still_bound"


def _afterwards(course: Course, on_record: tuple[Notice, ...]) -> Iterator[Placed]:
    """What the state did after it gave notice: taking it back, joining again."""
    given = [notice.effect.received.first for notice in on_record]
    first = min((day for day in given if day is not None), default=None)
    for row in course.rows:
        when = row.counted_from
        if first is None or when is None or when.first is None or when.first < first:
            continue
        if row.kind is ActionKind.DENUNCIATION_REVOKED:
            yield (
                when.first,
                _of_row(
                    course, row, when, Stage.REVOKED, "government", "takes_back", "clock_cancelled"
                ),
            )
        elif row.kind in CONSENTS:
            yield from _consent_steps(course, row, "joins_again", "bound_again")


def _consent_steps(course: Course, row: Action, act: str, effect: str) -> Iterator[Placed]:
    when = row.counted_from or DateInterval(None, None)
    stage = Stage.JOINED if effect == "bound_again" else Stage.RECEIVED
    yield when.first, _of_row(course, row, when, stage, "depositary", act, "clock_starts")
    enters = entry_of(course.treaty, row)
    yield (
        enters.first,
        TimelineStep(
            Stage.BOUND,
            "",
            "treaty_enters",
            course.standing(enters),
            effect,
            enters,
            confidence=row.confidence,
            row=row.id,
            computed=row.effective is None,
        ),
    )


def _of_row(
    course: Course,
    row: Action,
    when: DateInterval,
    stage: Stage,
    office: str,
    act: str,
    effect: str,
) -> TimelineStep:
    return TimelineStep(
        stage,
        office,
        act,
        course.standing(when),
        effect,
        when,
        row.source,
        row.confidence,
        row.id,
        supposed=row.source == SUPPOSED,
    )
