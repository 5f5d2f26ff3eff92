"""Units of quantity, and what a stated quantity of a food weighs.

`units.tsv` holds the spellings and the codes (UN/ECE, OKEI). A pack or a piece weighs what the line
states, in the unit ("мешок 25 кг") or in the description ("фасовка 0,5 кг", "25 пакетиков по 2 г");
where it states nothing, or two different packs, the line is refused: a guess would be a headcount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.language import fold, listed
from habeas.model import InputRefused
from habeas.places.procurement.data_tables import rows
from habeas.places.procurement.goods import Product

_SEPARATED = re.compile(r"[;,(/\[\n^]")
_SPACES = re.compile(r"[\s.\-_ ]+")
_NUMBER = r"(\d{1,6}(?:[.,]\d{1,4})?)"
_TIMES = r"\s*(?:шт\w*|пак\w*|пач\w*|уп\w*|pcs|bags?|packs?)?\.?\s*(?:[x×х*]|по|of)\s*"
_MASSES = "кг|килограмм\\w*|кілограм\\w*|гр|г|грамм\\w*|грам\\w*|kg|grams?|gr|g"
_VOLUMES = "мл|л|литр\\w*|літр\\w*|ml|l|litres?|liters?"
_STATED = re.compile(
    rf"(?<![\w.,])(?:(\d{{1,5}}){_TIMES})?{_NUMBER}"
    rf"(?:\s*(?:-|–|до|to)\s*{_NUMBER})?\s*({_MASSES}|{_VOLUMES})(?![\w²³])"
)
# A line above this is no purchase of one institution or of a whole prison service.
MOST_KG = 1e8


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `sort` is mass, volume, pack or piece; `size` in kg, litres or pieces, None unknown.

    `stated` is what the unit's own text says of a pack ("25 кг"), folded.
    """

    name: str
    sort: str
    size: float | None
    stated: str = ""


def unit_of(text: str, code: str = "") -> Unit | None:
    """The unit that a text or, where the text is none, a code names; None where neither does."""
    return _unit(text, code)


@lru_cache(maxsize=4096)
def _unit(text: str, code: str) -> Unit | None:
    by_word, by_code = _tables()
    folded = fold(text)
    for shape in (folded, _SEPARATED.split(folded)[0]):
        if (known := by_word.get(_normal(shape))) is not None:
            stated = folded if known.sort in {"pack", "piece"} else ""
            return Unit(known.name, known.sort, known.size, stated)
    words = _normal(folded).split()
    for size in (2, 1):
        known = by_word.get(" ".join(words[:size]))
        if known is not None and known.sort in {"pack", "piece"} and _STATED.search(folded):
            return Unit(known.name, known.sort, known.size, folded)
    for spelling in (code, text):
        if (known := by_code.get(spelling.strip().upper())) is not None:
            return known
    return None


def units_contradict(text: str, code: str) -> bool:
    """Whether a unit's name and its code name two units."""
    named, coded = unit_of(text), unit_of("", code)
    return named is not None and coded is not None and named.name != coded.name


def kg_of(quantity: float, unit: Unit, description: str, product: Product) -> float:
    """What `quantity` units of a product weigh, in kg.

    Raises InputRefused where the line does not say it: a pack without its weight or with several,
    litres of what cannot be weighed by the litre; and for a weight that is absurd.
    """
    if not 0 < quantity < float("inf"):
        raise InputRefused(
            f"a quantity of {quantity:g} is no purchase", remedy="correct the quantity in the file"
        )
    kg = quantity * _kg_of_one(unit, description, product)
    if not 0 < kg <= MOST_KG:
        raise InputRefused(
            f"{kg:,.6g} kg of {product.name} in one line is absurd",
            remedy="correct the quantity or the unit in the file",
        )
    return kg


def _kg_of_one(unit: Unit, description: str, product: Product) -> float:
    if unit.sort == "mass":
        return unit.size or 0.0
    if unit.sort == "volume":
        return (unit.size or 0.0) * _density(product)
    pieces = unit.size or 1.0
    for text in (unit.stated, fold(description)):
        packs = {round(kg, 9) for kg in _stated_packs(text, product)}
        if len(packs) > 1:
            raise InputRefused(
                f"the line states packs of different weights for one {unit.name}",
                remedy="give the quantity of this line in kg",
            )
        if packs:
            return pieces * packs.pop()
    if unit.sort == "piece" and product.kg_per_piece is not None:
        return pieces * product.kg_per_piece
    raise InputRefused(
        f"the line does not say what one {unit.name} of {product.name} weighs",
        remedy="give the quantity in kg, or the weight of the pack in the description",
    )


def _stated_packs(text: str, product: Product) -> list[float]:
    packs = []
    for count, low, high, unit_word in _STATED.findall(text):
        unit = unit_of(unit_word)
        if unit is None or unit.size is None:
            continue
        weight = unit.size * (_density(product) if unit.sort == "volume" else 1.0)
        times = float(count) if count else 1.0
        packs += [times * weight * float(n.replace(",", ".")) for n in (low, high) if n]
    return [pack for pack in packs if pack > 0]


def _density(product: Product) -> float:
    if product.kg_per_litre is None:
        raise InputRefused(
            f"litres of {product.name} cannot be weighed fairly",
            remedy="give the quantity of this line in kg",
        )
    return product.kg_per_litre


def _normal(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


@cache
def _tables() -> tuple[dict[str, Unit], dict[str, Unit]]:
    by_word: dict[str, Unit] = {}
    by_code: dict[str, Unit] = {}
    for row in rows("units.tsv"):
        size = None if row["size"] == "-" else float(row["size"])
        unit = Unit(row["unit"], row["sort"], size)
        by_word.update(dict.fromkeys(map(fold, listed(row["words"])), unit))
        by_code.update(dict.fromkeys(listed(row["codes"]), unit))
    return by_word, by_code
