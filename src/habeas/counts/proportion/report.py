"""From counts, or from a bare percentage, to what may be said of the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from habeas.counts.estimate import Estimate
from habeas.counts.proportion.binomial import Method, binomial_interval
from habeas.counts.proportion.rounding import (
    Limits,
    counts_within,
    fewest_examined,
    rounded_share,
)
from habeas.counts.proportion.selection import selection_curve, tipping, worst_case_bounds
from habeas.counts.proportion.statement import (
    ProportionEstimate,
    ProportionStatus,
    Range,
    Wording,
)
from habeas.model import InputRefused

Count = int | tuple[int, int]
Size = float | tuple[float, float] | Estimate

_MOST_EXAMINED = 1_000_000
_RANDOM = "Those examined were chosen at random from the whole."


@dataclass(frozen=True, slots=True)
class _Counts:
    """All (successes, examined) that a report allows."""

    successes: tuple[int, int]
    examined: tuple[int, int]
    possible: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, possible: list[tuple[int, int, int]]) -> _Counts:
        """From rows of (examined, least successes, most successes)."""
        examined = [row[0] for row in possible]
        return cls(
            (min(row[1] for row in possible), max(row[2] for row in possible)),
            (min(examined), max(examined)),
            tuple(possible),
        )


def proportion(
    successes: Count,
    examined: Count,
    *,
    population: Size | None = None,
    random_sample: bool = False,
    level: float = 0.95,
    method: Method = "wilson",
    wording: Wording | None = None,
) -> ProportionEstimate:
    """A share among those examined, and what it says of the whole they come from.

    `successes` of `examined` people had the sign; either may be a range (low, high). `population`
    is the size of the whole: a number, a range, or an Estimate of it (its limits count, not its
    point). `random_sample` says that those examined were drawn at random from it.

    The share of the whole is a single number only when all of it was examined, or under
    `random_sample`; otherwise the status is "selected": worst-case bounds (see `worst_case_bounds`)
    and the share under each odds ratio of being examined (see `share_under_selection`). The
    sampling interval is that of `binomial_interval`; it takes no credit for a finite whole.
    Raises InputRefused for impossible counts, WrongUsage for an unknown method or level.
    """
    known = _span(examined, "people examined")
    having = _span(successes, "people with the sign")
    if having[0] > known[1] or having[1] > known[1]:
        raise InputRefused(
            f"{having[1]} with the sign among {known[1]} examined",
            remedy="give the number examined that the count belongs to",
        )
    rows = [(n, min(having[0], n), min(having[1], n)) for n in _each(known) if n >= having[0]]
    counts = _Counts.of(rows)
    size = _size(population, counts.examined)
    words = wording or Wording()
    if known[1] == 0:
        return _nothing(size, level, method, words)
    return _estimate(counts, size, random_sample, level, method, words)


def reported_percentage(
    percent: float | str,
    examined: Count | None = None,
    *,
    rounded_to: float | str = 1,
    population: Size | None = None,
    random_sample: bool = False,
    level: float = 0.95,
    method: Method = "wilson",
    wording: Wording | None = None,
) -> ProportionEstimate:
    """What a reported percentage says, with or without the number of people examined.

    `rounded_to` is the rounding's step in percentage points. With `examined` (a number or a range)
    all counts that round to the percentage are taken together. Without it there is no sampling
    interval and the status is "no_denominator"; what remains is the odds ratio of selection that
    would bring the share to a half. Raises InputRefused where no count gives the percentage.
    """
    limits = rounded_share(percent, rounded_to)
    words = wording or Wording()
    if examined is None:
        return _without_denominator(percent, rounded_to, limits, population, level, method, words)
    known = _span(examined, "people examined")
    rows = [
        (n, *found) for n in _each(known) if n and (found := counts_within(limits, n)) is not None
    ]
    if not rows:
        raise InputRefused(
            f"no count of {_spoken(known)} people rounds to {percent}%",
            remedy=f"at least {fewest_examined(percent, rounded_to=rounded_to)} must have been "
            "examined; check what the percentage is of",
        )
    counts = _Counts.of(rows)
    size = _size(population, counts.examined)
    return _estimate(counts, size, random_sample, level, method, words, _plain(percent))


def _estimate(
    counts: _Counts,
    size: Range | None,
    random_sample: bool,
    level: float,
    method: Method,
    words: Wording,
    reported: str | None = None,
) -> ProportionEstimate:
    examined, least, most = np.array(counts.possible, dtype=np.float64).T
    shares = (float((least / examined).min()), float((most / examined).max()))
    bounds = _bounds(counts, size)
    low = float(binomial_interval(least, examined, level=level, method=method)[0].min())
    high = float(binomial_interval(most, examined, level=level, method=method)[1].max())
    # What those examined rule out for the whole, chance cannot bring back.
    low, high = max(low, bounds[0]), min(high, bounds[1])
    complete = size is not None and size[1] == counts.examined[0] == counts.examined[1]
    usable = complete or random_sample
    return ProportionEstimate(
        status=ProportionStatus.OK if usable else ProportionStatus.SELECTED,
        examined_share=shares,
        low=low,
        point=shares[0] if usable and shares[0] == shares[1] else None,
        high=high,
        bounds=bounds,
        successes=counts.successes,
        examined=counts.examined,
        population=size,
        level=level,
        method=method,
        selection=() if usable else selection_curve(counts.examined, size, low, high, shares),
        tipping=None if usable else tipping(shares, counts.examined, size),
        tipping_sampled=None if usable else tipping((low, high), counts.examined, size),
        settled_by=() if usable else _open(size, words),
        reported=reported,
        assumptions=(_RANDOM,) if random_sample and not complete else (),
        wording=words,
    )


def _bounds(counts: _Counts, size: Range | None) -> tuple[float, float]:
    """The worst cases over all counts and sizes that are possible."""
    if size is None:
        return 0.0, 1.0
    each = [
        worst_case_bounds(k, n, max(whole, n))
        for n, *pair in counts.possible
        for k in pair
        for whole in size
    ]
    return min(low for low, _ in each), max(high for _, high in each)


def _without_denominator(
    percent: float | str,
    rounded_to: float | str,
    limits: Limits,
    population: Size | None,
    level: float,
    method: Method,
    words: Wording,
) -> ProportionEstimate:
    size = _size(population, (0, 0))
    shares = (float(limits[0]), float(limits[1]))
    fewest = fewest_examined(percent, rounded_to=rounded_to)
    return ProportionEstimate(
        status=ProportionStatus.NO_DENOMINATOR,
        examined_share=shares,
        low=None,
        point=None,
        high=None,
        bounds=(0.0, 1.0),
        successes=None,
        examined=None,
        population=size,
        level=level,
        method=method,
        selection=selection_curve(None, None, *shares, shares),
        tipping=tipping(shares, None, None),
        settled_by=(
            f"how many {words.examined} there were and how many of them {words.sign} (the "
            f"percentage alone fits any number from {fewest} up)",
            *_open(size, words),
        ),
        reported=_plain(percent),
        wording=words,
    )


def _nothing(
    size: Range | None, level: float, method: Method, words: Wording
) -> ProportionEstimate:
    return ProportionEstimate(
        status=ProportionStatus.NOTHING_EXAMINED,
        examined_share=None,
        low=None,
        point=None,
        high=None,
        bounds=(0.0, 1.0),
        successes=(0, 0),
        examined=(0, 0),
        population=size,
        level=level,
        method=method,
        settled_by=(f"an examination of any of {words.whole}",),
        wording=words,
    )


def _open(size: Range | None, words: Wording) -> tuple[str, ...]:
    facts = [] if size is not None and size[0] == size[1] else [f"the number of {words.whole}"]
    return (*facts, f"how {words.examined} were chosen from {words.whole}")


def _span(value: Count, what: str) -> tuple[int, int]:
    low, high = value if isinstance(value, tuple) else (value, value)
    if low != int(low) or high != int(high):
        raise InputRefused(f"a fraction among the {what}", remedy="give whole numbers")
    if not 0 <= low <= high:
        raise InputRefused(
            f"from {low} to {high} {what}", remedy="give 0 or more, the lower number first"
        )
    if high > _MOST_EXAMINED:
        raise InputRefused(
            f"{high} {what} are more than {_MOST_EXAMINED}",
            remedy="give a share of a smaller whole",
        )
    return int(low), int(high)


def _each(span: tuple[int, int]) -> range:
    return range(span[0], span[1] + 1)


def _size(population: Size | None, examined: tuple[int, int]) -> Range | None:
    if population is None:
        return None
    if isinstance(population, Estimate):
        if population.low is None or population.high is None:
            return None
        limits = (population.low, population.high)
    else:
        limits = population if isinstance(population, tuple) else (population, population)
    if not 0 <= limits[0] <= limits[1]:
        raise InputRefused(
            f"a whole of {limits[0]:g} to {limits[1]:g} people",
            remedy="give 0 or more, the lower number first",
        )
    if limits[1] < examined[0]:
        raise InputRefused(
            f"{examined[0]} examined of a whole of {limits[1]:g}",
            remedy="the whole includes those examined: give its size",
        )
    # Those examined are part of the whole, so it cannot be smaller than they are.
    return max(limits[0], float(examined[0])), limits[1]


def _plain(percent: float | str) -> str:
    return str(percent).strip().rstrip("%").strip()


def _spoken(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]} to {span[1]}"
