"""How far two lists coincide, with what is uncertain about it and without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.people.overlap.linking import Links


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of people or a share, and the limits between which it lies."""

    point: float
    low: float
    high: float

    @classmethod
    def of(cls, draws: NDArray[np.float64], level: float) -> Interval:
        """The median of the draws and their central limits."""
        tail = (1 - level) / 2
        low, point, high = np.quantile(draws, (tail, 0.5, 1 - tail)).tolist()
        return cls(point, low, high)

    def whole(self) -> Interval:
        """The point rounded, the limits rounded outwards."""
        return Interval(round(self.point), float(np.floor(self.low)), float(np.ceil(self.high)))


@dataclass(frozen=True, eq=False)
class Overlap:
    """People on both of two encoded lists.

    `sizes`: the encoded rows; `left_out`: rows that gave too little, of which nothing is known.
    `shared`: people on both lists, among the encoded rows. `repeated`: rows of each list that
    repeat somebody of the same list. `links`: the pairs more likely one person than not; `missed`:
    shared people whom no link shows; `false`: links that join two people. All limits at `level`.
    `agreement`: how often a part of one person's two entries fully agrees, where both give it.
    `draws` (draws,): the number of shared people as sampled.
    """

    sizes: tuple[int, int]
    left_out: tuple[int, int]
    level: float
    shared: Interval
    repeated: tuple[Interval, Interval]
    links: Links
    missed: Interval
    false: Interval
    agreement: Mapping[str, float]
    draws: NDArray[np.float64]
    missed_rate: Interval
    false_rate: Interval

    def tables(self, count: int = 100) -> list[dict[str, int]]:
        """Overlap tables of the two lists, one for each of so many draws, evenly taken.

        Keys are "11", "10" and "01"; the two sizes are those without repeated rows. For an
        estimate that averages over linkage: `habeas.counts.linkage.average_linkage`.
        """
        people = [
            size - round(each.point) for size, each in zip(self.sizes, self.repeated, strict=True)
        ]
        places = np.linspace(0, len(self.draws) - 1, count).round().astype(int)
        shared = np.sort(self.draws)[places].round().astype(int).tolist()
        return [{"11": n, "10": people[0] - n, "01": people[1] - n} for n in shared]

    def as_linked(self) -> dict[str, Any]:
        """The table as the links have it, and the rates of its errors as ranges.

        `patterns` (keys "11", "10", "01"), `missed` and `false` mean what
        `habeas.counts.linkage.correct_linkage` means by them: the probability that somebody on
        both lists was not linked, and that a record on one list only was joined to another's. The
        latter is given so that its mechanism makes as many false links as there are here.
        """
        linked = len(self.links)
        return {
            "patterns": {"11": linked, "10": self.sizes[0] - linked, "01": self.sizes[1] - linked},
            "missed": [self.missed_rate.low, self.missed_rate.high],
            "false": [self.false_rate.low, self.false_rate.high],
        }

    def as_dict(self, lists: tuple[str, str] = ("first", "second")) -> dict[str, Any]:
        """Everything but the draws themselves, as plain data."""
        return {
            "lists": list(lists),
            "level": self.level,
            "encoded": list(self.sizes),
            "left_out": list(self.left_out),
            "shared": _plain(self.shared),
            "share_of_each": [self.shared.point / size for size in self.sizes],
            "repeated": [_plain(each) for each in self.repeated],
            "linked": len(self.links),
            "missed": _plain(self.missed),
            "false": _plain(self.false),
            "agreement": {part: round(share, 4) for part, share in self.agreement.items()},
            "pair_probabilities": np.sort(self.links.probability)[::-1].round(4).tolist(),
            "as_linked": self.as_linked(),
            "tables": self.tables(),
        }

    def sentences(self) -> list[str]:
        """The same for a person to read."""
        first, second = (self.shared.point / size for size in self.sizes)
        lines = [
            f"people on both: {_words(self.shared)}, at {self.level:.0%}",
            f"that is {first:.0%} of the first list and {second:.0%} of the second",
            f"{len(self.links):,} pairs are more likely one person than not;"
            f" of these, two people: {_words(self.false)};"
            f" shared people in no such pair: {_words(self.missed)}",
        ]
        for name, repeated in zip(("first", "second"), self.repeated, strict=True):
            if repeated.point:
                lines.append(f"rows of the {name} list that repeat a person: {_words(repeated)}")
        if any(self.left_out):
            lines.append(
                "rows left out may be on the other list too; they are not in these figures"
            )
        return lines


def _words(interval: Interval) -> str:
    return f"{interval.point:,.0f} ({interval.low:,.0f} to {interval.high:,.0f})"


def _plain(interval: Interval) -> dict[str, float]:
    return {"point": interval.point, "low": interval.low, "high": interval.high}
