"""The settlements that a station may be called after: Раздольная, of Раздольное."""

from __future__ import annotations

from functools import cache

from habeas.language import listed, table_rows
from habeas.places.addresses.words import table_path

_SHORTEST_STEM = 3


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (row["ending"], listed(row["others"]))
        for row in table_rows(table_path("station_endings.tsv"))
    )


def settlements_of(station: str) -> list[str]:
    """Names that differ from the station's in the ending of an adjective; none for other names."""
    return [
        station.removesuffix(ending) + other
        for ending, others in _endings()
        if station.endswith(ending) and len(station) >= len(ending) + _SHORTEST_STEM
        for other in others
    ]
