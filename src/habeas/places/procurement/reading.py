"""Purchases of food from saved files: what was read, what was left out and why.

Every line of a file is read, skipped (no food, a copy of another line) or refused (food that cannot
be weighed or placed in time); the balance is kept and can be checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.model import InputRefused, WrongUsage
from habeas.places.procurement.contract import Purchase
from habeas.places.procurement.flattened import flattened_releases, is_flattened
from habeas.places.procurement.goods import Catalogue, Product, read_products
from habeas.places.procurement.line import Line, RefusedRow
from habeas.places.procurement.ocds import Notes, ProcessShelf, ocds_lines
from habeas.places.procurement.portal_export import export_lines
from habeas.places.procurement.table import Table, read_table
from habeas.places.procurement.units import kg_of, unit_of, units_contradict

_JSON = {".json", ".jsonl", ".ndjson"}
_MOST_DOUBTS = 20
_LONGEST_SPAN_DAYS = 5 * 366


@dataclass(frozen=True, slots=True)
class PurchasesRead:
    """The purchases of a file. `lines` = purchases + skipped + refused.

    `skipped` counts lines by the reason for which they were rightly left out; `notes` are remarks
    on the file as a whole.
    """

    purchases: tuple[Purchase, ...]
    refused: tuple[RefusedRow, ...]
    skipped: Mapping[str, int]
    lines: int
    notes: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        """Whether every line is accounted for."""
        return self.lines == len(self.purchases) + sum(self.skipped.values()) + len(self.refused)


def read_purchases(
    path: Path, mapping: Mapping[str, str] | None = None, products: Path | None = None
) -> PurchasesRead:
    """The purchases of food in a saved file; nothing is ever fetched.

    Reads the Open Contracting Data Standard 1.1 (release and record packages, single releases,
    JSON lines, `.json` or `.json.gz`, flattened CSV) and exports of portals (CSV, spreadsheets).
    `mapping` gives the column of a role (see `purchase_columns.tsv`), `products` a table of foods
    on top of the room's (columns of `products.tsv`).
    Raises InputRefused for a file that cannot be read as a whole, WrongUsage for a mapping that
    does not fit, UnsafeInput beyond the limits of size.
    """
    notes: list[str] = []
    catalogue = read_products(products)
    return _Ledger(catalogue).read(_lines(path, mapping, notes.append), notes)


def purchases_of(
    table: Table, mapping: Mapping[str, str] | None = None, products: Path | None = None
) -> PurchasesRead:
    """The purchases of a table in memory (`table_of` makes one of a frame's rows); as above."""
    notes: list[str] = []
    catalogue = read_products(products)
    return _Ledger(catalogue).read(_lines_of_table(table, mapping, notes.append), notes)


def _lines(
    path: Path, mapping: Mapping[str, str] | None, note: Notes
) -> Iterator[Line | RefusedRow]:
    if _JSON & {suffix.casefold() for suffix in path.suffixes[-2:]}:
        if mapping:
            raise WrongUsage(
                "a mapping of columns is for tables", remedy="leave it out for files of JSON"
            )
        yield from ocds_lines(path, note)
        return
    yield from _lines_of_table(read_table(path), mapping, note)


def _lines_of_table(
    table: Table, mapping: Mapping[str, str] | None, note: Notes
) -> Iterator[Line | RefusedRow]:
    for said in table.notes:
        note(said)
    if mapping or not is_flattened(table):
        yield from export_lines(table, mapping, note)
        return
    shelf = ProcessShelf()
    for release in flattened_releases(table):
        if isinstance(release, RefusedRow):
            yield release
        else:
            shelf.put(release)
    yield from shelf.lines(table.name, note)


class _Ledger:
    """Takes lines one by one and keeps the balance."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._purchases: list[Purchase] = []
        self._refused: list[RefusedRow] = []
        self._skipped: Counter[str] = Counter()
        self._doubts: Counter[str] = Counter()
        self._ids: Counter[str] = Counter()
        self._seen: set[tuple[object, ...]] = set()

    def read(self, lines: Iterable[Line | RefusedRow], notes: list[str]) -> PurchasesRead:
        """The balance of all lines; `notes` is filled while they are read."""
        number = 0
        for line in lines:
            number += 1
            self._take(line)
        kinds = self._doubts.most_common()
        doubts = [f"{count:,} lines: {doubt}" for doubt, count in kinds[:_MOST_DOUBTS]]
        if rest := sum(count for _, count in kinds[_MOST_DOUBTS:]):
            doubts.append(f"{rest:,} lines: further doubts, each noted with its purchase")
        return PurchasesRead(
            tuple(self._purchases),
            tuple(self._refused),
            dict(self._skipped),
            number,
            (*notes, *doubts),
        )

    def _take(self, line: Line | RefusedRow) -> None:
        if isinstance(line, RefusedRow):
            self._refused.append(line)
            return
        finding = self._catalogue.find(line.item, line.code)
        if finding.note:
            self._doubts[finding.note] += 1
        if finding.several:
            self._refused.append(
                RefusedRow(
                    line.where,
                    f"one quantity for several foods: {', '.join(finding.several)}",
                    "give each food a line of its own",
                )
            )
            return
        if finding.product is None:
            self._skipped["no food that is weighed here"] += 1
            return
        try:
            purchase = self._purchase(line, finding.product, finding.note)
        except InputRefused as error:
            self._refused.append(RefusedRow(line.where, error.what, error.remedy or ""))
            return
        if purchase is None:
            self._skipped["a line that stands in the file twice"] += 1
        else:
            self._purchases.append(purchase)

    def _purchase(self, line: Line, product: Product, doubt: str) -> Purchase | None:
        if line.quantity is None:
            said = line.quantity_text[:60]
            raise InputRefused(
                f"the quantity {said!r} is no number, or could be two" if said else "no quantity",
                remedy="write it without marks for thousands, as 1775.5",
            )
        unit = unit_of(line.unit, line.unit_code)
        if unit is None:
            shown = line.unit or line.unit_code
            raise InputRefused(
                f"unknown unit {shown[:60]!r}" if shown else "no unit",
                remedy="give the quantity in kg, t, l, or packs whose weight the line states",
            )
        kg = kg_of(line.quantity, unit, line.item, product)
        _check_days(line)
        notes = [note for note in (doubt, *line.notes) if note]
        if units_contradict(line.unit, line.unit_code):
            notes.append("the unit's name and its code name two units: the name followed")
        delivered = None
        if line.executed is not None:
            if line.executed < 0:
                raise InputRefused(
                    f"a delivered quantity of {line.executed:g}", remedy="correct it in the file"
                )
            delivered = kg * (line.executed / line.quantity)
            if delivered > kg * 1.5:
                notes.append("more was delivered than half as much again as was ordered")
        for note in notes[bool(doubt) :]:
            self._doubts[note] += 1
        known = (line.contract, line.line, line.item, kg, line.value, line.address, line.start,
                 line.end, line.buyer, line.signed)  # fmt: skip
        if known in self._seen:
            return None
        self._seen.add(known)
        return Purchase(
            id=self._id(line),
            buyer=line.buyer or line.buyer_id,
            address=line.address,
            product=product.name,
            kg=kg,
            signed=line.signed,
            start=line.start,
            end=line.end,
            value=line.value if line.value is not None and line.value > 0 else None,
            currency=line.currency,
            status=line.status,
            kg_delivered=delivered,
            supplier=line.supplier or line.supplier_id,
            buyer_id=line.buyer_id,
            supplier_id=line.supplier_id,
            item=line.item,
            code=line.code,
            contract=line.contract,
            where=line.where,
            notes=tuple(notes),
        )

    def _id(self, line: Line) -> str:
        wanted = f"{line.contract}/{line.line}" if line.line else line.contract
        self._ids[wanted] += 1
        if self._ids[wanted] == 1:
            return wanted
        return self._id(replace(line, contract=wanted, line=str(self._ids[wanted])))


def _check_days(line: Line) -> None:
    if line.start is None or line.end is None:
        return
    span = (line.end - line.start).days
    if not 0 <= span <= _LONGEST_SPAN_DAYS:
        raise InputRefused(
            f"a period from {line.start} to {line.end}", remedy="correct the dates in the file"
        )
