"""What a sensitivity analysis returns: curves, and what they say in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from habeas.counts.estimate import Estimate, Status
from habeas.counts.table import OverlapTable
from habeas.model import HabeasError

Estimator = Callable[[OverlapTable], Estimate]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The total (people, observed ones included) under one value of what is varied.

    As in Estimate, `point` is None unless `status` is OK. `note` says why, or what else to know.
    """

    x: float | str
    low: float | None
    point: float | None
    high: float | None
    status: Status = Status.OK
    note: str = ""

    @classmethod
    def of(cls, x: float | str, estimate: Estimate) -> CurvePoint:
        """The limits, point and standing of an estimate."""
        note = estimate.warnings[0] if estimate.warnings else ""
        return cls(x, estimate.low, estimate.point, estimate.high, estimate.status, note)


@dataclass(frozen=True, slots=True)
class Curve:
    """Totals along one thing that is varied.

    `name`: for a machine; `axis`: what x is, in words; `reference`: the x of the usual analysis.
    """

    name: str
    title: str
    axis: str
    reference: float | str | None
    points: tuple[CurvePoint, ...]
    warnings: tuple[str, ...] = ()

    def at(self, x: float | str) -> CurvePoint:
        """The point with this x. Raises KeyError where there is none."""
        for point in self.points:
            if point.x == x:
                return point
        raise KeyError(x)


@dataclass(frozen=True, slots=True)
class SensitivitySheet:
    """All curves of one table, the estimate they start from, and the sentences they come to."""

    base: Estimate
    curves: tuple[Curve, ...]
    sentences: tuple[str, ...]
    seed: int = 1

    def curve(self, name: str) -> Curve:
        """The curve of this name. Raises KeyError where there is none."""
        for curve in self.curves:
            if curve.name == name:
                return curve
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: base estimate, curves, sentences."""
        base = self.base
        return {
            "method": base.method,
            "lists": list(base.lists),
            "observed": base.observed,
            "digest": base.digest,
            "level": base.level,
            "seed": self.seed,
            "status": str(base.status),
            "low": base.low,
            "point": base.point,
            "high": base.high,
            "curves": [_plain(curve) for curve in self.curves],
            "sentences": list(self.sentences),
        }


def tried(x: float | str, estimate: Callable[[], Estimate]) -> CurvePoint:
    """A point of a curve; where the method refuses its input, the refusal is the note."""
    try:
        return CurvePoint.of(x, estimate())
    except HabeasError as refusal:
        return CurvePoint(x, None, None, None, Status.NOT_IDENTIFIABLE, str(refusal))


def _plain(curve: Curve) -> dict[str, Any]:
    plain = asdict(curve)
    plain["warnings"] = list(curve.warnings)
    plain["points"] = [{**asdict(point), "status": str(point.status)} for point in curve.points]
    return plain
