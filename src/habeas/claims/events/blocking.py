"""Which claims are compared at all: those that share a key; nearly linear in their number.

A place with a day or a month, a person, two rare words, the same words, a day and a kind, a number
and a month. Where more than `block` claims meet under a key, each is compared with the `window`
that follow it in the order of kind, date, number and words; finer keys bring the rest together.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date

from habeas.claims.events import named, placing
from habeas.claims.events.settings import EventSettings
from habeas.claims.events.told import Told

_MOST_DAYS, _MOST_MONTHS = 10, 6
_RARE = 4
_LARGE = 10


def candidates(
    told: Sequence[Told], rarity: Mapping[str, float], settings: EventSettings
) -> Iterator[tuple[int, int]]:
    """Pairs of positions (the lower first) to compare, each once, in a fixed order."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for position, item in enumerate(told):
        for key in dict.fromkeys(_keys(item, rarity)):
            blocks[key].append(position)
    seen: set[int] = set()
    size = len(told)
    for members in blocks.values():
        for one, other in _pairs(members, told, settings):
            code = one * size + other
            if code not in seen:
                seen.add(code)
                yield one, other


def _pairs(
    members: list[int], told: Sequence[Told], settings: EventSettings
) -> Iterator[tuple[int, int]]:
    reach = len(members)
    if len(members) > settings.block:
        members = sorted(members, key=lambda at: (*_order(told[at]), at))
        reach = settings.window
    for place, one in enumerate(members):
        for other in members[place + 1 : place + 1 + reach]:
            if told[one].denies and told[other].denies:
                continue
            yield (one, other) if one < other else (other, one)


def _order(item: Told) -> tuple[str, int, float, int]:
    first = item.span.first if item.span else 0
    value = item.counts[0].value if item.counts else 0.0
    return item.type or "", first, value, min(map(_number, item.words), default=0)


def _keys(item: Told, rarity: Mapping[str, float]) -> Iterator[Hashable]:
    days, months = _days(item), _months(item)
    places = [*placing.cells(item.place), *placing.name_keys(item.place)] if item.place else []
    for place in places:
        yield from ((place, "day", day) for day in days)
        yield from ((place, "month", month) for month in months)
        yield place
    for victim in item.victims:
        yield from (("person", key) for key in sorted(named.person_keys(victim).surname))
    if item.type is not None and len(days) == 2:
        yield "day", item.type, days[0]
        yield "day", item.type, days[1]
    rare = sorted(item.words, key=lambda key: (-rarity[key], key))[:_RARE]
    for at, one in enumerate(rare):
        yield from (("words", *sorted((one, other))) for other in rare[at + 1 :])
    if item.words:
        hashed = sorted(map(_number, item.words))
        yield "least", hashed[0], hashed[-1]
    for count in item.counts:
        if count.known and count.value >= _LARGE:
            yield from (("number", count.of, count.value, month) for month in months)
            yield from (("number", count.of, count.value, place) for place in places)


def _days(item: Told) -> list[int]:
    """Its days and the one after them, so that two that are a day apart meet."""
    if item.span is None or item.span.length > _MOST_DAYS:
        return []
    return list(range(item.span.first, item.span.last + 2))


def _months(item: Told) -> list[int]:
    if item.span is None:
        return []
    first, last = (date.fromordinal(max(1, at)) for at in (item.span.first, item.span.last))
    found = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    return list(found) if len(found) <= _MOST_MONTHS else []


def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
