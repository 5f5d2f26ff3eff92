"""What the law or a table gives a person to eat a day, with dates and sources.

The room's own table holds only what was checked against its source (see `consumption_norms.tsv`);
all else is for the user to supply.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.language import fold
from habeas.model import InputRefused
from habeas.places.procurement.columns import institution_words, roles_of
from habeas.places.procurement.contract import Norm
from habeas.places.procurement.data_tables import rows
from habeas.places.procurement.days import days_in
from habeas.places.procurement.goods import Catalogue, read_products
from habeas.places.procurement.line import RefusedRow
from habeas.places.procurement.numbers import decimal_mark, read_number
from habeas.places.procurement.table import Table, read_table

# A person does not eat more than this of anything in a day; a row above it is in another unit.
_MOST_GRAMS = 3000.0
_PEOPLE = {
    "": "", "men": "men", "man": "men", "male": "men", "m": "men", "мужчины": "men", "муж": "men",
    "м": "men", "чоловіки": "men", "чол": "men", "women": "women", "woman": "women",
    "female": "women", "f": "women", "женщины": "women", "жен": "women", "ж": "women",
    "жінки": "women", "жін": "women", "all": "", "both": "", "все": "", "всі": "", "усі": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NormsRead:
    """The norms of a table, and the rows that are none."""

    norms: tuple[Norm, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...]


def checked_norms() -> tuple[Norm, ...]:
    """The norms that were checked against their source: one annex of one order, see the table."""
    return tuple(
        Norm(
            product=row["product"],
            grams=float(row["grams_per_person_and_day"]),
            type=row["type"],
            item=row["item"],
            people=row["people"],
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            source=row["source"],
        )
        for row in rows("consumption_norms.tsv")
    )


def read_norms(
    path: Path, mapping: Mapping[str, str] | None = None, products: Path | None = None
) -> NormsRead:
    """A user's table of norms: type, product or item, grams a person and day, since, until, source.

    A product that the table of foods does not have is looked for among its words ("мука" is flour).
    Raises InputRefused for a file without a column for the grams, or for product and item.
    """
    return norms_of(read_table(path), mapping, products)


def norms_of(
    table: Table, mapping: Mapping[str, str] | None = None, products: Path | None = None
) -> NormsRead:
    """The norms of a table in memory; as `read_norms`."""
    roles = roles_of(table.header, institution_words("norms"), mapping)
    if "grams" not in roles or not {"product", "item"} & set(roles):
        raise InputRefused(
            f"no columns for a product and its grams among {', '.join(table.header)}",
            where=table.name,
            remedy="name the columns product and grams_per_person_and_day",
        )
    catalogue = read_products(products)
    mark = decimal_mark(
        (row[roles["grams"]] for _, row in table.rows if roles["grams"] < len(row)), cyrillic=True
    )
    norms: list[Norm] = []
    refused: list[RefusedRow] = []
    for number, row in table.rows:
        cell = {role: row[place] if place < len(row) else "" for role, place in roles.items()}
        try:
            norms.append(_norm(cell, mark, catalogue))
        except InputRefused as error:
            where = f"{table.name}, row {number:,}"
            refused.append(RefusedRow(where, error.what, error.remedy or ""))
    notes = list(table.notes)
    if unsourced := sum(not norm.source for norm in norms):
        notes.append(f"{table.name}: {unsourced:,} norms name no source")
    return NormsRead(tuple(norms), tuple(refused), tuple(notes))


def _norm(cell: Mapping[str, str], mark: str | None, catalogue: Catalogue) -> Norm:
    grams = read_number(cell["grams"], mark)
    if grams is None or not 0 < grams <= _MOST_GRAMS:
        raise InputRefused(
            f"{cell['grams'][:40]!r} are no grams a person and day",
            remedy="give grams, up to 3,000",
        )
    product = _product(cell.get("product", ""), cell.get("item", ""), catalogue)
    people = _PEOPLE.get(fold(cell.get("people", "")).strip(". "))
    if people is None:
        raise InputRefused(
            f"unknown people {cell['people'][:40]!r}", remedy="give men, women, or nothing for both"
        )
    since, until = (_day(cell.get(role, ""), role) for role in ("since", "until"))
    if since and until and until < since:
        raise InputRefused(f"valid from {since} until {until}", remedy="correct the dates")
    return Norm(
        product=product,
        grams=grams,
        type=cell.get("type", ""),
        item=cell.get("item", ""),
        people=people,
        since=since,
        until=until,
        source=cell.get("source", ""),
    )


def _product(product: str, item: str, catalogue: Catalogue) -> str:
    if product in catalogue.products:
        return product
    for words in (product, item):
        found = catalogue.find(words).product if words else None
        if found is not None:
            return found.name
    raise InputRefused(
        f"unknown product {(product or item)[:60]!r}",
        remedy=f"take one of {', '.join(catalogue.products)}, or add it to a table of products",
    )


def _day(text: str, role: str) -> date | None:
    if not text:
        return None
    days = days_in(text)
    if len(days) != 1:
        raise InputRefused(f"{role}: {text[:40]!r} is no date", remedy="write it as 2018-09-17")
    return days[0]


def norms_on(norms: Iterable[Norm], day: date, women: float = 0.0) -> dict[tuple[str, str], float]:
    """Grams a day on a day by type of institution and product, rows of one product added up.

    `women` is the share of women among the people, 0 to 1; rows for men and for women are weighed
    by it. Norms of later dates replace earlier ones that have no end.
    """
    if not 0 <= women <= 1:
        raise ValueError(f"{women} is no share of women")
    share = {"": 1.0, "men": 1.0 - women, "women": women}
    latest: dict[tuple[str, str], date] = {}
    valid = [n for n in norms if (n.since or day) <= day <= (n.until or day)]
    for norm in valid:
        key = (norm.type, norm.product)
        latest[key] = max(latest.get(key, date.min), norm.since or date.min)
    grams: dict[tuple[str, str], float] = defaultdict(float)
    for norm in valid:
        key = (norm.type, norm.product)
        if (norm.since or date.min) == latest[key]:
            grams[key] += norm.grams * share[norm.people]
    return dict(grams)
