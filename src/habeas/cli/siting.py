"""`habeas places sites`: sightings to sites, for an audience."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from habeas.cli.column_map import chosen_columns
from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.progress import shown_share
from habeas.cli.whole_file import ROWS_SHOWN, check_place, write_whole
from habeas.language import Gazetteer
from habeas.model import InputRefused, WrongUsage, canonical_json, from_plain, printable, to_plain
from habeas.places import (
    SiteSettings,
    SitesFound,
    export,
    infer_sites,
    read_sightings,
    towns_around,
)

_WITH_FAILURES = 3
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the result goes, for whom, as of which day, and what earlier exports told."""

    output: Path
    audience: str
    as_of: str | None
    disclosed: Path | None
    chart: Path | None


def find_sites(
    table: Path, wanted: Wanted, *, columns: Sequence[str], seed: int, as_json: bool
) -> int:
    """Infer the sites and write them; 3 when rows could not be read."""
    check_place(wanted.output, [table], ".geojson", ".json", ".csv", ".parquet")
    if wanted.chart is not None:
        check_place(wanted.chart, [table, wanted.output], ".svg")
    day = _day(wanted)
    read = read_sightings(table, chosen_columns(columns))
    if not read.sightings:
        raise InputRefused(
            "no row of it can be read as a sighting",
            where=table.name,
            remedy=read.refused[0].remedy if read.refused else "give rows below the header",
        )
    gazetteer = Gazetteer.open()
    with shown_share("finding sites") as progress:
        found = infer_sites(
            read.sightings,
            gazetteer,
            SiteSettings(seed=seed),
            progress=lambda done, all_of_it: progress("sampling", done / all_of_it),
        )
    published = write_sites(found, gazetteer, wanted, day)
    if wanted.chart is not None:
        draw_sites(found, wanted.chart)
    refused = [str(row) for row in read.refused]
    if as_json:
        line = {
            **summary(found),
            "sites": [to_plain(_plain(row)) for row in published.rows],
            "refused": refused,
            "notes": [*read.notes, *published.notes],
            "output": str(wanted.output),
        }
        print(json_line(line))
        return _WITH_FAILURES if refused else 0
    for note in (*read.notes, *published.notes):
        print(printable(note), file=sys.stderr)
    for line_ in in_words(found):
        print(printable(line_))
    for row in refused[:ROWS_SHOWN]:
        print(f"not read: {printable(row)}", file=sys.stderr)
    if len(refused) > ROWS_SHOWN:
        print(f"not read: {counted(len(refused) - ROWS_SHOWN, 'row')} more", file=sys.stderr)
    if wanted.audience == export.RESTRICTED:
        print(f"{printable(str(wanted.output))}: for the investigation only; it names exact places")
    return _WITH_FAILURES if refused else 0


def write_sites(
    found: SitesFound, gazetteer: Gazetteer, wanted: Wanted, day: date
) -> export.Published:
    """What this audience may see, written; what was told is kept before the file leaves."""
    told = _told(wanted.disclosed)
    rows = [export.SiteRow.of(site) for site in found.sites]
    published = export.publish(
        rows,
        wanted.audience,
        as_of=day,
        disclosed=told,
        places=towns_around(found.sites, told, gazetteer),
    )
    if wanted.disclosed is not None and published.disclosed != told:
        write_whole(wanted.disclosed, canonical_json(published.disclosed) + b"\n")
    suffix = wanted.output.suffix.lower()
    if suffix == ".parquet":
        export.write_geoparquet(published.rows, wanted.output, published.notes)
    elif suffix == ".csv":
        write_whole(wanted.output, export.csv_text(published.rows).encode())
    else:
        collection = json.loads(export.geojson_text(published.rows, published.notes))
        collection["audience"] = wanted.audience
        if wanted.audience == export.RESTRICTED:
            collection["summary"] = summary(found)
        text = json.dumps(collection, ensure_ascii=False, indent=1)
        write_whole(wanted.output, f"{text}\n".encode())
    return published


