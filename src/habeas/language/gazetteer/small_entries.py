"""Villages, districts, abolished regions and former names, from the house's own tables.

Their tables name a seat or a present name where GeoNames has the place; its point is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from habeas.language.gazetteer.entries import Entry, region_centres
from habeas.language.gazetteer.globe import apart_km
from habeas.language.gazetteer.latin import latin
from habeas.language.gazetteer.query import index_key
from habeas.language.gazetteer.towns import Key, Town, Towns
from habeas.language.table import Row, listed, rows

VILLAGE_WEIGHT = 100
_DISTRICT_WEIGHT = 20_000
_FORMER_REGION_WEIGHT = 500_000
_SETTLEMENT_WEIGHT = 500
_SAME_PLACE_KM = 25.0
_DISTRICT_REACH_KM = 35.0


def wanted_towns() -> frozenset[Key]:
    """The names of towns that these tables refer to."""
    wanted: set[Key] = set()
    for row in rows("postal_places.tsv"):
        wanted.add((row["code"], index_key(row["name"])))
    for table, column in (
        ("districts.tsv", "seat"),
        ("former_names.tsv", "now"),
        ("settlements.tsv", "russian"),
        ("settlements.tsv", "english"),
    ):
        for row in rows(table):
            wanted.update((row["code"], index_key(name)) for name in listed(row[column]))
    return frozenset(wanted)


def small_entries(towns: Towns) -> Iterator[Entry]:
    """All of them; `towns` has seen every town of GeoNames."""
    yield from _postal_villages(towns)
    yield from _settlements(towns)
    yield from _districts(towns)
    yield from _former_regions()


def former_names(towns: Towns) -> Iterator[tuple[Town, str]]:
    """Former names with the town that bore them; a town that GeoNames lacks is left out."""
    for row in rows("former_names.tsv"):
        town = towns.named(row["code"], listed(row["now"]))
        if town is None:
            continue
        cyrillic = (*listed(row["russian"]), *listed(row["ukrainian"]))
        for name in (*cyrillic, *listed(row["english"])):
            yield town, name
        for name in cyrillic:
            yield town, latin(name, row["code"][:2] if name in row["ukrainian"] else "RU")


def _is_a_town(towns: Towns, row: Row, name: str, point: tuple[float, float]) -> bool:
    return any(
        apart_km(*point, town.entry.latitude, town.entry.longitude) < _SAME_PLACE_KM
        for town in towns.all_named(row["code"], name)
    )


def _postal_villages(towns: Towns) -> Iterator[Entry]:
    for row in rows("postal_places.tsv"):
        point = float(row["latitude"]), float(row["longitude"])
        if _is_a_town(towns, row, row["name"], point):
            continue
        code, name = row["code"], row["name"]
        shown = latin(name, code[:2])
        reach = 0.0 if row["rough"] == "0" else _DISTRICT_REACH_KM
        yield Entry(
            shown, *point, "village", code[:2], code, VILLAGE_WEIGHT, (name,), reach_km=reach
        )


def _settlements(towns: Towns) -> Iterator[Entry]:
    for row in rows("settlements.tsv"):
        code, english = row["code"], listed(row["english"])
        russian, ukrainian = listed(row["russian"]), listed(row["ukrainian"])
        point = float(row["latitude"]), float(row["longitude"])
        if any(_is_a_town(towns, row, name, point) for name in (*english, *russian)):
            continue
        shown = english[0] if english else latin((russian or ukrainian)[0], code[:2])
        yield Entry(
            shown,
            *point,
            row["kind"],
            code[:2],
            code,
            _SETTLEMENT_WEIGHT,
            (*english[1:], *russian, *ukrainian),
        )


def _districts(towns: Towns) -> Iterator[Entry]:
    own = {(row["code"], index_key(row["name"])) for row in rows("districts.tsv")}
    for row in rows("postal_districts.tsv"):
        if (row["code"], index_key(row["district"])) not in own:
            point = float(row["latitude"]), float(row["longitude"])
            reach = 2.0 * float(row["half_km"])
            yield _district(row["code"], row["district"], (), point, reach)
    for row in rows("districts.tsv"):
        town = towns.named(row["code"], listed(row["seat"]))
        if town is not None:
            point = town.entry.latitude, town.entry.longitude
        elif row["latitude"]:
            point = float(row["latitude"]), float(row["longitude"])
        else:
            continue  # a test counts these: a seat that GeoNames lacks needs a point of its own
        further = (*listed(row["ukrainian"]), *listed(row["former"]))
        yield _district(row["code"], row["name"], further, point, _DISTRICT_REACH_KM)


def _district(
    code: str, name: str, further: tuple[str, ...], point: tuple[float, float], reach: float
) -> Entry:
    adjectives = (name, *further) if not name.isascii() else (*_cyrillic(name), *further)
    full = tuple(f"{adjective} район" for adjective in adjectives)
    shown = latin(name, code[:2])
    bare = shown.removesuffix("iy").removesuffix("yi").removesuffix("y")
    press = f"{bare}y" if bare != shown else shown
    return Entry(
        f"{press} District",
        *point,
        "district",
        code[:2],
        code,
        _DISTRICT_WEIGHT,
        tuple(dict.fromkeys((f"{shown} Raion", press, shown, *adjectives))),
        known=full,
        reach_km=reach,
    )


@cache
def _back() -> tuple[tuple[str, str], ...]:
    """Latin letters of Ukraine's own romanisation to Cyrillic, longest first."""
    pairs = {
        "zgh": "зг", "shch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш",
        "ye": "є", "ie": "є", "yi": "ї", "yu": "ю", "iu": "ю", "ya": "я", "ia": "я", "a": "а",
        "b": "б", "v": "в", "h": "г", "g": "ґ", "d": "д", "e": "е", "z": "з", "y": "и", "i": "і",
        "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т",
        "u": "у", "f": "ф",
    }  # fmt: skip
    return tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


def _cyrillic(name: str) -> tuple[str, ...]:
    """`Sharhorodskyi` → `Шаргородський`: soft signs come back where the language needs them."""
    text = name.lower().replace("tskyi", "цький").replace("skyi", "ський").replace("lsь", "льсь")
    for letters, letter in _back():
        text = text.replace(letters, letter)
    return (text.replace("лс", "льс")[:1].upper() + text.replace("лс", "льс")[1:],)


def _former_regions() -> Iterator[Entry]:
    centres = region_centres()
    for row in rows("former_regions.tsv"):
        codes = listed(row["codes"])
        points = [centres[code] for code in codes]
        if row["latitude"]:
            points = [(float(row["latitude"]), float(row["longitude"]))]
        english = listed(row["english"])
        names = (*listed(row["russian"]), *listed(row["ukrainian"]), *english[1:])
        yield Entry(
            english[0],
            sum(point[0] for point in points) / len(points),
            sum(point[1] for point in points) / len(points),
            "former region",
            codes[0][:2],
            codes[0],
            _FORMER_REGION_WEIGHT,
            (),
            known=(*names, *_bare_adjectives(names)),
            covers=codes,
        )


def _bare_adjectives(names: tuple[str, ...]) -> Iterator[str]:
    """`Молотовская область` → `Молотовская`."""
    for name in names:
        head, _, last = name.rpartition(" ")
        if head and last in {"область", "край", "губерния", "АССР", "АРСР", "губернія"}:
            yield head
