"""Which food a line buys: by its words in Russian, Ukrainian or English, and by its code.

The words say it more finely than the code, which is often that of the contract's first line. Where
words name two foods ("хлеб из пшеничной муки") the one that the code names is meant, else the
first; three or more are a list of foods with one quantity, and no product. Where words and code
name two foods the words are followed, and the finding says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from habeas.language import listed, table_rows
from habeas.model import InputRefused
from habeas.places.procurement.data_tables import rows, table_path
from habeas.places.procurement.word_patterns import WordPatterns, words_of

FOOD = "food"
_A_LIST = 3
_OKPD2 = re.compile(r"\d{2}(?:\.\d{1,2}){0,2}(?:\.\d{1,3})?(?:\.\d{1,3})?(?:-\d+)?")
_CPV = re.compile(r"(\d{8})(?:-\d)?")
_COLUMNS = ("product", "words", "not_with", "kg_per_litre", "kg_per_piece")


@dataclass(frozen=True, slots=True)
class Product:
    """A food. `kg_per_litre` and `kg_per_piece` are None where it cannot be weighed that way."""

    name: str
    words: tuple[str, ...]
    not_with: tuple[str, ...] = ()
    kg_per_litre: float | None = None
    kg_per_piece: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a line buys: `product` is None where it is no food of the table; `note` is a doubt.

    `several` names the foods of a line that is for many at once, which has no product.
    """

    product: Product | None
    note: str = ""
    several: tuple[str, ...] = ()


class Catalogue:
    """The foods that are told apart, by words and codes."""

    def __init__(self, products: Iterable[Product]) -> None:
        self.products: Mapping[str, Product] = {one.name: one for one in products}
        listed_words = self.products.values()
        self._words = WordPatterns((w, one.name) for one in listed_words for w in one.words)
        self._not = WordPatterns((w, one.name) for one in listed_words for w in one.not_with)
        self._known: dict[tuple[str, str], Finding] = {}

    def find(self, description: str, code: str = "") -> Finding:
        """The food that a line's description and code (OKPD2 or CPV, either may be empty) name."""
        key = (description, code)
        if (known := self._known.get(key)) is None:
            if len(self._known) > 100_000:
                self._known.clear()
            known = self._known[key] = self._find(description, code)
        return known

    def _find(self, description: str, code: str) -> Finding:
        words = words_of(description)
        kept_out = set(self._not.found(words))
        named = [name for name in self._words.found(words) if name not in kept_out]
        coded = meaning_of_code(code)
        if named and coded is None and scheme_of(code):
            return Finding(None, f"words name {named[0]}, but the code {code} is no food: left out")
        if coded in named:
            return Finding(self.products[coded or ""])
        if len(named) >= _A_LIST:
            return Finding(None, several=tuple(named))
        if len(named) > 1 and coded in {None, FOOD}:
            note = f"words name {' and '.join(named)}: the first taken"
            return Finding(self.products[named[0]], note)
        if named:
            doubt = coded not in {None, FOOD}
            note = f"words name {named[0]}, the code {code} {coded}: words followed"
            return Finding(self.products[named[0]], note if doubt else "")
        if coded in self.products and coded not in kept_out:
            note = "" if not words else f"the words name no food, the code {code} {coded}"
            return Finding(self.products[coded or ""], note)
        return Finding(None)


def scheme_of(code: str) -> str:
    """`OKPD2`, `CPV`, or empty for a code of another shape."""
    if _CPV.fullmatch(code.strip()):
        return "CPV"
    return "OKPD2" if _OKPD2.fullmatch(code.strip()) and "." in code else ""


def meaning_of_code(code: str) -> str | None:
    """The product of the longest known prefix, `food`, `other`, or None for no food."""
    scheme, bare = scheme_of(code), code.strip().partition("-")[0]
    prefixes = _prefixes().get(scheme, {})
    for size in range(len(bare), 1, -1):
        # A figure of OKPD2 ends at a full stop or in the middle of a group: 10.61.3 holds 10.61.32.
        if (meaning := prefixes.get(bare[:size])) is not None:
            return meaning
    return None


@cache
def _prefixes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows("product_codes.tsv"):
        found.setdefault(row["scheme"], {})[row["prefix"]] = row["product"]
    return found


def read_products(path: Path | None = None) -> Catalogue:
    """The room's foods, with the rows of a user's table (columns of products.tsv) on top.

    Raises InputRefused, naming the row, for a table that has other columns or a density that is no
    number.
    """
    products = {one.name: one for one in map(_product, rows("products.tsv"))}
    if path is not None:
        try:
            for row in table_rows(path):
                products[row["product"]] = _product(row)
        except KeyError as error:
            raise InputRefused(
                f"the table of products has no column {error.args[0]!r}",
                where=path.name,
                remedy=f"give the columns {', '.join(_COLUMNS)}, parted by tabulators",
            ) from error
        except (ValueError, OSError) as error:
            raise InputRefused(
                f"the table of products cannot be read: {error}",
                where=path.name,
                remedy=f"write it as {table_path('products.tsv').name} is written",
            ) from error
    return Catalogue(products.values())


def _product(row: Mapping[str, str]) -> Product:
    return Product(
        row["product"],
        listed(row["words"]),
        listed(row["not_with"]),
        _weight(row["kg_per_litre"]),
        _weight(row["kg_per_piece"]),
    )


def _weight(cell: str) -> float | None:
    if cell.strip() in {"", "-"}:
        return None
    weight = float(cell.replace(",", "."))
    if not 0 < weight < 100:
        raise ValueError(f"{cell} kg is no weight of a litre or a piece")
    return weight
