"""How many people an order feeds: kilograms by norm and day, month by month, product by product.

Flour and bread are one product, grain: who has a bakery buys the one, who has none the other. Where
no norm is given for a product, it is learned from institutions with a declared population.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.procurement.contract import Norm
from habeas.places.procurement.delivered import Delivered, Kitchen, Order
from habeas.places.procurement.norms import norms_on

Numbers = NDArray[np.float64]

GRAIN = "grain"
_GRAIN = ("bread", "flour")
_FEWEST_TO_LEARN = 8
# Below so much of the usual it is flour for the kitchen, not for bread.
_KITCHEN_FLOUR = 0.15


@dataclass(frozen=True, slots=True)
class Meal:
    """One order as people fed: log of persons by the norm, over the months [first, last]."""

    product: int
    first: int
    last: int
    log_people: float


@dataclass(frozen=True, slots=True)
class Rations:
    """`levels` (kitchens, products): log of the mean number of people that a product feeds over the
    months it covers, NaN where it was not bought; `months` how many these are; `meals` the single
    orders of each kitchen, less the season; `learned` the products without a norm of their own.
    """

    products: tuple[str, ...]
    levels: Numbers
    months: Numbers
    meals: tuple[tuple[Meal, ...], ...]
    learned: tuple[str, ...]
    dropped: tuple[str, ...]


def rations(found: Delivered, norms: Iterable[Norm]) -> Rations:
    """What the orders feed, by the norms of the middle of the period."""
    grams = norms_on(norms, found.start)
    learned: set[str] = set()
    dropped: set[str] = set()
    products = sorted({order.product for order in found.orders})
    usual = {}
    for product in products:
        usual[product] = _norm_of(product, found, grams, learned, dropped)
    columns = _columns([product for product in products if product not in dropped])
    kept = sorted(set(columns.values()))
    number = {name: place for place, name in enumerate(kept)}
    size = (len(found.kitchens), len(kept), len(found.days))
    people = np.zeros(size)
    covered = np.zeros(size, dtype=bool)
    for order in found.orders:
        norm = _norm(usual, order, found.kitchens[order.kitchen])
        if norm is None:
            continue
        months = slice(order.first, order.last + 1)
        column = number[columns[order.product]]
        people[order.kitchen, column, months] += order.kg / norm / found.days[months].sum()
        covered[order.kitchen, column, months] = True
    season = _season(people, covered, found.calendar)
    adjusted = np.where(covered, people / season[None], np.nan)
    counts = covered.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        totals = np.where(covered, adjusted, 0.0).sum(axis=2)
        levels = np.where(counts > 0, np.log(totals / np.maximum(counts, 1)), np.nan)
    meals = _meals(found, number, columns, adjusted)
    return Rations(
        tuple(kept), levels, counts.astype(np.float64), meals,
        tuple(sorted(learned)), tuple(sorted(dropped)),
    )  # fmt: skip


def _columns(products: Sequence[str]) -> dict[str, str]:
    """The column of each product: flour and bread share one where both are known."""
    together = all(product in products for product in _GRAIN)
    return {product: GRAIN if together and product in _GRAIN else product for product in products}


Norms = Mapping[str, float]


def _norm_of(
    product: str,
    found: Delivered,
    grams: Mapping[tuple[str, str], float],
    learned: set[str],
    dropped: set[str],
) -> Norms:
    """Kilograms a person and day by type of institution; "" for the types that have none."""
    given = {kind: value / 1000 for (kind, name), value in grams.items() if name == product}
    if given:
        given.setdefault("", float(np.median(list(given.values()))))
        return given
    rates = []
    totals: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for order in found.orders:
        if order.product == product:
            days = float(found.days[order.first : order.last + 1].sum())
            totals[order.kitchen].append((order.kg, days))
    for kitchen, orders in totals.items():
        institution = found.kitchens[kitchen].institution
        if institution is not None and institution.declared:
            kg, days = map(sum, zip(*orders, strict=True))
            rates.append(kg / days / institution.declared)
    if len(rates) < _FEWEST_TO_LEARN:
        dropped.add(product)
        return {}
    learned.add(product)
    # Kitchen flour of those who buy their bread must not pull the norm of bakers down.
    main = [rate for rate in rates if rate > _KITCHEN_FLOUR * _upper(rates)]
    return {"": float(np.median(main))}


def _upper(rates: Sequence[float]) -> float:
    return float(np.quantile(rates, 0.9))


def _norm(usual: Mapping[str, Norms], order: Order, kitchen: Kitchen) -> float | None:
    norms = usual[order.product]
    kind = kitchen.institution.type if kitchen.institution else ""
    return norms.get(kind, norms.get(""))


def _season(people: Numbers, covered: NDArray[np.bool_], calendar: NDArray[np.int64]) -> Numbers:
    """(products, months): what a product is bought above its mean in that month of the year.

    The median over kitchens of each month's deviation from the kitchen's own mean.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.where(covered, np.log(people), np.nan)
    enough = covered.sum(axis=2) >= 12
    factors = np.ones((people.shape[1], people.shape[2]))
    for product in range(people.shape[1]):
        rows = logs[enough[:, product], product]
        if len(rows) < _FEWEST_TO_LEARN:
            continue
        deviations = rows - np.nanmedian(rows, axis=1, keepdims=True)
        for month in range(12):
            column = deviations[:, calendar == month].ravel()
            column = column[np.isfinite(column)]
            if len(column) >= _FEWEST_TO_LEARN:
                factors[product, calendar == month] = np.exp(np.median(column))
    return factors


def _meals(
    found: Delivered,
    number: Mapping[str, int],
    columns: Mapping[str, str],
    adjusted: Numbers,
) -> tuple[tuple[Meal, ...], ...]:
    spans: dict[tuple[int, int, int, int], None] = {}
    for order in found.orders:
        if order.product in columns:
            column = number[columns[order.product]]
            spans[order.kitchen, column, order.first, order.last] = None
    meals: list[list[Meal]] = [[] for _ in found.kitchens]
    for kitchen, column, first, last in spans:
        rate = np.nanmean(adjusted[kitchen, column, first : last + 1])
        if np.isfinite(rate) and rate > 0:
            meals[kitchen].append(Meal(column, first, last, float(np.log(rate))))
    return tuple(map(tuple, meals))
