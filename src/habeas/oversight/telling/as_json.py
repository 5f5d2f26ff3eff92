"""An answer as plain data, for `--json` and for other programs; sentences in it are English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from habeas.model import DateInterval
from habeas.oversight.answer import Answer, Condition, Finding, Layer, LayerAnswer, Missing
from habeas.oversight.telling.unknowns import missing_text
from habeas.oversight.telling.wording import condition_text, finding_text, notice
from habeas.oversight.world import World


def answer_dict(answer: Answer, world: World) -> dict[str, Any]:
    """The answer as dicts, lists, strings, booleans and None; dates are ISO 8601."""
    return {
        "verdict": answer.verdict.value,
        "door": answer.door,
        "body": answer.body,
        "kind": answer.kind,
        "state": answer.addressee,
        "step": answer.step.isoformat(),
        "layers": {layer.value: _layer(found) for layer, found in answer.layers.items()},
        "unknown": [_missing(item) for item in answer.unknown],
        "conditions": [_condition(item) for item in answer.conditions],
        "dates": _dates(answer.dates),
        "covered": _interval(answer.covered),
        "procedure": answer.procedure,
        "practice": _practice(answer),
        "enforcement": _enforcement(answer),
        "rules": [_rule(rule, world) for rule in answer.rules],
        "rows": list(answer.rows),
        "confidence": answer.confidence.value,
        "as_of": _iso(answer.as_of or world.as_of),
        "notice": notice(world),
    }


def _layer(found: LayerAnswer) -> dict[str, Any]:
    return {
        "verdict": found.verdict.value,
        "findings": [_finding(finding) for finding in found.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "truth": finding.truth.value,
        "says": finding_text(finding),
        "key": finding.key,
        "rules": list(finding.rules),
        "rows": list(finding.rows),
        "confidence": finding.confidence.value,
        "dates": _dates(finding.dates),
        "covered": _interval(finding.covered),
    }


def _missing(item: Missing) -> dict[str, Any]:
    return {
        "fact": item.fact,
        "threshold": _iso(item.threshold),
        "if_on_or_before": item.if_by.value,
        "if_later_or_never": item.if_later.value,
        "says": missing_text(item),
        "row": item.row,
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "key": condition.key,
        "says": condition_text(condition),
        "open": condition.open,
        "rule": condition.rule,
    }


def _rule(rule: str, world: World) -> dict[str, str]:
    found = world.rules.get(rule)
    return {
        "id": rule,
        "article": found.article if found else "",
        "says": found.says if found else "",
    }


def _practice(answer: Answer) -> dict[str, Any]:
    """What happens in fact: beside the law, never part of it."""
    findings = _of(answer, Layer.PRACTICE)
    dates = {name: day for finding in findings for name, day in finding.dates.items()}
    return {
        "access_refused": answer.access_refused,
        "last_visit": _iso(dates.get("last_visit")),
        "last_public_statement": _iso(dates.get("last_public_statement")),
        **_said(findings),
    }


def _enforcement(answer: Answer) -> dict[str, Any]:
    return {"kind": answer.enforces, **_said(_of(answer, Layer.ENFORCEMENT))}


def _of(answer: Answer, layer: Layer) -> tuple[Finding, ...]:
    found = answer.layers.get(layer)
    return found.findings if found else ()


def _said(findings: Iterable[Finding]) -> dict[str, list[str]]:
    findings = tuple(findings)
    return {
        "says": [finding_text(finding) for finding in findings],
        "rows": list(dict.fromkeys(row for finding in findings for row in finding.rows)),
    }


def _dates(dates: Mapping[str, date | None]) -> dict[str, str | None]:
    return {name: _iso(day) for name, day in dates.items()}


def _interval(interval: DateInterval | None) -> list[str | None] | None:
    return [_iso(interval.first), _iso(interval.last)] if interval is not None else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
