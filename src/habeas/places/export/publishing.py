"""From sites to rows for an audience: everything for the restricted one, areas for all others."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from habeas.places.export.coarsening import coarsened
from habeas.places.export.disclosed import Disclosed, DisclosedSite
from habeas.places.export.land import Land, Places, held, masses
from habeas.places.export.matching import matched
from habeas.places.export.outline import centre_and_reach
from habeas.places.export.row import RESTRICTED, ExportRow, ExportSettings, Precision, SiteRow

_PROBABILITIES = (0.0, 0.5, 0.75, 0.9)
_PEOPLE = (0, 10, 50, 100, 500, 1_000, 5_000, 10_000, 100_000)
_COUNTS = ((1, "fewer than 5"), (5, "5 to 19"), (20, "20 to 99"), (100, "100 or more"))
_MAIN_SHARE = 0.5
_REACH_STEP_KM = 5.0


@dataclass(frozen=True, slots=True)
class Published:
    """The rows of an export, what has been disclosed once it is let out, and notes for its reader.

    Whoever keeps `disclosed` must keep it before the rows leave, and give it to the next export.
    """

    rows: tuple[ExportRow, ...]
    disclosed: Disclosed
    notes: tuple[str, ...]


def publish(
    sites: Sequence[SiteRow],
    audience: str,
    *,
    as_of: date,
    disclosed: Disclosed,
    places: Places,
    settings: ExportSettings | None = None,
) -> Published:
    """What this audience may see of the sites on that day.

    "restricted" sees everything. To all others a site is told of as a cell of H3 resolution 5, a
    block of such cells, or first-level regions, and what any number of exports have in common is
    never less than a whole cell, however the case has grown between them, as long as each is given
    what the last one disclosed (`habeas.places.export.disclosed` says how). Sites that are in use
    are left out, and so are those that rest on one cluster (the settings may say otherwise).

    `places` are the populated places of all countries round the sites. A pure function: it reads
    no clock and keeps nothing.
    """
    chosen = settings or ExportSettings()
    if audience == RESTRICTED:
        return Published(tuple(map(_in_full, sites)), disclosed, ())
    land = Land(places)
    fresh = [_fresh(site, land, chosen) for site in sites]
    matches = matched(sites, fresh, disclosed, land)
    rows: list[ExportRow] = []
    active = alone = hidden = 0
    for site, match in zip(sites, matches, strict=True):
        if not site.supported and not chosen.unsupported:
            alone += 1
            continue
        in_use = is_active(site, as_of, chosen.quiet_months)
        if in_use and chosen.active_sites == "withheld":
            active += 1
            continue
        known = match.record or DisclosedSite(disclosed.next_id())
        known = replace(known, key=known.key or site.key)
        by_region = in_use or chosen.by_region
        told = coarsened(site, known, match.others, land, chosen, by_region=by_region)
        if told is None:
            hidden += 1
            continue
        precision, known = told
        disclosed = disclosed.having(known)
        rows.append(_coarse(site, known, precision, in_use, chosen))
    # Any other order, such as that of the sites, would say something of each.
    rows.sort(key=lambda row: int(row.id[1:]))
    return Published(tuple(rows), disclosed, _notes(rows, active, alone, hidden, chosen))


def _fresh(site: SiteRow, land: Land, settings: ExportSettings) -> DisclosedSite | None:
    """What would be written of a site if nothing were told yet."""
    told = coarsened(site, DisclosedSite("P0"), (), land, settings, by_region=settings.by_region)
    return None if told is None else told[1]


def is_active(site: SiteRow, as_of: date, quiet_months: int = 12) -> bool:
    """Whether the site must be taken to be in use: no end is known, or one not long past."""
    if site.ended is None:
        return True
    months = site.ended.year * 12 + site.ended.month - 1 + quiet_months
    year, month = divmod(months, 12)
    if year > date.max.year:
        return True
    last = date(year, month + 1, min(site.ended.day, monthrange(year, month + 1)[1]))
    return last >= as_of


def _in_full(site: SiteRow) -> ExportRow:
    mass = masses(site.surface)
    cells: list[str] = []
    for cell in sorted(mass, key=lambda one: (-mass[one], one)):
        if held(mass, cells) >= 0.9 - 1e-9:
            break
        cells.append(cell)
    return ExportRow(
        id=site.id,
        precision=Precision.POINT,
        probability=site.probability,
        supported=site.supported,
        latitude=site.latitude,
        longitude=site.longitude,
        radius_km_90=site.radius_km_90,
        cells=tuple(cells),
        function="|".join(name for name, _ in site.functions),
        active_from=str(site.began or ""),
        active_to=str(site.ended or ""),
        occupants=(site.occupants[0], site.occupants[2]) if site.occupants else None,
        sightings=site.sightings,
    )


def _coarse(
    site: SiteRow,
    record: DisclosedSite,
    precision: Precision,
    in_use: bool,
    settings: ExportSettings,
) -> ExportRow:
    by_region = precision is Precision.REGION
    cells = () if by_region else record.cells
    latitude, longitude, reach = centre_and_reach(cells) if cells else (None, None, None)
    main = max(site.functions, key=lambda named: named[1], default=("", 0.0))
    return ExportRow(
        id=record.id,
        precision=precision,
        probability=max(bound for bound in _PROBABILITIES if bound <= site.probability),
        supported=site.supported,
        latitude=latitude,
        longitude=longitude,
        radius_km_90=None if reach is None else _REACH_STEP_KM * (1 + reach // _REACH_STEP_KM),
        cells=cells,
        regions=record.regions if by_region else (),
        function=main[0] if main[1] >= _MAIN_SHARE else "",
        active_from=_period(site.began, settings.dates),
        active_to="" if in_use else _period(site.ended, settings.dates),
        occupants=_band(site.occupants),
    )


def _period(day: date | None, dates: str) -> str:
    if day is None:
        return ""
    return f"{day.year}" if dates == "year" else f"{day.year}-Q{(day.month + 2) // 3}"


def _band(people: tuple[float, float, float] | None) -> tuple[float, float] | None:
    """From where the band of the low limit begins to where that of the high one ends."""
    if people is None:
        return None
    low = max(bound for bound in _PEOPLE if bound <= max(0.0, people[0]))
    ends = [after - 1 for _, after in pairwise(_PEOPLE)]
    return float(low), float(next((end for end in ends if end >= people[2]), ends[-1]))


def _notes(
    rows: Sequence[ExportRow], active: int, alone: int, hidden: int, settings: ExportSettings
) -> tuple[str, ...]:
    notes = []
    if rows:
        notes.append(
            f"Each area holds at least {settings.kept_share:.0%} of where its site may lie."
        )
    for number, words in (
        (active, "left out because they are in use, or were not long ago"),
        (alone, "left out because they rest on one witness or cluster"),
        (hidden, "left out because hardly anybody lives where they may lie"),
    ):
        if number:
            # An exact count would tell, from one export to the next, when one site went quiet.
            count = [band for least, band in _COUNTS if least <= number][-1]
            notes.append(f"Sites {words}: {count}.")
    return tuple(notes)
