"""What a description says: seats told one after the other, each with its names and territories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from habeas.places.addresses.parts import Part, parts_of
from habeas.places.addresses.words import language_of

_TERRITORIES = frozenset({"district", "region", "country"})
_LEFT_OUT = frozenset({"river", "railway"})
_RANK = {"country": 3, "region": 2, "district": 1}


@dataclass(frozen=True, slots=True)
class ToldName:
    """A name as printed, what its words say it is, and whether it is the present one."""

    name: str
    kind: str | None = None
    longer: str = ""
    now: bool = False
    lemma: str = "-"
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One place of a description: its names (old, present, other) and what it lies in.

    `link` is "" or "near" or "from"; `km` and `degrees` say how far and which way from it, `driven`
    that the distance was told as a time. `item` numbers the groups told one after the other.
    """

    names: tuple[ToldName, ...]
    within: tuple[ToldName, ...]
    item: int
    link: str = ""
    km: float | None = None
    degrees: float | None = None
    gone: bool = False
    stays: bool = False
    driven: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a description. `seats` may be empty: then `within` is all there is.

    `between` says that the place lies between the two seats, or on the road from one to the other.
    """

    text: str
    language: str
    seats: tuple[Seat, ...]
    within: tuple[ToldName, ...]
    between: bool = False

    @property
    def items(self) -> int:
        """How many groups of seats are told one after the other."""
        return len({seat.item for seat in self.seats})


@dataclass(slots=True)
class _Draft:
    """A seat while its parts are still being read."""

    part: Part
    names: list[ToldName]
    within: list[ToldName] = field(default_factory=list)
    item: int = 0
    gone: bool = False
    stays: bool = False


@dataclass(slots=True)
class _Item:
    territories: list[ToldName] = field(default_factory=list)
    inherits: bool = False
    seats: list[_Draft] = field(default_factory=list)


def read_address(
    text: str, *, language: str | None = None, is_territory: Callable[[str], bool]
) -> Reading:
    """Read an administrative description.

    `is_territory` says of a bare name ("Украина", "Санкт-Петербург") whether it is first of all a
    country or a region. Never raises; a text without names gives a reading without seats.
    """
    told = language_of(text, language)
    items: list[_Item] = []
    number = -1
    last: _Draft | None = None
    target: list[ToldName] | None = None
    previous: Part | None = None  # when it was a territory
    for part in parts_of(text, told):
        if previous is not None and _renames(part):
            part = replace(part, kind=previous.kind)
        if part.item != number or not items:
            number = part.item
            items.append(_Item(inherits=part.same_place))
            last = target = None
        if part.kind in _LEFT_OUT:
            continue
        if part.same_name or part.gone:
            if last is not None:
                last.stays, last.gone = last.stays or part.same_name, last.gone or part.gone
            continue
        previous = None
        if _is_territory(part, last, is_territory):
            target = _place_territory(part, items, last, target)
            previous = part
        elif last is not None and _is_landmark(part, last):
            last.within.append(replace(_told(part), kind="near"))
        elif last is not None and (part.depth > last.part.depth or part.now or part.link == "or"):
            last.names.append(_told(part))
            target = last.within
        else:
            last = _Draft(part, [_told(part)])
            if part.link == "and" and items[-1].seats:
                items.append(_Item())
            items[-1].seats.append(last)
            target = None
    return _reading(text, told, items)


def _renames(part: Part) -> bool:
    """Whether a bare name in brackets is what the territory before it is called now."""
    return part.kind is None and bool(part.words) and part.now and part.depth > 0


def _is_territory(part: Part, last: _Draft | None, is_territory: Callable[[str], bool]) -> bool:
    if part.kind in _TERRITORIES:
        return True
    if part.link == "in" and last is not None:
        return True
    if part.kind is not None:
        return False
    return is_territory(part.name) and part.link not in {"near", "from"}


def _is_landmark(part: Part, last: _Draft) -> bool:
    """Whether a part only says what the place before it is near: "посёлок Тихое под Шумным"."""
    landmark = part.link in {"near", "from"} and part.depth == last.part.depth
    return landmark and last.part.link not in {"near", "from"}


def _place_territory(
    part: Part, items: list[_Item], last: _Draft | None, target: list[ToldName] | None
) -> list[ToldName]:
    """Put a territory where it belongs: to the seat in whose brackets it stands, or to the item."""
    item = items[-1]
    name = _told(part)
    aside = part.depth > 0 or part.now or part.link == "in"
    if last is not None and aside and target is not item.territories:
        last.within.append(name)
        return last.within
    starts_anew = (
        last is not None
        and part.depth == 0
        and part.link == ""
        and part.kind in {"region", "country"}
        and any(one.kind == part.kind for one in item.territories)
    )
    if starts_anew:
        items.append(_Item())
        item = items[-1]
    item.territories.append(name)
    return item.territories


def _told(part: Part) -> ToldName:
    return ToldName(part.name, part.kind, part.longer, part.now, part.lemma, part.doubt)


def _reading(text: str, language: str, items: list[_Item]) -> Reading:
    seats: list[Seat] = []
    standing: list[ToldName] = []
    number = 0
    for item in items:
        own = item.territories
        highest = max((_RANK.get(one.kind or "", 0) for one in own), default=0)
        kept = [one for one in standing if _RANK.get(one.kind or "", 0) > highest]
        standing = [*(standing if not own else kept), *own]
        aside = [name for draft in item.seats for name in draft.within]
        for draft in item.seats:
            part = draft.part
            within = (*draft.within, *standing) or tuple(aside)
            link = part.link if part.link in {"near", "from"} else ""
            seats.append(
                Seat(
                    tuple(draft.names),
                    tuple(dict.fromkeys(within)),
                    number,
                    link,
                    part.km,
                    part.degrees,
                    draft.gone,
                    draft.stays,
                )
            )
        number += bool(item.seats)
    everything: Iterable[ToldName] = (one for item in items for one in item.territories)
    return Reading(text, language, tuple(seats), tuple(dict.fromkeys(everything)))
