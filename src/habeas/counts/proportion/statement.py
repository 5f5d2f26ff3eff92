"""What is known of a share, and the sentences that may be said of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

Range = tuple[float, float]


class ProportionStatus(StrEnum):
    """Whether the share of the whole may be given as one number; only OK carries a point."""

    OK = "ok"
    SELECTED = "selected"
    NO_DENOMINATOR = "no_denominator"
    NOTHING_EXAMINED = "nothing_examined"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a statement: what was examined, the sign looked for, and the whole.

    As in: 80 % of `examined` `sign`; of `whole`, … .
    """

    examined: str = "people examined"
    sign: str = "had the sign"
    whole: str = "all people concerned"


@dataclass(frozen=True, slots=True)
class SelectionPoint:
    """The share in the whole under one odds ratio of being examined."""

    odds_ratio: float
    low: float
    point: float | None
    high: float


@dataclass(frozen=True)
class ProportionEstimate:
    """A share among those examined, and what it says of the whole; shares run from 0 to 1.

    `examined_share`: the share among those examined: (x, x), or a range where only a rounded
    percentage is known. `low`, `high`: sampling interval, None where the number examined is not
    known; it speaks of the whole only if those examined were chosen at random. `bounds`: the worst
    cases for the whole, whatever the selection. `point`: the share of the whole, None unless
    `status` is OK. `selection`: the share of the whole by odds ratio of being examined;
    limits carry sampling error, the point stands where counts and sizes are single numbers.
    `tipping`: the mildest odds ratio at which it is a half, None where none does it;
    `tipping_sampled`: the same with sampling error allowed for. `settled_by`: the facts that would
    settle what is open. `successes`, `examined`, `population`: (low, high), None where not known.
    `reported`: the percentage as reported, where that is all there is.
    """

    status: ProportionStatus
    examined_share: Range | None
    low: float | None
    point: float | None
    high: float | None
    bounds: Range
    successes: tuple[int, int] | None
    examined: tuple[int, int] | None
    population: Range | None
    level: float
    method: str
    selection: tuple[SelectionPoint, ...] = ()
    tipping: float | None = None
    tipping_sampled: float | None = None
    settled_by: tuple[str, ...] = ()
    reported: str | None = None
    assumptions: tuple[str, ...] = ()
    wording: Wording = Wording()

    @property
    def sentence(self) -> str:
        """What a lay reader may rely on."""
        return " ".join(statements(self))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, with the sentence."""
        return {**asdict(self), "status": str(self.status), "sentence": self.sentence}


def statements(estimate: ProportionEstimate) -> list[str]:
    """The sentences of an estimate, the most certain first."""
    words = estimate.wording
    if estimate.examined_share is None:
        return [f"Nobody among {words.whole} was examined: the share may be anything."]
    said = [_seen(estimate)]
    if estimate.status is ProportionStatus.OK:
        said.append(_whole(estimate))
        return said
    said.append(_limits(estimate))
    if estimate.low is not None and estimate.high is not None:
        said.append(
            f"Only if {words.examined} were chosen at random from {words.whole} would the share "
            f"among {words.whole} lie between {_percent(estimate.low)} and "
            f"{_percent(estimate.high)} ({estimate.level:.0%} interval)."
        )
    said.append(_tipping(estimate))
    if estimate.settled_by:
        said.append("What would settle it: " + "; ".join(estimate.settled_by) + ".")
    return said


def _seen(estimate: ProportionEstimate) -> str:
    words = estimate.wording
    shares = _range(estimate.examined_share or (0.0, 1.0))
    rounded = estimate.reported is not None and shares != f"{estimate.reported}%"
    if estimate.examined is None or estimate.successes is None:
        before = f" ({shares} before rounding)" if rounded else ""
        return (
            f"The report says that {estimate.reported}%{before} of {words.examined} {words.sign}; "
            "it does not say how many were examined, so no sampling error can be given."
        )
    counts, examined = (_count_range(each) for each in (estimate.successes, estimate.examined))
    share = f"reported as {estimate.reported}%: {shares}" if rounded else shares
    return f"Of {examined} {words.examined}, {counts} {words.sign} ({share})."


def _whole(estimate: ProportionEstimate) -> str:
    words = estimate.wording
    if not estimate.assumptions:
        return f"This is the share of {words.whole}: all were examined."
    return (
        f"As {words.examined} were chosen at random, the share of {words.whole} lies between "
        f"{_percent(estimate.low or 0)} and {_percent(estimate.high or 1)} "
        f"({estimate.level:.0%} interval)."
    )


def _limits(estimate: ProportionEstimate) -> str:
    words = estimate.wording
    if estimate.population is None or estimate.examined is None:
        least = estimate.successes[0] if estimate.successes else 0
        certain = f"it is certain only that at least {least:,} {words.sign}"
        certain = certain if least else "nothing is certain"
        return (
            f"Of {words.whole} {certain}: as long as it is not known how many there are and "
            f"how {words.examined} were chosen, the share may be anything up to 100%."
        )
    low, high = estimate.bounds
    size = _count_range(estimate.population)
    return (
        f"Of {words.whole} ({size}) at least {_percent(low)} and at most {_percent(high)} "
        f"{words.sign}, however {words.examined} were chosen."
    )


def _tipping(estimate: ProportionEstimate) -> str:
    words = estimate.wording
    low, high = estimate.bounds
    if low > 0.5 or high < 0.5:
        side = "more" if low > 0.5 else "less"
        return f"That is {side} than a half, whatever the selection."
    shares = estimate.examined_share or (0.0, 1.0)
    if shares[0] <= 0.5 <= shares[1]:
        return f"Even among {words.examined} it is open which side of a half the share is on."
    below = shares[0] > 0.5
    turned = (
        f"For {'fewer' if below else 'more'} than a half of {words.whole} to be among those who "
        f"{words.sign},"
    )
    more = "as likely" if below else "as unlikely"
    sampled = ""
    if estimate.tipping_sampled is not None:
        sampled = f"; {_times(estimate.tipping_sampled)} times {more} if chance is allowed for"
    if estimate.tipping is None:
        chance = f"; or these were{sampled[1:]}" if sampled else ""
        return f"{turned} the others would have to have had no chance of being examined{chance}."
    ratio = _times(estimate.tipping)
    return (
        f"{turned} these would have to be at least {ratio} times {more} (in odds) as the others to "
        f"be among {words.examined}{sampled}."
    )


def _times(ratio: float) -> str:
    return f"{max(ratio, 1 / ratio):.1f}"


def _percent(share: float) -> str:
    return f"{share:.1%}".replace(".0%", "%")


def _range(shares: Range) -> str:
    low, high = (_percent(share) for share in shares)
    return low if low == high else f"{low} to {high}"


def _count_range(counts: tuple[float, float]) -> str:
    low, high = (f"{count:,.0f}" for count in counts)
    return low if low == high else f"{low} to {high}"
