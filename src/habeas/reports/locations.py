"""The places that statements name, each with the reading that the map shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.figures import Figure, PlacePoint, Precision, Standing, place_map
from habeas.model import PlaceCandidate
from habeas.reports.statements import Statement

_PRECISIONS = {
    "country": Precision.COUNTRY,
    "region": Precision.REGION,
    "area": Precision.REGION,
    "district": Precision.REGION,
}
# A reading less likely than this is not drawn, unless a person has settled a statement about it.
LEAST_SCORE = 0.3
_SETTLED = frozenset({Standing.CONFIRMED, Standing.CORRECTED})


@dataclass(frozen=True, slots=True)
class Location:
    """A place with the statements about it; `reading` is None where no coordinates are known.

    `names` are the spellings in the texts, `others` the further readings of these names.
    """

    names: tuple[str, ...]
    reading: PlaceCandidate | None
    others: tuple[PlaceCandidate, ...]
    statements: tuple[Statement, ...]

    @property
    def settled(self) -> int:
        """How many of the statements a person has confirmed or corrected."""
        return sum(item.standing in _SETTLED for item in self.statements)

    @property
    def drawn(self) -> bool:
        """Whether the map shows it: it is located, and likely enough or settled."""
        return self.reading is not None and (self.reading.score >= LEAST_SCORE or self.settled > 0)

    @property
    def title(self) -> str:
        """The gazetteer's name, else the text's."""
        return self.reading.name if self.reading else self.names[0]


def locations(statements: Sequence[Statement]) -> tuple[Location, ...]:
    """Places by falling number of statements; rejected statements are left aside."""
    groups: dict[object, list[Statement]] = {}
    for item in statements:
        if item.settled.place is not None and item.standing is not Standing.REJECTED:
            groups.setdefault(_key(item), []).append(item)
    found = [_location(items) for items in groups.values()]
    return tuple(sorted(found, key=lambda place: (-len(place.statements), place.title)))


def _key(statement: Statement) -> object:
    reading = statement.settled.location
    return statement.settled.place if reading is None else _where(reading)


def _where(reading: PlaceCandidate) -> tuple[str, float, float]:
    return reading.name, reading.latitude, reading.longitude


def _location(statements: Sequence[Statement]) -> Location:
    reading = statements[0].settled.location
    names = {item.settled.place for item in statements if item.settled.place}
    # The same reading may score differently in different sentences: the place is what counts.
    others = {
        _where(candidate): candidate
        for item in statements
        if item.claim.place is not None and item.settled.place == item.claim.place.name
        for candidate in item.claim.place.candidates
        if reading is None or _where(candidate) != _where(reading)
    }
    return Location(
        names=tuple(sorted(names)),
        reading=reading,
        others=tuple(sorted(others.values(), key=lambda item: (-item.score, item.name))),
        statements=tuple(statements),
    )


def map_figure(places: Sequence[Location]) -> Figure:
    """The located places on a map."""
    points = [
        PlacePoint(
            name=place.reading.name,
            latitude=place.reading.latitude,
            longitude=place.reading.longitude,
            precision=_PRECISIONS.get(place.reading.kind, Precision.SITE),
            settled=place.settled,
            open=len(place.statements) - place.settled,
        )
        for place in places
        if place.reading is not None and place.drawn
    ]
    figure = place_map(points, name="figure-map", title="Places named in statements")
    unlikely = sum(place.reading is not None and not place.drawn for place in places)
    if not unlikely:
        return figure
    note = f"Too unlikely to be drawn (score below {LEAST_SCORE}), in the table only: {unlikely}."
    return replace(figure, notes=(*figure.notes, note))
