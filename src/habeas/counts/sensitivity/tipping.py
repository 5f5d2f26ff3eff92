"""Tipping points in words: what would have to be true for the total to be another one."""

from __future__ import annotations

import math
from itertools import combinations

from habeas.counts.estimate import Estimate, Status
from habeas.counts.sensitivity.curve import Curve, CurvePoint
from habeas.counts.sensitivity.hidden import (
    FAINT,
    least_relative_capture,
    share_that_multiplies,
    total_with_hidden,
)
from habeas.counts.sensitivity.odds_ratio import (
    LOWEST,
    implied_ratio,
    least_possible_ratio,
    pair_curve,
    ratio_error,
)
from habeas.counts.table import OverlapTable

_EXAMPLE_SHARE = 0.18
_TOLD_CHANGES = 3
_HARDLY = 0.1


def dependence_sentences(table: OverlapTable, curve: Curve) -> list[str]:
    """What the odds ratio of the highest order does, and which one doubles the total."""
    first, last = curve.points[0], curve.points[-1]
    if first.low is None:
        return [f"These lists give no total at any odds ratio ({_why(first)})."]
    usual = next((point for point in curve.points if point.x == curve.reference), first)
    subject = (
        "How far the two lists depend on each other cannot be seen in any data: "
        if table.list_count == 2
        else "The dependence of all lists at once cannot be seen in any data. With all other "
        "dependences as the lists show them, "
    )
    said = [
        f"{subject}an odds ratio of {_ratio(float(usual.x))} gives a total of {_total(usual)}; "
        f"{_ratio(float(first.x))} gives {_total(first)}; "
        f"{_ratio(float(last.x))} gives {_total(last)}."
    ]
    middle = usual.point if usual.x == 1 else None
    if middle is not None and middle > table.observed:
        unseen = middle - table.observed
        factor = (table.observed + 2 * unseen) / unseen
        rising = (last.point or 0) > (first.point or 0)
        doubling = factor if rising else 1 / factor
        said.append(
            f"An odds ratio of {_ratio(doubling)} instead of 1 would double the total from "
            f"{middle:,.0f} to {2 * middle:,.0f}."
        )
    return said


def pair_sentences(table: OverlapTable, base: Estimate) -> list[str]:
    """The pair whose dependence the total rests on most clearly, and what other lists rule out."""
    pairs = list(combinations(range(table.list_count), 2))
    said = []
    if base.point is not None:
        ratios = [(implied_ratio(table, *pair, base.point), pair) for pair in pairs]
        known = [(ratio, pair) for ratio, pair in ratios if ratio is not None]
        if known and table.list_count > 2:
            ratio, pair = max(
                known, key=lambda each: abs(math.log(each[0])) / ratio_error(table, *each[1])
            )
            alone = pair_curve(table, *pair, (1.0,), level=base.level).points[0]
            said.append(
                f"A total of {base.point:,.0f} means that {_names(table, pair)} depend on each "
                f"other by an odds ratio of {_ratio(ratio)} among all people; "
                f"{_independent(alone)}."
            )
    bounds = [(least_possible_ratio(table, *pair, level=base.level), pair) for pair in pairs]
    tightest, pair = max(bounds, default=(0.0, (0, 0)))
    if tightest > LOWEST:
        said.append(
            f"{_names(table, pair)} depend on each other by an odds ratio of at least "
            f"{_ratio(tightest)} among all people: with less there would be fewer people outside "
            "these two than other lists hold."
        )
    return said


def changed_lists(curve: Curve, each: str, any_one: str) -> list[str]:
    """What dropping or merging does to the total: the largest changes, and what cannot be told.

    `each` is a phrase with a place for the lists, `any_one` the same without naming them.
    """
    base, *changed = curve.points
    said = []
    told = [point for point in changed if point.point is not None]
    if base.point is not None and told:
        usual = base.point
        told.sort(key=lambda point: -abs(math.log((point.point or usual) / usual)))
        said += [
            f"{each.format(point.x)} moves the total from {usual:,.0f} to {_total(point)}."
            for point in told[:_TOLD_CHANGES]
        ]
        outside = [str(point.x) for point in told if _outside(point, base)]
        said.append(
            f"{any_one} moves the total out of its own interval for {', '.join(outside)}."
            if outside
            else f"{any_one} never moves the total out of its own interval."
        )
    silent = [point for point in changed if point.point is None]
    said += [
        f"{each.format(point.x)} leaves lists that give no single total ({_why(point)})."
        for point in silent[:_TOLD_CHANGES]
    ]
    if len(silent) > _TOLD_CHANGES:
        said.append(f"The same holds for {len(silent) - _TOLD_CHANGES} more.")
    return said


