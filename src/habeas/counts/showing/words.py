"""The phrases that text, HTML and the court sheet share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from habeas.counts.assumptions import assumption, is_lower_bound
from habeas.counts.estimate import Estimate, Status
from habeas.counts.fact_table import rows
from habeas.counts.showing.plain import plain
from habeas.counts.showing.statuses import status_words
from habeas.model import printable


def people(number: float) -> str:
    """`10,334` for 10334.49; `∞` for what has no end."""
    return "∞" if math.isinf(number) else f"{number:,.0f}"


def persons(number: int) -> str:
    """`1 person`, `4,400 people`."""
    return "1 person" if number == 1 else f"{number:,} people"


def percent(level: float) -> str:
    """`95 %` for .95."""
    return f"{level * 100:g} %"


def lists_named(estimate: Estimate) -> str:
    """`4 lists (EXH, ABA, OSCE, HRW)`."""
    count = len(estimate.lists)
    return f"{count} list{'' if count == 1 else 's'} ({', '.join(map(printable, estimate.lists))})"


def figure(estimate: Estimate) -> str:
    """The answer in a phrase: interval with its level, the single figure only where it stands."""
    if estimate.low is None or estimate.high is None:
        return "no number"
    limits = f"{people(estimate.low)} to {people(estimate.high)}"
    if estimate.status is not Status.OK or estimate.point is None:
        return f"no single number; limits {limits} ({percent(estimate.level)})"
    interval = f"{percent(estimate.level)} interval {limits}"
    if is_lower_bound(base_method(estimate)):
        return f"at least about {people(estimate.point)} people in all (this bound: {interval})"
    return f"about {people(estimate.point)} people in all ({interval})"


def named(estimate: Estimate) -> str:
    """The method as a reader meets it: a band is what its families say together."""
    return "all families together" if estimate.members else estimate.method


def base_method(estimate: Estimate) -> str:
    """`sample-coverage` for the method `sample-coverage high`."""
    return estimate.method.partition(" ")[0]


def assumptions_of(estimate: Estimate) -> tuple[str, ...]:
    """What the estimate says it assumes, else what its method is known to."""
    if estimate.assumptions:
        return tuple(dict.fromkeys(estimate.assumptions))
    try:
        return (assumption(base_method(estimate)),)
    except LookupError:
        return ()


def reliance(estimate: Estimate) -> str:
    """What a lay reader may rely on, in two sentences: the answer and the floor below it."""
    if estimate.low is None or estimate.high is None:
        return standing("nothing", estimate)[0]
    if estimate.status is Status.OK and is_lower_bound(base_method(estimate)):
        sentence = standing("bound", estimate)[0]
    else:
        sentence = _filled(status_words(estimate.status).reliance, estimate)
    return f"{sentence} {standing('floor', estimate)[0]}"


def beyond(estimate: Estimate) -> tuple[str, ...]:
    """What a figure that stands does not hold: families left out, and a group that no list sees.

    Where a share h of all people is beyond every list, the true number is N/(1-h); the sentence
    names the h at which that leaves the interval.
    """
    left_out: list[str] = list(estimate.diagnostics.get("left_out", ()))
    total, high = estimate.point, estimate.high
    if total is None or high is None or not total > 0 or is_lower_bound(base_method(estimate)):
        return tuple(left_out)
    share = max(0.0, 1 - total / high)
    hidden = (
        f"If {share:.0%} of all people were beyond the reach of every list, the true number would "
        f"already lie above {people(high)}; no list can show such a group."
    )
    return (*left_out, hidden)


def standing(part: str, estimate: Estimate) -> tuple[str, ...]:
    """The standing sentences of one part of `data/court_sheet.tsv`."""
    return tuple(
        _filled(row["sentence"], estimate) for row in rows("court_sheet.tsv") if row["part"] == part
    )


def _filled(sentence: str, estimate: Estimate) -> str:
    return sentence.format(
        low="–" if estimate.low is None else people(estimate.low),
        high="–" if estimate.high is None else people(estimate.high),
        level=percent(estimate.level),
        observed=persons(estimate.observed),
    )


def settings_in_words(settings: Mapping[str, Any]) -> str:
    """`criterion bic, seed 1`; what was not set is left out."""
    values: dict[str, Any] = plain(settings)
    return ", ".join(
        f"{name} {_setting(value)}" for name, value in values.items() if value is not None
    )


def _setting(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return f"[{', '.join(map(_setting, value))}]"
    return printable(str(value))
