"""An INVENTED prison service that buys food by the quarter, and invented norms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from habeas.places.procurement import Institution, Norm, Purchase

GRAMS = {"bread": 500.0, "salt": 20.0, "tea": 1.0, "groats": 100.0}
PRICES = {"bread": 40.0, "flour": 22.0, "salt": 11.0, "tea": 420.0, "groats": 38.0}
NORMS = tuple(Norm(product, grams) for product, grams in GRAMS.items())
QUARTERS = tuple(
    (date(year, month, 1), date(year, month + 2, 30)) for year in (2023, 2024)
    for month in (1, 4, 7, 10)
)  # fmt: skip


def institution(number: int, declared: float | None = 500.0) -> Institution:
    """One of the service's institutions, at an address of its own."""
    return Institution(
        id=f"I{number:03d}",
        name=f"Institution {number:03d}",
        type="colony",
        address=f"Invented oblast, town {number}, Mill street, {number + 3}",
        declared=declared,
    )


def purchase(
    of: Institution, product: str, kg: float, quarter: int = 0, **more: object
) -> Purchase:
    """One lot for one quarter, at the usual price unless told otherwise."""
    start, end = QUARTERS[quarter]
    fields: dict[str, object] = {
        "id": f"{of.address} {product} {quarter} {len(more)} {kg}",
        "buyer": of.name,
        "address": of.address,
        "product": product,
        "kg": kg,
        "start": start,
        "end": end,
        "value": kg * PRICES[product],
        "currency": "XTS",
        "status": "complete",
        "supplier": "Supplier 1",
    }
    return Purchase(**{**fields, **more})  # type: ignore[arg-type]  # fields of many types


def fed(
    of: Institution, people: float, rng: np.random.Generator, own: float = 0.0
) -> list[Purchase]:
    """Two years of all four foods for so many people, with small errors; `own` is a log effect."""
    return [
        purchase(
            of, product, people * grams / 1000 * 91 * float(np.exp(own + rng.normal(0, 0.06))),
            quarter,
        )
        for product, grams in GRAMS.items()
        for quarter in range(len(QUARTERS))
    ]  # fmt: skip


def service(
    number: int = 30, hidden: Mapping[int, float] = {}, seed: int = 5, spread: float = 0.12
) -> tuple[list[Purchase], list[Institution]]:
    """Purchases and institutions; `hidden` says how many times the declared number some feed."""
    rng = np.random.default_rng(seed)
    purchases: list[Purchase] = []
    institutions = []
    for place in range(number):
        declared = float(round(float(np.exp(rng.normal(6.3, 0.5)))))
        one = institution(place, declared)
        institutions.append(one)
        people = declared * hidden.get(place, 1.0)
        purchases += fed(one, people, rng, rng.normal(0, spread))
    return purchases, institutions
