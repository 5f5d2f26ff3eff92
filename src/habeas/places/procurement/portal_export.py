"""Saved exports of procurement portals, and any table of purchases: a row is a good of a contract.

Columns are known by their headings in Russian, Ukrainian and English (`purchase_columns.tsv`) or as
the user maps them, role to heading. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from habeas.language import Script, script_of
from habeas.model import InputRefused, printable
from habeas.places.procurement.columns import purchase_words, roles_of
from habeas.places.procurement.days import days_in, month_stands_first
from habeas.places.procurement.line import Line, RefusedRow
from habeas.places.procurement.numbers import decimal_mark, read_number
from habeas.places.procurement.statuses import status_of
from habeas.places.procurement.table import Table

_NUMBERS = ("quantity", "price", "value", "executed")
_DAYS = ("signed", "start", "end", "period")
_CODE = re.compile(r"(?<![\d.])(\d{8}-\d|\d{2}\.\d{2}(?:\.\d{1,3}){0,3}(?:-\d+)?)(?![\d.])")
_MONEY = re.compile(r"(?<=\d)\s*(?:руб\w*|грн|uah|rub|eur|usd|₽|₴|€|\$)\.?$", re.IGNORECASE)
_UNIT_BEHIND = re.compile(r"^([\d\s.,'’]+?)\s*([^\W\d_][^\d]*)$")
Notes = Callable[[str], None]


def export_lines(
    table: Table, mapping: Mapping[str, str] | None, note: Notes
) -> Iterator[Line | RefusedRow]:
    """The lines of a table, and the rows that are none.

    Raises InputRefused where no column is known for the good or its quantity, WrongUsage for a
    mapping that does not fit the table.
    """
    roles = roles_of(table.header, purchase_words(), mapping)
    for role in ("item", "quantity"):
        if role not in roles:
            raise InputRefused(
                f"no column for the {role} among {_shown(table.header)}",
                where=table.name,
                remedy=f"map it: {role}=COLUMN",
            )
    for missing in {"buyer", "address", "unit", "signed"} - set(roles):
        note(f"{table.name}: no column for the {missing}")
    reader = _Reader(table, roles, note)
    for number, row in table.rows:
        yield reader.line(number, row)


class _Reader:
    """What must be known of whole columns before a cell is read; and contracts' rows counted."""

    def __init__(self, table: Table, roles: Mapping[str, int], note: Notes) -> None:
        self._table, self._roles = table, roles
        cyrillic = any(script_of(heading) is Script.CYRILLIC for heading in table.header)
        self._marks = {
            role: decimal_mark(self._column(role), cyrillic) for role in _NUMBERS if role in roles
        }
        for role, mark in self._marks.items():
            if mark is None:
                note(f"{table.name}: {role}: numbers with commas and with points as decimal mark")
        self._month_first = any(
            month_stands_first(self._column(role)) for role in _DAYS if role in roles
        )
        if self._month_first:
            note(f"{table.name}: dates with slashes were read month first")
        self._summed = self._contracts_with_one_sum()
        if self._summed:
            note(
                f"{table.name}: {len(self._summed):,} contracts have one sum beside several goods:"
                " it is no price of each"
            )

    def _column(self, role: str) -> Iterator[str]:
        place = self._roles.get(role, -1)
        if place >= 0:
            yield from (row[place] for _, row in self._table.rows if place < len(row))

    def _contracts_with_one_sum(self) -> frozenset[str]:
        """Contracts whose rows, each of another good or quantity, all have the same value."""
        places = [self._roles.get(role, -1) for role in ("contract", "value", "item", "quantity")]
        if min(places) < 0:
            return frozenset()
        goods: dict[str, set[tuple[str, str]]] = defaultdict(set)
        values: dict[str, set[str]] = defaultdict(set)
        for _, row in self._table.rows:
            if len(row) > max(places):
                contract, value, item, quantity = (row[place] for place in places)
                goods[contract].add((item, quantity))
                values[contract].add(value)
        return frozenset(
            one for one in goods if one and len(goods[one]) > 1 and len(values[one]) == 1
        )

    def line(self, number: int, row: Sequence[str]) -> Line | RefusedRow:
        """The line of one row."""
        where = f"{self._table.name}, row {number:,}"
        if len(row) > len(self._table.header) and any(row[len(self._table.header) :]):
            return RefusedRow(
                where,
                f"{len(row)} cells under {len(self._table.header)} headings",
                "put cells that hold the delimiter into quotation marks",
            )
        cell = {role: row[place] if place < len(row) else "" for role, place in self._roles.items()}
        if not cell["item"] and not cell["quantity"] and not cell.get("code"):
            return RefusedRow(where, "neither a good nor a quantity", "complete the row")
        contract = cell.get("contract") or f"row {number}"
        quantity, unit = self._quantity(cell)
        price = self._money(cell, "price")
        value = self._money(cell, "value")
        if contract in self._summed:
            value = None
        if value is None and price is not None and quantity is not None:
            value = price * quantity
        signed = self._days(cell, "signed")
        start, end = self._period(cell)
        status = status_of(cell.get("status", ""))
        notes = () if status is not None else (f"unknown status {cell['status'][:60]!r}",)
        code = _CODE.search(cell.get("code", "")) or _CODE.search(cell["item"])
        return Line(
            where=where,
            contract=contract,
            line=cell.get("line", ""),
            buyer_id=cell.get("buyer_id", ""),
            buyer=cell.get("buyer", ""),
            supplier_id=cell.get("supplier_id", ""),
            supplier=cell.get("supplier", ""),
            item=cell["item"],
            code=code[1] if code else "",
            quantity=quantity,
            quantity_text=cell["quantity"],
            unit=unit,
            unit_code=cell.get("unit_code", ""),
            value=value,
            currency=cell.get("currency", ""),
            address=cell.get("address", ""),
            signed=signed[0] if signed else None,
            start=start,
            end=end,
            status=status or "",
            executed=read_number(cell.get("executed", ""), self._marks.get("executed")),
            notes=notes,
        )

    def _quantity(self, cell: Mapping[str, str]) -> tuple[float | None, str]:
        """The number, and the unit: its own column, else what stands behind the number."""
        text, unit = cell["quantity"], cell.get("unit", "")
        number = read_number(text, self._marks["quantity"])
        if number is None and (behind := _UNIT_BEHIND.match(text)) is not None:
            number = read_number(behind[1], self._marks["quantity"])
            unit = unit or behind[2]
        return number, unit

    def _money(self, cell: Mapping[str, str], role: str) -> float | None:
        return read_number(_MONEY.sub("", cell.get(role, "")), self._marks.get(role))

    def _days(self, cell: Mapping[str, str], role: str) -> list[date]:
        return days_in(cell.get(role, ""), self._month_first)

    def _period(self, cell: Mapping[str, str]) -> tuple[date | None, date | None]:
        start, end, both = (self._days(cell, role) for role in ("start", "end", "period"))
        first = start[0] if start else (both[0] if len(both) > 1 else None)
        last = end[-1] if end else (both[-1] if both else None)
        return first, last


def _shown(columns: Sequence[str]) -> str:
    return ", ".join(printable(name[:40]) for name in columns[:20] if name)
