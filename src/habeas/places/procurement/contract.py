"""What the reading of purchases hands to the model of headcounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Purchase:
    """One food of one contract, in kg.

    `id` is unique in a reading. `kg` is what was ordered, `kg_delivered` what came, None where the
    file does not say. `value` is the money for this line alone, None where unknown. `start` and
    `end` (both inclusive) are the days that the goods are for, None where unknown. `status` is
    pending, active, complete, terminated (broken off), cancelled, or empty. `where` names the line
    in its file; `notes` are doubts about it.
    """

    id: str
    buyer: str
    address: str
    product: str
    kg: float
    signed: date | None = None
    start: date | None = None
    end: date | None = None
    value: float | None = None
    currency: str = ""
    status: str = ""
    kg_delivered: float | None = None
    supplier: str = ""
    buyer_id: str = ""
    supplier_id: str = ""
    item: str = ""
    code: str = ""
    contract: str = ""
    where: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution; `declared` is the published number of people in it, None where withheld."""

    id: str
    name: str
    type: str = ""
    region: str = ""
    address: str = ""
    declared: float | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """Grams of a product a person and day, valid from `since` to `until` (None: no end known).

    An empty `type` holds for every type of institution, an empty `people` for men and women.
    Several rows of one product for the same people add up (rye bread and wheat bread).
    """

    product: str
    grams: float
    type: str = ""
    item: str = ""
    people: str = ""
    since: date | None = None
    until: date | None = None
    source: str = ""