def draw_sites(found: SitesFound, path: Path) -> None:
    """The supported sites over their surface, as SVG; for the investigation only."""
    # Drawing loads the charts' fonts and borders, which tables do without.
    from habeas.reports import sites_figure

    figure = sites_figure(found.supported, name="sites")
    write_whole(path, (figure.svg or "").encode())


def summary(found: SitesFound) -> dict[str, Any]:
    """How many sites, how many sightings are mistaken, and whether the chains agree."""
    return {
        "supported": len(found.supported),
        "sites_seen": to_plain(found.seen) if found.diagnostics.countable else None,
        "sites_all": to_plain(found.all_sites) if found.diagnostics.countable else None,
        "mistaken": to_plain(found.mistaken),
        "unplaced": list(found.unplaced),
        "diagnostics": {**to_plain(found.diagnostics), "trusted": found.diagnostics.trusted},
        "seed": found.settings.seed,
    }


def in_words(found: SitesFound) -> list[str]:
    """The result in sentences: how many, then the surest."""
    seen, mistaken = found.seen, found.mistaken
    number = f"{seen.low:.0f} to {seen.high:.0f} sites at {seen.level:.0%}"
    if not found.diagnostics.countable:
        number = "not stated, for the chains differ too much"
    lines = [
        f"{counted(len(found.supported), 'supported site')} (two or more independent clusters)",
        f"seen by somebody: {number};"
        f" mistaken: {mistaken.low:.0%} to {mistaken.high:.0%} of what is told",
    ]
    if not found.diagnostics.trusted:
        lines.append(
            f"the chains do not agree (R-hat {found.diagnostics.rhat_number:.2f}): run it with"
            " another seed before any number is quoted"
        )
    if found.unplaced:
        names = ", ".join(found.unplaced[:_SHOWN])
        lines.append(f"{counted(len(found.unplaced), 'sighting')} without a known place: {names}")
    for site in found.supported[:_SHOWN]:
        clusters = f"{site.clusters:.1f} clusters"
        lines.append(
            f"  {site.id}: {site.probability:.0%}, within {site.radius_km_90:.0f} km of"
            f" {site.latitude:.2f}, {site.longitude:.2f}; {clusters}"
        )
    more = len(found.supported) - _SHOWN
    if more > 0:
        lines.append(f"  and {more} more in the file")
    return lines


def _plain(row: export.ExportRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "precision": row.precision.value,
        "probability": round(row.probability, 4),
        "supported": row.supported,
        "lat": row.latitude,
        "lon": row.longitude,
        "radius_km_90": row.radius_km_90,
        "regions": list(row.regions),
    }


def _told(path: Path | None) -> export.Disclosed:
    """What earlier exports told; nothing where the file is not there yet."""
    if path is None or not path.exists():
        return export.Disclosed()
    try:
        return from_plain(export.Disclosed, json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError) as error:
        raise InputRefused(
            "this is no record of what was told",
            where=str(path),
            remedy="give the file that an earlier export wrote, or a new name",
        ) from error


def _day(wanted: Wanted) -> date:
    """The day as of which a site is active; whoever publishes has to say it, and remember."""
    if wanted.audience != export.RESTRICTED:
        if wanted.as_of is None:
            raise WrongUsage(
                "a site is private while it is active: as of which day?",
                remedy="give --as-of 2026-11-26",
            )
        if wanted.disclosed is None:
            raise WrongUsage(
                "exports must not narrow a site down when they are laid over each other",
                remedy="give --disclosed FILE, and the same file with every later export",
            )
    if wanted.as_of is None:
        return date.min
    try:
        return date.fromisoformat(wanted.as_of)
    except ValueError:
        raise WrongUsage(f"{wanted.as_of!r} is no day", remedy="write it as 2026-11-26") from None
