"""The options for a description, the evidence for each, and what it weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from habeas.places.addresses.ground import Meeting

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of the weighing, in nats, few so that they carry over to other lands.

    `score` multiplies the log of the gazetteer's score; `outside_region` and `outside_district`
    multiply what `_outside` gives; the others are added where the evidence of their name is there.
    `unknown` is the log weight of none of the options.
    """

    score: float = 1.1
    outside_region: float = -1.4
    outside_district: float = -1.2
    agreement: float = 2.2
    contradicted: float = -3.5
    other_step: float = -5.5
    part_of_name: float = -2.0
    untold: float = -1.5
    district: float = -4.7
    region: float = -6.7
    unknown: float = -4.6


# Conditional logit on descriptions with known coordinates (benchmarks/places/descriptions_fit.py),
# rounded; estimated without whole regions they give the same answers within half a per cent.
WEIGHTS = Weights()
_FEATURES = tuple(one.name for one in fields(Weights) if one.name != "unknown")


@dataclass(frozen=True, slots=True)
class Option:
    """One place that may be meant: where, how it was met (`rank`), and the evidence for it.

    `rank` is name, city, district or region: whether a name of the seat itself led here or only
    what it lies in. `seat` is the number of the seat in the reading, -1 for none. `evidence` holds
    a number for each field of Weights but `unknown`, in their order. `covers` holds the codes of
    what a region or country covers, `ends` latitude and longitude of the two it lies between.
    """

    name: str
    latitude: float
    longitude: float
    country: str
    code: str
    kind: str
    rank: str
    seat: int
    evidence: tuple[float, ...]
    covers: tuple[str, ...] = ()
    ends: tuple[float, ...] = ()


def probabilities(options: Sequence[Option], weights: Weights = WEIGHTS) -> tuple[Numbers, float]:
    """The probability of each option, and of none of them; together they sum to 1."""
    values = np.array([getattr(weights, name) for name in _FEATURES])
    logs = np.array([option.evidence for option in options]) @ values
    exponentials = np.exp(np.append(logs, weights.unknown) - max(logs.max(), weights.unknown))
    shares = exponentials / exponentials.sum()
    return shares[:-1], float(shares[-1])


def evidence_of(**known: float) -> tuple[float, ...]:
    """The evidence in the order of the fields of Weights, 0 where nothing is known."""
    return tuple(known.get(name, 0.0) for name in _FEATURES)


def option_of(
    one: Meeting,
    number: int,
    evidence: tuple[float, ...],
    rank: str = "name",
    covers: tuple[str, ...] = (),
    ends: tuple[float, ...] = (),
) -> Option:
    """The place as an option of the seat of this number."""
    point = (one.latitude, one.longitude)
    return Option(
        one.name, *point, one.country, one.code, one.kind, rank, number, evidence, covers, ends
    )
