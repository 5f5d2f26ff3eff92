"""Duties and silence in words, in the languages of the catalogues, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from habeas.model import DateInterval
from habeas.oversight.answer import Missing
from habeas.oversight.duties.finding import Days, DutyFinding
from habeas.oversight.duties.silence import Incommunicado, RungSilence
from habeas.oversight.telling.messages import has_sentence, sentence, word_for
from habeas.oversight.telling.spelling import when_text
from habeas.oversight.truth import Truth


def duty_lines(finding: DutyFinding, language: str = "en") -> Iterator[str]:
    """The duty with its verdict and articles, then its state, then what would settle it."""
    verdict = word_for("duty.breached", finding.breached.value, language)
    if finding.owed is Truth.NO:
        verdict = sentence("duty.not_owed", {}, language)
    articles = ", ".join(finding.articles)
    yield f"{sentence(finding.message, {}, language)} [{articles}]: {verdict}"
    yield f"  • {duty_state(finding, language)}"
    settling = settling_text(finding, language)
    if settling:
        yield f"  • {sentence('duty.heading.settles', {}, language)}: {settling}"


def duty_state(finding: DutyFinding, language: str = "en") -> str:
    """How the duty stands, with its dates: "nothing on record by 10 October 2026, …"."""
    values = {
        "state": finding.holder,
        "start": _when(finding.start, language),
        "due": _when(finding.due, language),
        "kept": _when(finding.kept, language),
        "days": days_text(finding.days_late, language),
        "periods": str(finding.periods),
        "short": str(finding.short),
        **finding.values,
    }
    return sentence(f"duty.key.{finding.key}", values, language)


def settling_text(finding: DutyFinding, language: str = "en") -> str:
    """The facts that would settle an unknown duty, each once; "" where nothing is unknown."""
    said = (_missing(item, language) for item in finding.missing)
    return "; ".join(dict.fromkeys(said))


def silence_lines(found: Incommunicado, language: str = "en") -> Iterator[str]:
    """The days without contact, then each rung of the ladder."""
    yield silence_text(found, language)
    for rung in found.rungs:
        yield f"  • {word_for('rung', rung.rung, language)}: {_rung(rung, language)}"


def silence_text(found: Incommunicado, language: str = "en") -> str:
    """ "930 to 935 days without known contact up to 31 December 2024"."""
    if found.days is None:
        return sentence("silence.unknown", {}, language)
    values = {"days": days_text(found.days, language), "until": str(found.until)}
    return sentence("silence.days", values, language)


def days_text(days: Days | None, language: str = "en") -> str:
    """ "930 to 935", "at least 930", "930"; "" for none."""
    if days is None:
        return ""
    if days.least == days.most:
        return str(days.least)
    values = {"least": str(days.least), "most": str(days.most)}
    return sentence("days.at_least" if days.most is None else "days.range", values, language)


def duty_dict(finding: DutyFinding) -> dict[str, Any]:
    """One finding for JSON: ISO dates, days as {least, most}, English text beside the structure."""
    return {
        "person": finding.person,
        "duty": finding.duty,
        "treaty": finding.treaty,
        "articles": list(finding.articles),
        "owed": finding.owed.value,
        "breached": finding.breached.value,
        "reason": finding.key,
        "start": _interval(finding.start),
        "due": _interval(finding.due),
        "latest": _latest(finding.due),
        "kept": _interval(finding.kept),
        "overdue": finding.overdue,
        "days_late": _days(finding.days_late),
        "periods": finding.periods,
        "short": finding.short,
        "unknown": [
            {
                "fact": item.fact,
                "threshold": item.threshold.isoformat() if item.threshold else None,
            }
            for item in finding.missing
        ],
        "rules": list(finding.rules),
        "rows": list(finding.rows),
        "references": list(finding.references),
        "confidence": finding.confidence.value,
        "text": f"{sentence(finding.message, {})}: {duty_state(finding)}",
    }


def silence_dict(found: Incommunicado) -> dict[str, Any]:
    """The ladder of one person for JSON."""
    return {
        "person": found.person,
        "until": found.until.isoformat(),
        "ended": found.ended,
        "days_without_contact": _days(found.days),
        "rungs": {
            rung.rung: {
                "reached": rung.last is not None,
                "last": _interval(rung.last.when) if rung.last else None,
                "days": _days(rung.days),
            }
            for rung in found.rungs
        },
    }


def _missing(item: Missing, language: str) -> str:
    parts = item.fact.split(":")
    key = f"duty.missing.{parts[-1]}"
    if "conflict" in parts:
        key = "duty.missing.conflict"
    elif not has_sentence(key):
        key = "duty.missing.treaty"
    due = DateInterval.on(item.threshold) if item.threshold else None
    return sentence(key, {"due": _when(due, language)}, language)


def _rung(rung: RungSilence, language: str) -> str:
    if rung.last is None:
        return sentence("rung.never", {}, language)
    return sentence("rung.days", {"days": days_text(rung.days, language)}, language)


def _when(interval: DateInterval | None, language: str) -> str:
    """A day or a span in words; "" for none, so that an optional part falls away."""
    if interval is None or (interval.first is None and interval.last is None):
        return ""
    if interval.first is not None and interval.last is None:
        return sentence("duty.not_before", {"date": str(interval.first)}, language)
    return when_text(str(interval), language, lambda key: _word(key, language))


def _word(key: str, language: str) -> str | None:
    stem, _, code = key.partition(".")
    return word_for(stem, code, language) if has_sentence(key) else None


def _interval(when: DateInterval | None) -> dict[str, str | None] | None:
    if when is None:
        return None
    return {
        "first": when.first.isoformat() if when.first else None,
        "last": when.last.isoformat() if when.last else None,
    }


def _latest(due: DateInterval | None) -> str | None:
    return due.last.isoformat() if due and due.last else None


def _days(days: Days | None) -> dict[str, int | None] | None:
    return None if days is None else {"least": days.least, "most": days.most}
