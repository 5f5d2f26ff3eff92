"""The places that claims name, as printed and as the gazetteer reads them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from habeas.model import PlaceCandidate
from habeas.pipeline import JudgedClaim
from habeas.web.paging import page_within, part_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

PAGE = 100


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """Which page of the table."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A place. `names` are the spellings in the texts; `reading` is None where none is known.

    `claims` are pairs of the claim's id and the source's hash, at most twelve of `in_all`.
    """

    title: str
    names: tuple[str, ...]
    reading: PlaceCandidate | None
    others: int
    claims: tuple[tuple[str, str], ...]
    in_all: int
    settled: int


@dataclass(frozen=True, slots=True)
class NamedView:
    """Places by falling number of claims; rejected claims are left aside."""

    places: tuple[NamedLine, ...]
    in_all: int
    page: int


def named(visit: Visit, query: NamedQuery) -> NamedView:
    """The places named."""
    groups: dict[tuple[str, str], list[JudgedClaim]] = defaultdict(list)
    for judged in visit.bench.claims:
        place = judged.claim.place
        if place is not None and judged.state != "rejected":
            corrected = judged.corrections.get("place")
            best = place.best if corrected is None else None
            name = corrected or place.name
            groups[(best.name, best.code or best.country) if best else (name, "")].append(judged)
    lines = sorted(
        (_line(items) for items in groups.values()), key=lambda line: (-line.in_all, line.title)
    )
    page = page_within(query.page, PAGE, len(lines))
    return NamedView(tuple(part_of(lines, page, PAGE)), len(lines), page)


def _line(items: list[JudgedClaim]) -> NamedLine:
    spellings: dict[str, None] = {}
    reading: PlaceCandidate | None = None
    others = 0
    for judged in items:
        corrected = judged.corrections.get("place")
        place = judged.claim.place
        if corrected is not None:
            spellings[corrected] = None
        elif place is not None:
            spellings[place.name] = None
            reading = reading or place.best
            others = max(others, len(place.candidates) - 1)
    return NamedLine(
        reading.name if reading else next(iter(spellings)),
        tuple(spellings),
        reading,
        others,
        tuple((judged.claim.id, judged.source.sha256) for judged in items[:12]),
        len(items),
        sum(judged.state in {"confirmed", "corrected"} for judged in items),
    )


def named_sheet(view: NamedView) -> Sheet:
    """One row for each place of this page."""
    rows = [
        (
            line.title,
            "; ".join(line.names),
            line.reading.latitude if line.reading else None,
            line.reading.longitude if line.reading else None,
            line.reading.kind if line.reading else None,
            line.reading.country if line.reading else None,
            line.in_all,
            line.settled,
        )
        for line in view.places
    ]
    columns = "place as_printed latitude longitude kind country claims settled"
    return Sheet(tuple(columns.split()), rows)
