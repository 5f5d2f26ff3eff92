"""The room's call: purchases, declared populations and norms in, a ranked alarm out.

Every institution's interval and chance come from a model that has not seen its own declared number
(cross-fitting in folds). An address of no institution is an alarm where several products over
months agree on more people than guards' barracks hold, the more the fewer staples it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from habeas.places.procurement.alarm import combined, false_alarm_shares
from habeas.places.procurement.calibration import calibration
from habeas.places.procurement.contract import Institution, Norm, Purchase
from habeas.places.procurement.delivered import Delivered, Kitchen, delivered
from habeas.places.procurement.finding import KitchenFinding, ProcurementFinding
from habeas.places.procurement.headcount import Posterior, fit
from habeas.places.procurement.rations import GRAIN, Rations, rations
from habeas.places.procurement.steps import Step, chances, clearest_step

Numbers = NDArray[np.float64]

FEWEST_CALIBRATING = 12
_FOLDS = 6
# Products agree where they differ by no more than half from their middle.
_AGREE = np.log(1.5)
_FEWEST_AGREEING = 2
_FEWEST_MONTHS = 3
# Guards live in barracks where nobody is held, some sixty together, and courses and hospitals buy
# a part of what a kitchen needs. Who takes the whole ration for more people than that is an alarm;
# for every staple that is missing there must be so many times more of them.
_GUARDS = 65.0
_MORE_FOR_EACH_MISSING = 1.8
_STAPLE_SHARE = 0.5
_HARDLY = np.log(0.2)


def find_anomalies(
    purchases: Sequence[Purchase],
    institutions: Sequence[Institution],
    norms: Iterable[Norm],
    *,
    level: float = 0.95,
    rate: float = 0.10,
    seed: int = 1,
) -> ProcurementFinding:
    """Who buys food for more people than are declared, ranked, with a headcount interval for each.

    `level` is that of the intervals, `rate` the share of false alarms borne. With fewer than 12
    institutions that declare a population no interval is given, and the reason instead.
    Deterministic by seed. Raises ValueError for a level or rate that is no share.
    """
    if not 0 < level < 1 or not 0 < rate < 1:
        raise ValueError("level and rate are shares between 0 and 1")
    found = delivered(purchases, institutions)
    notes = list(found.notes)
    if not found.orders:
        notes.append("nothing was bought that can be counted")
        return ProcurementFinding((), None, None, 0, rate, level, tuple(notes))
    fed = rations(found, norms)
    notes += _on_norms(fed)
    number = len(institutions)
    declared = np.array([one.declared or np.nan for one in institutions], dtype=np.float64)
    log_declared = np.log(declared)
    calibrating = np.isfinite(log_declared) & np.isfinite(fed.levels[:number]).any(axis=1)
    steps = [clearest_step(meals, len(found.days)) for meals in fed.meals]
    if calibrating.sum() < FEWEST_CALIBRATING:
        notes.append(
            f"only {int(calibrating.sum())} institutions declare a population and buy food; "
            f"{FEWEST_CALIBRATING} are needed to say how far purchases can be trusted"
        )
        plain = [_refused(found, fed, kitchen) for kitchen in range(number)]
        return ProcurementFinding(
            tuple(plain), None, None, int(calibrating.sum()), rate, level, tuple(notes)
        )
    fitted = _Fitted(fed.levels[:number], log_declared, calibrating, level, seed)
    if fitted.calibration.strained:
        notes.append(
            "habits differ between institutions more than the model expects: intervals were "
            "widened, and fewer alarms are given"
        )
    chance = np.where(np.isfinite(log_declared), fitted.chance, np.nan)
    chance = np.where(np.isfinite(fitted.low), chance, np.nan)
    both = combined(chance, chances(steps[:number]))
    share = false_alarm_shares(np.where(np.isfinite(chance), both, np.nan))
    rows = [
        _institution(found, fed, steps, kitchen, fitted, both, share, rate)
        for kitchen in range(number)
    ]
    rows += [
        _address(found, fed, kitchen, fitted.whole, level)
        for kitchen in range(number, len(found.kitchens))
        if not found.kitchens[kitchen].warehouse
    ]
    rows.sort(key=_alarms_first)
    return ProcurementFinding(
        tuple(rows),
        float(fitted.whole.spread.mean()),
        float(np.median(fitted.whole.tail)),
        int(calibrating.sum()),
        rate,
        level,
        tuple(notes),
    )


def _on_norms(fed: Rations) -> list[str]:
    notes = []
    if fed.learned:
        words = "no norm was given; what a person eats is learned from declared populations"
        notes.append(f"{', '.join(fed.learned)}: {words}")
    if fed.dropped:
        words = "no norm, and too few declared populations to learn one: left out"
        notes.append(f"{', '.join(fed.dropped)}: {words}")
    return notes


class _Fitted:
    """Intervals and chances of institutions, each from a fit without its own declared number."""

    def __init__(
        self,
        levels: Numbers,
        log_declared: Numbers,
        calibrating: NDArray[np.bool_],
        level: float,
        seed: int,
    ) -> None:
        rng = np.random.default_rng(seed)
        number = len(levels)
        self.low, self.middle, self.high = (np.full(number, np.nan) for _ in range(3))
        self.chance = np.full(number, np.nan)
        fold = rng.permutation(number) % _FOLDS
        some = np.isfinite(levels).any(axis=1)
        known = np.where(calibrating, log_declared, np.nan)
        seen = [np.where(fold == out, np.nan, known) for out in range(_FOLDS)]
        *left_out, self.whole = fit(levels, [*seen, known], seed=seed)
        for out, posterior in enumerate(left_out):
            with np.errstate(invalid="ignore"):
                raw = posterior.chance_of_no_more(log_declared)
            self.chance = np.where((fold == out) & some, raw, self.chance)
        self.calibration = calibration(self.chance)
        low, high = self.calibration.ends(level)
        for out, posterior in enumerate(left_out):
            people = posterior.log_people(rng)
            for one in np.flatnonzero((fold == out) & some):
                ends = np.quantile(people[:, one], [low[one], 0.5, high[one]])
                self.low[one], self.middle[one], self.high[one] = ends
        self.chance = self.calibration.chances(self.chance)


def _institution(
    found: Delivered,
    fed: Rations,
    steps: Sequence[Step | None],
    kitchen: int,
    fitted: _Fitted,
    both: Numbers,
    share: Numbers,
    rate: float,
) -> KitchenFinding:
    if not np.isfinite(fitted.low[kitchen]):
        return _refused(found, fed, kitchen, "no food that can be counted was delivered to it")
    who = found.kitchens[kitchen]
    tested = bool(np.isfinite(share[kitchen]))
    agreeing = _agreeing(fed, kitchen, fitted.middle[kitchen])
    flag = tested and bool(share[kitchen] <= rate) and len(agreeing) >= 2
    step = steps[kitchen]
    told = None
    if step is not None and flag and step.clearness > 4:
        told = (_month_name(found, step.month), float(np.exp(step.size)))
    return KitchenFinding(
        who.id, "institution", who.institution.name if who.institution else "",
        who.institution.declared if who.institution else None,
        float(np.exp(fitted.middle[kitchen])), float(np.exp(fitted.low[kitchen])),
        float(np.exp(fitted.high[kitchen])),
        float(both[kitchen]) if tested else None, float(share[kitchen]) if tested else None, flag,
        _bought(fed, kitchen), agreeing, int(fed.months[kitchen].max()), told,
        _caveats(found, fed, kitchen, agreeing, told is not None),
    )  # fmt: skip


def _address(
    found: Delivered, fed: Rations, kitchen: int, posterior: Posterior, level: float
) -> KitchenFinding:
    """An address of no institution: an alarm where several products agree on many people."""
    who = found.kitchens[kitchen]
    levels = fed.levels[kitchen]
    bought = _bought(fed, kitchen)
    middle = float(np.nanmedian(levels)) if bought else np.nan
    agreeing = _agreeing(fed, kitchen, middle)
    if len(agreeing) < 2:
        return _refused(found, fed, kitchen, "fewer than two products agree")
    noise = float(posterior.product_noise.mean()) ** 2 / len(agreeing)
    spread = float(np.sqrt((posterior.spread**2).mean() + noise))
    half = spread * _two_sided(level)
    months = int(fed.months[kitchen].max())
    missing = len(_staples(fed, len(found.kitchens)) - set(agreeing))
    needed = _GUARDS * _MORE_FOR_EACH_MISSING**missing
    enough = len(agreeing) >= _FEWEST_AGREEING and months >= _FEWEST_MONTHS
    return KitchenFinding(
        who.id, "address", ", ".join(who.buyers), None,
        float(np.exp(middle)), float(np.exp(middle - half)), float(np.exp(middle + half)),
        None, None, enough and bool(np.exp(middle) >= needed),
        bought, agreeing, months, None, _caveats(found, fed, kitchen, agreeing, False),
    )  # fmt: skip


def _staples(fed: Rations, kitchens: int) -> frozenset[str]:
    """The products that most kitchens buy."""
    share = np.isfinite(fed.levels).sum(axis=0) / max(1, kitchens)
    return frozenset(
        name for name, part in zip(fed.products, share, strict=True) if part >= _STAPLE_SHARE
    )


def _two_sided(level: float) -> float:
    from scipy.stats import norm

    return float(norm.ppf((1 + level) / 2))


def _refused(
    found: Delivered, fed: Rations, kitchen: int, why: str = "too few declared populations"
) -> KitchenFinding:
    who = found.kitchens[kitchen]
    kind, name = _kind_and_name(who)
    declared = who.institution.declared if who.institution else None
    return KitchenFinding(
        who.id, kind, name, declared, None, None, None, None, None, False,
        _bought(fed, kitchen), (), int(fed.months[kitchen].max(initial=0)), None,
        tuple(sorted(who.remarks)), why,
    )  # fmt: skip


def _kind_and_name(who: Kitchen) -> tuple[str, str]:
    if who.institution is not None:
        return "institution", who.institution.name
    return "address", ", ".join(who.buyers)


def _bought(fed: Rations, kitchen: int) -> tuple[str, ...]:
    some = np.isfinite(fed.levels[kitchen])
    return tuple(name for name, has in zip(fed.products, some, strict=True) if has)


def _agreeing(fed: Rations, kitchen: int, middle: float) -> tuple[str, ...]:
    near = np.abs(fed.levels[kitchen] - middle) <= _AGREE
    return tuple(name for name, agrees in zip(fed.products, near, strict=True) if agrees)


def _caveats(
    found: Delivered, fed: Rations, kitchen: int, agreeing: tuple[str, ...], step: bool
) -> tuple[str, ...]:
    keys = set(found.kitchens[kitchen].remarks)
    bought = _bought(fed, kitchen)
    if GRAIN in fed.products:
        place = fed.products.index(GRAIN)
        grain = fed.levels[kitchen, place]
        others = np.nanmedian(fed.levels[kitchen])
        if not np.isfinite(grain) or grain - others < _HARDLY:
            keys.add("no_grain")
    if set(bought) - set(agreeing) - {GRAIN}:
        keys.add("disagree")
    if len(bought) < 2:
        keys.add("few_products")
    if fed.months[kitchen].max(initial=0) < len(found.days):
        keys.add("gaps")
    if step:
        keys.add("step")
    return tuple(sorted(keys))


def _month_name(found: Delivered, month: int) -> str:
    year, number = divmod(found.start.year * 12 + found.start.month - 1 + month, 12)
    return f"{year}-{number + 1:02d}"


def _alarms_first(one: KitchenFinding) -> tuple[bool, float, float, str]:
    """Alarms by falling surety; addresses, which have no q, by falling size after institutions."""
    return (
        not one.flag,
        one.q if one.q is not None else 2.0,
        -(one.estimate or 0.0),
        one.id,
    )
