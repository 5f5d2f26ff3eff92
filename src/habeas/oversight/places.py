"""Places as people write them: a code, a region, a town, `RU-Taganrog`, "UA-14 (occupied)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from habeas.language import Gazetteer, fold, listed, table_rows
from habeas.model import InputRefused, PlaceCandidate
from habeas.oversight.jurisdiction import control_rows
from habeas.oversight.states import find_state, states
from habeas.oversight.territory import Place
from habeas.oversight.world import ANY

_REGION_CODE = re.compile(r"[A-Za-z]{2}-[A-Za-z0-9]{1,3}")
_QUALIFIED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<words>[^()]+)\)\s*")
_WITHIN = re.compile(r"(?P<country>[A-Za-z]{2})-(?P<name>.+)")
# What may stand in the brackets, whole: "not occupied" and "formerly occupied" say something else.
_OCCUPIED = re.compile(
    r"(?:then |temporarily |now |still )?occupied(?: territory)?"
    r"|(?:тимчасово )?окупован(?:ий|а|е|о|і)(?: територія)?"
    r"|(?:временно )?оккупирован(?:ный|ная|ное|а|о|ы|ные)?(?: территория)?",
    re.IGNORECASE,
)
_CONTROLLED = re.compile(
    r"(?:then )?(?:controlled|occupied|held) by (?P<by>.+)|(?:then )?under (?P<under>.+?) control"
    r"|під контролем (?P<uk>.+)|под контролем (?P<ru>.+)",
    re.IGNORECASE,
)
# A reading is taken when it holds this share of all that the name may mean.
_SURE = 0.75


@lru_cache(maxsize=4096)
def find_place(text: str, *, near: str = "") -> Place:
    """The place in law that a text names; `near` is a country code that readings should lie in.

    Words in brackets say who held the very place: "(occupied)" means the one occupier that the
    table of control knows for the region, or, if it knows none or several, somebody other than
    the sovereign (`*`). Raises InputRefused for an unknown name, and for one that may mean places
    in several countries or regions, with the candidates.
    """
    qualified = _QUALIFIED.fullmatch(text.strip())
    name = qualified["name"].strip() if qualified else text.strip()
    country, region = _where(name, near)
    controller = _controller(qualified["words"], country, region) if qualified else ""
    return Place(text.strip(), country, region, controller)


def _where(name: str, near: str) -> tuple[str, str]:
    code = name.upper()
    if _REGION_CODE.fullmatch(name) and code[:2] in states():
        meant = _meant().get(code, code)
        if meant != code or not _is_word(name):
            return meant[:2], meant
    if code in states():
        return code, ""
    within = _WITHIN.fullmatch(name)
    if within and within["country"].upper() in states():
        return _looked_up(within["name"], within["country"].upper(), name)
    try:
        return find_state(name), ""
    except InputRefused:
        return _looked_up(name, near.upper(), name)


def _is_word(name: str) -> bool:
    """Whether a town stands behind the country: RU-Ufa, but UA-14, RU-ROS and ru-ros are codes."""
    if name.islower():
        return False
    tail = name[3:]
    return not (tail.isdigit() or tail.isupper() or any(map(str.isdigit, tail)) or len(tail) <= 2)


def _looked_up(name: str, country: str, printed: str) -> tuple[str, str]:
    known = [row for row in _towns().get(fold(name), ()) if row[0] == country or not country]
    if known:
        return known[0]
    readings = _gazetteer().find(name, near=(country,) if country else (), limit=12)
    inside = [found for found in readings if found.country == country] if country else readings
    shares: dict[tuple[str, str], float] = {}
    for found in inside:
        code = found.code or found.country or ""
        place = _meant().get(code, code)
        key = (place[:2], place if "-" in place else "")
        shares[key] = shares.get(key, 0.0) + found.score
    if not shares:
        raise InputRefused(
            f"no place called “{printed}” is known",
            where="place",
            remedy="give an ISO 3166-2 code such as UA-14, or a country and a town: RU-Taganrog",
        )
    best = max(shares, key=lambda key: shares[key])
    if shares[best] < _SURE * sum(shares.values()):
        raise InputRefused(
            f"“{printed}” may be {_candidates(inside)}",
            where="place",
            remedy=f"name the region: {' or '.join(_shown(key) for key in list(shares)[:3])}",
        )
    return best


def _controller(words: str, country: str, region: str) -> str:
    named = _CONTROLLED.fullmatch(words.strip())
    if named:
        return find_state(next(filter(None, named.groups())))
    if not _OCCUPIED.fullmatch(words.strip()):
        raise InputRefused(
            f"“({words})” does not say who held the place",
            where="place",
            remedy="write (occupied) or (controlled by STATE), or leave the brackets out",
        )
    known = {row.controller for row in control_rows() if row.region == region} - {country}
    return known.pop() if len(known) == 1 else ANY


def _candidates(readings: Iterable[PlaceCandidate]) -> str:
    found = (f"{item.name} ({item.code})" for item in readings)
    return ", ".join(list(dict.fromkeys(found))[:4])


def _shown(key: tuple[str, str]) -> str:
    return key[1] or key[0]


@cache
def _meant() -> dict[str, str]:
    from habeas.oversight.tables import data_path

    return {row["code"]: row["region"] for row in table_rows(data_path("seized_regions.tsv"))}


@cache
def _towns() -> dict[str, tuple[tuple[str, str], ...]]:
    """Towns whose region the gazetteer does not know, by every name of theirs."""
    from habeas.oversight.tables import data_path

    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in table_rows(data_path("town_regions.tsv")):
        for name in listed(row["names"]):
            place = (row["country"], row["region"])
            found[fold(name)] = (*found.get(fold(name), ()), place)
    return found


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()
