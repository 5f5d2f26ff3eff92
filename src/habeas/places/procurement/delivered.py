"""What was delivered to whom: purchases put right, counted once, and laid over the months.

Ways to be fooled that are dealt with here: a price a thousand times off the usual one tells of a
wrong unit; a contract broken off and let again counts once; a regional warehouse buys for others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

import numpy as np
from numpy.typing import NDArray

from habeas.places.procurement.contract import Institution, Purchase
from habeas.places.procurement.populations import InstitutionBook
from habeas.places.procurement.postal_address import address_key

Numbers = NDArray[np.float64]

# A price so many times off the usual one comes from kg taken for t, or the other way round.
_WRONG_UNIT = 1000.0
_NEARLY = 4.0
_FEWEST_PRICES = 5
# Two contracts for the same goods and days: the smaller one is what remained of the larger, when it
# is at least so much of it and was signed soon after.
_REMAINDER = 0.45
_SOON_DAYS = 120
_FEWEST_SERVED = 2
# Goods sold on are the lot that was bought, but for what each order is rounded to.
_SAME_LOT = 1.3
_Goods = tuple[str, str, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Who eats: an institution, or a delivery address that belongs to none.

    `id` is the institution's, or the address as it is printed. `remarks` are keys of what may have
    fooled the count (see `telling`).
    """

    id: str
    institution: Institution | None
    address: str
    buyers: tuple[str, ...]
    warehouse: bool
    remarks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Order:
    """Kilograms of one product for the months [first, last] of the period, counted once."""

    kitchen: int
    product: str
    first: int
    last: int
    kg: float


@dataclass(frozen=True, slots=True)
class Delivered:
    """All orders over one period.

    `days` (months,) are the days of each month, `calendar` (months,) its number in the year, 0–11.
    `notes` say what was put right or left out.
    """

    kitchens: tuple[Kitchen, ...]
    orders: tuple[Order, ...]
    days: Numbers
    calendar: NDArray[np.int64]
    start: date
    notes: tuple[str, ...]


def delivered(purchases: Sequence[Purchase], institutions: Sequence[Institution]) -> Delivered:
    """The purchases by who eats them; those without dates or cancelled are counted in the notes."""
    notes: list[str] = []
    usable = [one for one in purchases if one.status != "cancelled"]
    _note(notes, len(purchases) - len(usable), "cancelled contracts left out")
    dated = [one for one in usable if one.start is not None and one.end is not None]
    _note(notes, len(usable) - len(dated), "purchases without the days they are for left out")
    weighed, corrected = _by_price(dated)
    _note(notes, len(corrected), "quantities put right by a thousand: the price tells of kg for t")
    if not weighed:
        return Delivered((), (), np.zeros(0), np.zeros(0, np.int64), date.min, tuple(notes))
    start = min(one.start for one in weighed if one.start)
    end = max(one.end for one in weighed if one.end)
    months = _month(end, start) + 1
    kitchens = _Kitchens(institutions, weighed)
    groups: dict[tuple[int, str, int, int], list[Purchase]] = defaultdict(list)
    for one in weighed:
        kitchen = kitchens.of(one)
        if one.id in corrected:
            kitchens.remark(kitchen, "wrong_unit")
        groups[kitchen, one.product, *_span(one, start)].append(one)
    orders = []
    relet = 0
    for (kitchen, product, first, last), same in sorted(groups.items(), key=lambda item: item[0]):
        kg, again = _counted_once(same)
        if again:
            relet += 1
            kitchens.remark(kitchen, "let_again")
        orders.append(Order(kitchen, product, first, last, kg))
    _note(notes, relet, "contracts broken off and let again counted once")
    first_month = start.year * 12 + start.month - 1
    numbers = first_month + np.arange(months)
    days = np.array([_days_in(int(number)) for number in numbers], dtype=np.float64)
    return Delivered(kitchens.all(), tuple(orders), days, numbers % 12, start, tuple(notes))


def _note(notes: list[str], number: int, words: str) -> None:
    if number:
        notes.append(f"{number:,} {words}")


def _by_price(purchases: Sequence[Purchase]) -> tuple[list[Purchase], frozenset[str]]:
    """Quantities in the wrong unit put right; the ids of these purchases."""
    prices: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in purchases:
        if one.value and one.kg > 0:
            prices[one.product, one.currency].append(one.value / one.kg)
    usual = {key: median(found) for key, found in prices.items() if len(found) >= _FEWEST_PRICES}
    found: list[Purchase] = []
    corrected: set[str] = set()
    for one in purchases:
        if one.kg <= 0:
            continue
        price = usual.get((one.product, one.currency))
        off = one.value / one.kg / price if price and one.value else 1.0
        for factor in (_WRONG_UNIT, 1 / _WRONG_UNIT):
            if 1 / _NEARLY < off / factor < _NEARLY:
                one = replace(one, kg=one.kg * factor)
                corrected.add(one.id)
                break
        found.append(one)
    return found, frozenset(corrected)


