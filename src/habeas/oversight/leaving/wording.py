"""A timeline in words: each step with its day, then what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.leaving.course import Standing, Timeline, TimelineStep
from habeas.oversight.leaving.procedure import Direction, Stage
from habeas.oversight.telling.messages import sentence, word_for
from habeas.oversight.telling.wording import notice
from habeas.oversight.truth import Truth
from habeas.oversight.world import World

_INDENT = "  "


def timeline_text(course: Timeline, world: World, language: str = "en") -> str:
    """The timeline as plain lines, for a reader of "en", "uk" or "ru"."""
    return "\n".join(_lines(course, world, language))


def step_text(step: TimelineStep, depositary: str, language: str = "en") -> str:
    """One step: how far it has come, its day, who did what, and what that changes abroad."""
    standing = word_for("leaving.standing", step.standing.value, language)
    notes = [text] if (text := _when(step, language)) else []
    if step.computed and step.when is not None:
        notes.append(word_for("leaving", "computed", language))
    if step.supposed:
        notes.append(word_for("leaving", "supposed_step", language))
    day = f" {', '.join(notes)} –" if notes else ""
    office = ""
    if step.office:
        named = word_for("leaving.depositary", depositary, language) if depositary else ""
        office = sentence(f"leaving.office.{step.office}", {"depositary": named}, language) + ": "
    act = _act(step.act, language)
    effect = word_for("leaving.effect", step.effect, language)
    return f"[{standing}]{day} {office}{act} → {effect}{_told(step, language)}"


def _lines(course: Timeline, world: World, language: str) -> Iterator[str]:
    values = {"state": course.state, "treaty": course.treaty, "article": course.article}
    kind = "declaration" if course.article else course.direction.value
    yield sentence(f"leaving.title.{kind}", values, language)
    yield sentence("leaving.as_known", {"day": str(course.known)}, language)
    if course.supposed is not None:
        yield sentence("leaving.supposed", {"date": str(course.supposed)}, language)
    since = str(course.party_from or "") if course.bound is Truth.YES else ""
    yield sentence(f"leaving.bound.{course.bound.value}", {"since": since}, language)
    if not course.procedure:
        yield sentence("leaving.general", {}, language)
    yield ""
    yield sentence("leaving.heading.steps", {}, language)
    for step in course.steps:
        yield _INDENT + step_text(step, course.depositary, language)
    if follows := list(_outcome(course, language)):
        yield ""
        yield sentence("leaving.heading.outcome", {}, language)
        yield from (_INDENT + line for line in follows)
    if course.remarks:
        yield ""
        yield sentence("leaving.heading.remarks", {}, language)
        for remark in course.remarks:
            yield _INDENT + sentence(f"leaving.remark.{remark}", {}, language)
    yield ""
    yield notice(world, language)


def _outcome(course: Timeline, language: str) -> Iterator[str]:
    if course.direction is Direction.LEAVING and not course.article:
        yield _end(course, language)
        yield from _use(course, language)
        yield from _thresholds(course, language)
    if course.rules:
        confidence = word_for("confidence", course.confidence.value, language)
        values = {"rules": ", ".join(course.rules), "confidence": confidence}
        yield sentence(
            "leaving.grounds", {**values, "articles": course.exit_article or "–"}, language
        )


def _end(course: Timeline, language: str) -> str:
    """The one line that says whether and when the treaty ends for the state."""
    if course.reason:
        return sentence(f"leaving.no_end.{course.reason}", {}, language)
    values = {"date": str(course.earliest_end or ""), "from": ""}
    received = course.counted_from
    hypothetical = course.effective is None or (
        course.earliest_end is not None
        and course.effective.first is not None
        and course.earliest_end > course.effective.first
    )
    if hypothetical:
        values["from"] = str(received.first or "") if received else ""
        return sentence("leaving.earliest_if", values, language)
    if course.effective is not None and course.effective.first != course.effective.last:
        return sentence("leaving.earliest", values, language)
    over = course.earliest_end is not None and course.earliest_end <= course.known
    return sentence("leaving.ended" if over else "leaving.will_end", values, language)


def _use(course: Timeline, language: str) -> Iterator[str]:
    """Until when something new may be brought, and which time stays within reach."""
    if course.last_day is not None and course.last_day.first is not None:
        key = "last_day" if course.last_day_of == "step" else "last_act"
        if course.last_day.last != course.last_day.first:
            key += ".earliest"
        yield sentence(f"leaving.{key}", {"date": str(course.last_day.first)}, language)
    if course.covered is not None:
        values = {"from": str(course.covered.first or "…"), "to": str(course.covered.last)}
        yield sentence("leaving.covered", values, language)


def _thresholds(course: Timeline, language: str) -> Iterator[str]:
    if not course.thresholds:
        return
    yield sentence("leaving.thresholds", {}, language)
    for row in course.thresholds:
        values = {"since": str(row.received), "until": str(row.effective)}
        line = sentence("leaving.threshold", values, language)
        if _past(row.effective, course.known):
            line += " " + sentence("leaving.threshold.past", {}, language)
        yield _INDENT + line
    yield _INDENT + sentence("leaving.threshold.later", {}, language)


def _past(when: DateInterval, day: date) -> bool:
    return when.last is not None and when.last <= day


def _when(step: TimelineStep, language: str) -> str:
    """The day of a step; nothing for one that has none yet, from–to for a notice that runs."""
    when = step.when
    if when is None:
        told = step.standing in {Standing.DONE, Standing.UNKNOWN} and bool(step.office)
        return sentence("leaving.when.none", {}, language) if told else ""
    if step.stage is Stage.NOTICE and when.first is not None:
        key = "leaving.running" if when.last is not None else "leaving.running.open"
        values = {"from": str(when.first), "to": str(when.last or "")}
        return sentence(key, values, language)
    return sentence("leaving.when", {"date": str(when)}, language)


def _told(step: TimelineStep, language: str) -> str:
    """How far a step can be relied on, and where it comes from."""
    if not step.source and not step.row:
        return ""
    confidence = word_for("confidence", step.confidence.value, language)
    values = {"confidence": confidence, "source": step.row or step.source}
    return " " + sentence("leaving.told", values, language)


def _act(act: str, language: str) -> str:
    """An act's words; what survives an exit is a sentence of the general catalogue."""
    if act.startswith("survival."):
        return sentence(act, {}, language)
    return sentence(f"leaving.act.{act}", {}, language)
