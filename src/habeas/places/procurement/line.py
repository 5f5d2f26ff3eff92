"""A line of a purchase as a file gives it, before units and products are understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """What was not read: where it stands, why, and what to do about it."""

    where: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" + (f" — {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Line:
    """One good of one contract.

    `where` names it in its file. `quantity` and `value` are None where the file does not say them
    readably (`quantity_text` is what it says). `value` is the money for this line alone; `executed`
    the quantity that came, in the line's unit. `status` is one of pending, active, complete,
    terminated, cancelled, or empty.
    """

    where: str
    contract: str
    line: str = ""
    buyer_id: str = ""
    buyer: str = ""
    supplier_id: str = ""
    supplier: str = ""
    item: str = ""
    code: str = ""
    quantity: float | None = None
    quantity_text: str = ""
    unit: str = ""
    unit_code: str = ""
    value: float | None = None
    currency: str = ""
    address: str = ""
    signed: date | None = None
    start: date | None = None
    end: date | None = None
    status: str = ""
    executed: float | None = None
    notes: tuple[str, ...] = ()