class _Kitchens:
    """Numbers kitchens as they are met; institutions come first, in their order."""

    def __init__(self, institutions: Sequence[Institution], purchases: Sequence[Purchase]) -> None:
        self._book = InstitutionBook(institutions)
        self._number = {one.id: number for number, one in enumerate(institutions)}
        self._found: list[Institution | None] = list(institutions)
        self._address = [one.address for one in institutions]
        self._buyers: list[dict[str, None]] = [{} for _ in institutions]
        self._remarks: list[set[str]] = [set() for _ in institutions]
        self._by_key: dict[str, int] = {}
        self._known: dict[tuple[str, str, str], int] = {}
        self._warehouses = self._found_warehouses(purchases)

    def of(self, one: Purchase) -> int:
        asked = (one.address, one.buyer, one.buyer_id)
        number = self._known.get(asked)
        if number is None:
            number = self._known[asked] = self._numbered(one)
        self._buyers[number][one.buyer] = None
        if one.buyer in self._warehouses:
            self._remarks[number].add("warehouse_buys")
        if one.supplier in self._warehouses:
            self._remarks[number].add("sold_on")
        return number

    def remark(self, number: int, key: str) -> None:
        self._remarks[number].add(key)

    def all(self) -> tuple[Kitchen, ...]:
        return tuple(
            Kitchen(
                institution.id if institution else self._address[number],
                institution,
                self._address[number],
                tuple(self._buyers[number]),
                institution is None and self._is_warehouse(number),
                frozenset(self._remarks[number]),
            )
            for number, institution in enumerate(self._found)
        )

    def _numbered(self, one: Purchase) -> int:
        institution = self._book.at(one.address) if one.address else None
        if institution is None and not one.address:
            institution = self._book.named(one.buyer, one.buyer_id)
        if institution is not None:
            return self._number[institution.id]
        key = address_key(one.address) or f"buyer {one.buyer}"
        if key not in self._by_key:
            self._by_key[key] = len(self._found)
            self._found.append(None)
            self._address.append(one.address or one.buyer)
            self._buyers.append({})
            self._remarks.append(set())
        return self._by_key[key]

    def _is_warehouse(self, number: int) -> bool:
        """A place where only those buy who buy for others, with goods that others are sold."""
        buyers = self._buyers[number]
        return bool(buyers) and all(
            self._warehouses.get(buyer) == address_key(self._address[number]) for buyer in buyers
        )

    def _found_warehouses(self, purchases: Sequence[Purchase]) -> dict[str, str]:
        """Buyers that are no institution and buy for several, or sell on; their own address.

        Their own address, never an institution's, is the one to which most was delivered that they
        sold on; else the one to which they had most delivered.
        """
        served: dict[str, set[str]] = defaultdict(set)
        own: dict[str, dict[str, tuple[int, float]]] = defaultdict(dict)
        sold: dict[_Goods, list[float]] = defaultdict(list)
        for one in purchases:
            sold[one.supplier, one.product, one.start, one.end].append(one.kg)
        suppliers = {one.supplier for one in purchases if one.supplier}
        for one in purchases:
            if self._book.named(one.buyer, one.buyer_id) is not None:
                continue
            institution = self._book.at(one.address)
            if institution is not None:
                served[one.buyer].add(institution.id)
                continue
            key = address_key(one.address)
            lots, size = own[one.buyer].get(key, (0, 0.0))
            same = sold.get((one.buyer, one.product, one.start, one.end), ())
            lots += any(1 / _SAME_LOT < kg / one.kg < _SAME_LOT for kg in same)
            own[one.buyer][key] = lots, size + math.sqrt(one.kg)
        buyers = set(served) | set(own)
        return {
            buyer: max(own[buyer], key=lambda key: own[buyer][key], default="")
            for buyer in sorted(buyers)
            if len(served[buyer]) >= _FEWEST_SERVED or buyer in suppliers
        }


def _counted_once(same: Sequence[Purchase]) -> tuple[float, bool]:
    """Kilograms needed by contracts for the same goods and days; whether one was let again."""
    if len(same) == 1:
        return same[0].kg, same[0].status == "terminated"
    broken = [one.kg for one in same if one.status == "terminated"]
    whole = sorted((one for one in same if one.status != "terminated"), key=lambda one: -one.kg)
    if broken:
        return max(max(broken), sum(one.kg for one in whole)), True
    if len(whole) == 2 and whole[1].kg >= _REMAINDER * whole[0].kg and _soon(*whole):
        return whole[0].kg, True
    return sum(one.kg for one in whole), False


def _soon(one: Purchase, other: Purchase) -> bool:
    """Whether the same buyer let the smaller one after the larger, from the same supplier."""
    if (one.buyer, one.supplier) != (other.buyer, other.supplier):
        return False
    if one.signed is None or other.signed is None:
        return True
    return abs((other.signed - one.signed).days) <= _SOON_DAYS


def _span(one: Purchase, start: date) -> tuple[int, int]:
    if one.start is None or one.end is None:
        raise ValueError("a purchase without days has no months")
    # A contract that ends on the first days of a month is for the months before.
    first, last = _month(one.start, start), _month(one.end, start)
    if last > first and one.end.day <= 3:
        last -= 1
    if last > first and one.start.day >= 27:
        first += 1
    return first, last


def _month(day: date, start: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def _days_in(month: int) -> int:
    year, number = divmod(month, 12)
    following = date(year + number // 11, (number + 1) % 12 + 1, 1)
    return (following - date(year, number + 1, 1)).days
