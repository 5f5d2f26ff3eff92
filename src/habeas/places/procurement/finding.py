"""What purchases say of an institution or an address: an interval, and a rank among the alarms."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = (
    "id", "kind", "name", "declared", "estimate", "low", "high", "ratio", "p", "q", "flag",
    "products", "months", "step_month", "step_ratio", "fooled_by", "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KitchenFinding:
    """One institution, or one delivery address that belongs to none (`kind` "address").

    `estimate` with `low` and `high` is the mean number of people fed over the period, the interval
    made without the institution's own declared number; None where `refused` says why. `p`: the
    chance of purchases as high as these where no more people eat than are declared; `q`: the share
    of false alarms if the list is cut here (Benjamini–Hochberg); both None where nothing is
    declared. `agreeing` of `products` bought agree on the number. `step` is the month (ISO,
    "2024-02") from which several products rise together, and by how many times. `fooled_by` are
    keys of `procurement_caveats.tsv`.
    """

    id: str
    kind: str
    name: str
    declared: float | None
    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    flag: bool
    products: tuple[str, ...]
    agreeing: tuple[str, ...]
    months: int
    step: tuple[str, float] | None
    fooled_by: tuple[str, ...]
    refused: str = ""

    @property
    def ratio(self) -> float | None:
        """The estimate as a multiple of the declared number."""
        if not self.declared or self.estimate is None:
            return None
        return self.estimate / self.declared


@dataclass(frozen=True, slots=True)
class ProcurementFinding:
    """All institutions and unlisted addresses, the alarms first.

    `spread` is the standard deviation of the institutions' own effects on the log scale, `tail` the
    degrees of freedom of its Student tails; `calibrating` how many institutions it was learned
    from. `rate` is the share of false alarms borne, `level` that of the intervals.
    """

    kitchens: tuple[KitchenFinding, ...]
    spread: float | None
    tail: float | None
    calibrating: int
    rate: float
    level: float
    notes: tuple[str, ...]

    @property
    def alarms(self) -> tuple[KitchenFinding, ...]:
        """Who is flagged."""
        return tuple(one for one in self.kitchens if one.flag)
