"""What a journey says about distance: hours, km told, and days between, as learned from the data.

Every piece of evidence becomes a row of log-likelihoods over the rings of distance. Hours follow a
mixture of ways to travel: log hours ~ Normal(log(handling + km / speed), spread), plus a share of
times that are wrong; speeds, spread and share are learned by EM on the journeys between known
facilities, held by a weak prior where these are few. The days between leaving and arriving have no
such law: their distribution at each distance is smoothed from the same journeys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.chains.ground import RING_KM, RINGS
from habeas.places.chains.network import Journey

Numbers = NDArray[np.float64]

# Road, train with stops, and flight; km an hour, door to door.
_FIRST_SPEEDS = np.array([30.0, 55.0, 300.0])
_FIRST_SHARES = np.array([0.47, 0.47, 0.06])
_PRIOR_WEIGHT = 6.0
_PRIOR_SPREAD = 0.45
_LEAST_SPREAD = 0.2
_HANDLING_HOURS = (0.0, 0.5, 1.0, 2.0, 4.0)
_WRONG_SHARE = 0.08
_WRONG_PRIOR = 20.0
_WRONG_SPREAD = 1.6
# Distances told are rounded and half guessed; a road is longer than the straight line.
_TOLD_SPREAD = 0.35
_ROUNDABOUT = 1.2
_GAP_EDGES = np.array([0.5, 1, 2, 3, 4, 6, 8, 12, 18, 25, 49, 73, 121, 241, 481, 2_000.0])
_GAP_WIDTH = 0.45  # of the kernel over log distance
_GAP_PRIOR = 4.0
_FEWEST_GAPS = 30
_FEWEST_OF_A_MODE = 25


@dataclass(frozen=True, slots=True)
class HoursLaw:
    """Hours on the way given distance: a mixture over ways of travel, shape (ways,)."""

    speed: Numbers
    share: Numbers
    spread: float
    handling: float
    wrong: float
    usual_log_hours: float
    learned_from: int

    def log_likelihood(self, hours: float) -> Numbers:
        """Log density of these hours at each ring, shape (RINGS,)."""
        return np.asarray(np.log(self._densities(np.array([hours]), RING_KM[None, :]).sum(-1))[0])

    def _densities(self, hours: Numbers, km: Numbers) -> Numbers:
        """Densities by way of travel, the wrong ones last: shape (hours, km, ways + 1)."""
        expected = np.log(self.handling + np.maximum(km, 1.0)[..., None] / self.speed)
        told = np.log(hours)[:, None]
        right = _normal(told[..., None] - expected, self.spread) * self.share * (1 - self.wrong)
        wrong = _normal(told - self.usual_log_hours, _WRONG_SPREAD) * self.wrong
        return np.concatenate([right, np.broadcast_to(wrong, right.shape[:-1])[..., None]], -1)


@dataclass(frozen=True, slots=True)
class TravelLaw:
    """All that journeys between known facilities teach about hours, days and distance.

    `modes` holds a law of its own for each way of travel that was named often enough. `gaps` has
    shape (gap bins, RINGS): log P(gap | distance), or None where too few gaps are known.
    """

    hours: HoursLaw
    modes: dict[str, HoursLaw]
    gaps: Numbers | None

    def evidence(self, journey: Journey) -> Numbers | None:
        """Log-likelihood at each ring of what was told of a journey; None if nothing was."""
        told: list[Numbers] = []
        leg = journey.leg
        if leg.hours is not None and leg.hours > 0:
            told.append(self.modes.get(leg.mode.casefold(), self.hours).log_likelihood(leg.hours))
        elif journey.gap is not None and self.gaps is not None:
            told.append(self.gaps[_gap_bin(journey.gap)])
        if leg.km is not None and leg.km > 0:
            away = np.log(leg.km) - np.log(_ROUNDABOUT * RING_KM)
            told.append(
                np.log(0.95 * _normal(away, _TOLD_SPREAD) + 0.05 * _normal(away, _WRONG_SPREAD))
            )
        return np.sum(told, axis=0) if told else None


def learn_travel(journeys: Sequence[Journey], km: Numbers) -> TravelLaw:
    """The law of travel from journeys between known facilities; `km` has their distances, (n,)."""
    timed = [
        (journey.leg.hours, float(away), journey.leg.mode.casefold())
        for journey, away in zip(journeys, km, strict=True)
        if journey.leg.hours is not None and journey.leg.hours > 0
    ]
    hours = np.array([item[0] for item in timed], dtype=np.float64)
    away = np.array([item[1] for item in timed])
    law = _learn_hours(hours, away, _first_law())
    modes = {}
    for mode in sorted({item[2] for item in timed if item[2]}):
        of_mode = np.array([item[2] == mode for item in timed])
        if of_mode.sum() >= _FEWEST_OF_A_MODE:
            modes[mode] = _learn_hours(hours[of_mode], away[of_mode], law)
    return TravelLaw(law, modes, _learn_gaps(journeys, km))


def _first_law() -> HoursLaw:
    return HoursLaw(_FIRST_SPEEDS, _FIRST_SHARES, _PRIOR_SPREAD, 1.0, _WRONG_SHARE, np.log(8.0), 0)


def _learn_hours(hours: Numbers, km: Numbers, first: HoursLaw) -> HoursLaw:
    if not len(hours):
        return first
    tried = [_fitted(hours, km, first, handling) for handling in _HANDLING_HOURS]
    return max(tried, key=lambda item: item[1])[0]


def _fitted(
    hours: Numbers, km: Numbers, first: HoursLaw, handling: float
) -> tuple[HoursLaw, float]:
    """EM over the ways of travel at a fixed time for handling; the law and its log-likelihood."""
    usual = float(np.median(np.log(hours)))
    law = HoursLaw(first.speed, first.share, first.spread, handling, first.wrong, usual, len(hours))
    told = 0.0
    for _ in range(40):
        densities = law._densities(hours, km[:, None])[:, 0, :]
        total = densities.sum(-1, keepdims=True)
        told = float(np.log(total).sum())
        of_way = densities / total
        right, wrong = of_way[:, :-1], float(of_way[:, -1].sum())
        # The speed that makes handling + km / speed agree with the hours, on the log scale.
        driven = np.maximum(hours - handling, 0.25 * hours)
        log_speed = np.log(np.maximum(km, 1.0) / driven)
        prior = _PRIOR_WEIGHT * first.share
        weight = right.sum(0) + prior
        speed = np.exp(((right * log_speed[:, None]).sum(0) + prior * np.log(first.speed)) / weight)
        residual = np.log(hours)[:, None] - np.log(handling + km[:, None] / speed)
        spread = np.sqrt(
            ((right * residual**2).sum() + _PRIOR_WEIGHT * _PRIOR_SPREAD**2)
            / (right.sum() + _PRIOR_WEIGHT)
        )
        law = HoursLaw(
            speed,
            weight / weight.sum(),
            max(float(spread), _LEAST_SPREAD),
            handling,
            (wrong + _WRONG_PRIOR * _WRONG_SHARE) / (len(hours) + _WRONG_PRIOR),
            usual,
            len(hours),
        )
    return law, told


def _learn_gaps(journeys: Sequence[Journey], km: Numbers) -> Numbers | None:
    known = [
        (_gap_bin(journey.gap), float(away))
        for journey, away in zip(journeys, km, strict=True)
        if journey.gap is not None
    ]
    if len(known) < _FEWEST_GAPS:
        return None
    bins = np.array([item[0] for item in known])
    away = np.log(np.maximum([item[1] for item in known], 2.0))
    usual = np.bincount(bins, minlength=len(_GAP_EDGES) + 1) + 0.5
    usual = usual / usual.sum()
    kernel = np.exp(-0.5 * ((np.log(RING_KM)[:, None] - away) / _GAP_WIDTH) ** 2)
    table = np.zeros((len(usual), RINGS))
    for number in range(len(usual)):
        table[number] = kernel[:, bins == number].sum(1)
    table += _GAP_PRIOR * usual[:, None]
    return np.asarray(np.log(table / table.sum(0)))


def _gap_bin(hours: float) -> int:
    return int(np.searchsorted(_GAP_EDGES, hours, side="right"))


def _normal(away: Numbers, spread: float) -> Numbers:
    return np.asarray(np.exp(-0.5 * (away / spread) ** 2) / (spread * np.sqrt(2 * np.pi)))
