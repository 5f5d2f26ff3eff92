"""Towns of Ukraine with their Ukrainian names, as the index has them."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from habeas.language.gazetteer.build import FORMER_NAME, build_index

# A name with one of these letters, and none of the Russian ones, is Ukrainian.
_UKRAINIAN = re.compile(r"(?=.*[іїєґ])[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' -]+")


@dataclass(frozen=True)
class Town:
    """A town under its Ukrainian name."""

    ukrainian: str
    latitude: float
    longitude: float


def ukrainian_towns(count: int) -> list[Town]:
    """The largest towns of Ukraine that have an unmistakably Ukrainian name in the index."""
    with sqlite3.connect(build_index()) as index:
        rows = index.execute(
            "SELECT s.folded, p.latitude, p.longitude, p.id FROM place p"
            " JOIN spelling s ON s.place = p.id WHERE p.country = 'UA' AND p.kind = 'city'"
            " AND s.quality <> ? ORDER BY p.weight DESC, p.id, s.folded",
            (FORMER_NAME,),
        ).fetchall()
    towns: dict[int, Town] = {}
    for name, latitude, longitude, identity in rows:
        if _UKRAINIAN.fullmatch(name):
            towns.setdefault(identity, Town(name, latitude, longitude))
    return list(towns.values())[:count]