def hidden_sentences(base: Estimate) -> list[str]:
    """What a hidden group does to the total; nothing in the lists can show one."""
    faint = share_that_multiplies(2, FAINT)
    said = [
        "Lists cannot show people whom none of them reaches. A hidden group of "
        f"{_EXAMPLE_SHARE:.0%} of all people would raise the total by "
        f"{total_with_hidden(1, _EXAMPLE_SHARE) - 1:.0%}{_from_to(base, _EXAMPLE_SHARE)}; half of "
        "all people would have to be hidden to double it.",
    ]
    if base.point is not None and base.high is not None and base.point < base.high < math.inf:
        said.append(
            f"A hidden group of more than {1 - base.point / base.high:.0%} would put the total "
            f"above the upper limit of its interval ({base.high:,.0f})."
        )
    if faint is not None:
        said.append(
            f"If the group is seen a tenth as often as the others, {faint:.0%} of all people would "
            "have to belong to it to double the total; a group seen more than "
            f"{least_relative_capture(2):.0%} as often as the others could not double it, however "
            "large."
        )
    return said


def decomposable_sentences(delta: Curve, prior: Curve) -> list[str]:
    """How δ and the prior on the total move the decomposable answer."""
    return [
        *_range_sentence(delta, "The decomposable answer", "δ"),
        *_range_sentence(prior, "The decomposable answer", "the prior on the total"),
        *_standing_sentence(delta, "δ"),
    ]


def latent_sentences(classes: Curve, prior: Curve) -> list[str]:
    """How K and the capture prior move the latent class answer."""
    return [
        *_range_sentence(classes, "The latent class answer", "the number of classes"),
        *_range_sentence(prior, "The latent class answer", "what is believed of a list's reach"),
        *_standing_sentence(prior, "the prior"),
    ]


def _range_sentence(curve: Curve, subject: str, what: str) -> list[str]:
    told = [point for point in curve.points if point.point is not None]
    if not told:
        why = _why(curve.points[0])
        return [f"{subject} is no single total under any choice of {what} ({why})."]
    low = min(told, key=lambda point: point.point or 0)
    high = max(told, key=lambda point: point.point or 0)
    if low.point is None or high.point is None:
        return []
    silent = len(curve.points) - len(told)
    tail = f"; {silent} of {len(curve.points)} choices give no single total" if silent else ""
    if high.point <= low.point * (1 + _HARDLY):
        moved = f"from {low.point:,.0f} to {high.point:,.0f}{tail}"
        if silent:
            lowered = subject[0].lower() + subject[1:]
            return [f"Where it stands, {lowered} hardly depends on {what}: {moved}."]
        return [f"{subject} hardly depends on {what}: {moved}."]
    return [
        f"{subject} depends on {what}: {low.point:,.0f} with {_setting(low)}, {high.point:,.0f} "
        f"with {_setting(high)}{tail}."
    ]


def _standing_sentence(curve: Curve, what: str) -> list[str]:
    fallen = [point for point in curve.points if point.status is Status.PRIOR_DRIVEN]
    if not fallen or len(fallen) == len(curve.points):
        return []
    where = ", ".join(_setting(point) for point in fallen)
    return [f"With {what} at {where} the answer is set by the prior and not by the data."]


def _setting(point: CurvePoint) -> str:
    return point.x if isinstance(point.x, str) else f"{point.x:g}"


def _from_to(base: Estimate, share: float) -> str:
    if base.point is None:
        return ""
    return f" (from {base.point:,.0f} to {total_with_hidden(base.point, share):,.0f})"


def _outside(point: CurvePoint, base: CurvePoint) -> bool:
    if point.point is None or base.low is None or base.high is None:
        return False
    return not base.low <= point.point <= base.high


def _independent(alone: CurvePoint) -> str:
    if alone.point is None:
        return "were they independent, there would be fewer people than the lists hold"
    return f"if they were independent, these two lists would put it at {_total(alone)}"


def _names(table: OverlapTable, pair: tuple[int, int]) -> str:
    return " and ".join(table.lists[j] for j in pair)


def _total(point: CurvePoint) -> str:
    """A total with its limits, without the middle where it has none."""
    if point.low is None:
        return "unknown"
    limits = f"{point.low:,.0f} to " + ("infinity" if point.high is None else f"{point.high:,.0f}")
    return limits if point.point is None else f"{point.point:,.0f} ({limits})"


def _ratio(value: float) -> str:
    return f"1/{1 / value:.3g}" if value < 1 else f"{value:.3g}"


def _why(point: CurvePoint) -> str:
    note = point.note.rstrip(".")
    return f"{point.status}: {note}" if note else str(point.status)
