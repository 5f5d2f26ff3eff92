"""The parameters of the weighing of descriptions, estimated from rows whose coordinates are known.

Conditional logit: the option (or the lack of one) within 25 km of the truth is the outcome; a ridge
towards the product's own weights keeps what the rows do not tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from habeas.language import Gazetteer
from habeas.places.addresses.ground import Ground, ground_of
from habeas.places.addresses.options import options_of
from habeas.places.addresses.reading import Reading
from habeas.places.addresses.spread import SCATTER, Scatter, about_town
from habeas.places.addresses.telling import read_any
from habeas.places.addresses.weighing import WEIGHTS, Option, Weights
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]

NEAR_KM = 25.0
_RIDGE = 0.5
_NAMES = tuple(one.name for one in fields(Weights))


@dataclass(frozen=True, slots=True)
class Known:
    """One row with its truth: what was read, the options, and how far each is from the truth."""

    row: Mapping[str, str]
    reading: Reading
    options: tuple[Option, ...]
    evidence: Numbers
    away: Numbers

    @property
    def truth(self) -> tuple[float, float]:
        """Latitude and longitude of the row, decimal degrees."""
        return float(self.row["lat"]), float(self.row["lon"])


def known_rows(rows: Sequence[Mapping[str, str]], gazetteer: Gazetteer) -> list[Known]:
    """Read every row as the product does."""
    ground = ground_of(gazetteer)
    return [_known(row, ground) for row in rows]


def _known(row: Mapping[str, str], ground: Ground) -> Known:
    reading = read_any(row["description"], language=row["lang"], is_territory=ground.is_territory)
    step, steps = int(row["step"]), int(row["steps"])
    options = tuple(options_of(reading, ground, step=step, steps=steps))
    away = distance_km(
        float(row["lat"]),
        float(row["lon"]),
        np.array([option.latitude for option in options]),
        np.array([option.longitude for option in options]),
    )
    evidence = np.array([option.evidence for option in options]).reshape(
        len(options), len(_NAMES) - 1
    )
    return Known(row, reading, options, evidence, away)


def fitted(rows: Sequence[Known], start: Weights = WEIGHTS) -> Weights:
    """The weights under which the rows are likeliest."""
    told = np.array([getattr(start, name) for name in _NAMES])
    usable = [row for row in rows if row.options]
    found = minimize(_loss, told, args=(usable, told), jac=True, method="L-BFGS-B")
    return replace(start, **dict(zip(_NAMES, found.x.tolist(), strict=True)))


def fitted_scatter(rows: Sequence[Known], gazetteer: Gazetteer) -> Scatter:
    """The scatter about a name, made so much wider or closer that 90 % of what is near fit."""
    ground = ground_of(gazetteer)
    ratios = []
    for row in rows:
        named = [at for at, option in enumerate(row.options) if option.rank == "name"]
        nearest = min(named, key=lambda at: float(row.away[at]), default=None)
        if nearest is not None and row.away[nearest] <= NEAR_KM:
            median, _ = about_town(row.options[nearest], ground, SCATTER)
            ratios.append(row.away[nearest] / median)
    wider = float(np.quantile(ratios, 0.9)) / float(np.exp(1.2816 * SCATTER.name[1]))
    return replace(
        SCATTER,
        name=(wider * SCATTER.name[0], SCATTER.name[1]),
        of_radius=wider * SCATTER.of_radius,
    )


def _loss(values: Numbers, rows: Sequence[Known], told: Numbers) -> tuple[float, Numbers]:
    total = _RIDGE * float(((values - told) ** 2).sum())
    slope = 2 * _RIDGE * (values - told)
    for row in rows:
        logs = np.append(row.evidence @ values[:-1], values[-1])
        near = row.away <= NEAR_KM
        right = np.append(near, not near.any())
        shares = np.exp(logs - logs.max())
        shares /= shares.sum()
        chance = float(shares[right].sum())
        total -= np.log(max(chance, 1e-300))
        pull = np.where(right, shares / max(chance, 1e-300), 0.0) - shares
        slope[:-1] -= pull[:-1] @ row.evidence
        slope[-1] -= pull[-1]
    return total, slope
