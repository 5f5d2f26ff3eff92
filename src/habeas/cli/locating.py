"""`habeas locate CASE`: the undisclosed sites of a case, and an export of them for an audience."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from habeas.case import Case
from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read, to_sign
from habeas.cli.progress import shown_share
from habeas.cli.refusing import tell_refusal
from habeas.cli.siting import in_words, summary
from habeas.cli.whole_file import ROWS_SHOWN, check_place
from habeas.counts import showing
from habeas.model import WrongUsage, printable, to_plain
from habeas.pipeline import AboveAudience, CaseSites, SiteStanding

_WITH_FAILURES = 3
_FEW = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file for an audience, as of a day; nothing is written without an output."""

    output: Path | None
    audience: str
    as_of: str | None
    key_file: Path | None


def locate_case(case_folder: Path, wanted: Wanted, *, seed: int, as_json: bool) -> int:
    """Locate and tell; with an output, write it and record that it left. The exit code."""
    day = _day(wanted.as_of)
    if wanted.output is None:
        with to_read(case_folder, wanted.key_file) as case:
            found = _located(case, seed)
    else:
        check_place(wanted.output, [], ".geojson", ".json", ".csv", ".parquet")
        with to_sign(case_folder, wanted.key_file) as case:
            found = _located(case, seed)
            if found.found is not None:
                try:
                    written = case.export_sites(
                        wanted.output, found, audience=wanted.audience, as_of=day
                    )
                except AboveAudience as refusal:
                    return tell_refusal(refusal)
                said = f"{wanted.output}: {written.size:,} bytes, sha256 {written.sha256}"
                print(printable(f"{said}, for: {wanted.audience}"), file=sys.stderr)
    if as_json:
        print(json_line(_as_dict(found)))
    else:
        _tell(found)
    return _WITH_FAILURES if found.sightings.left_out else 0


def _located(case: Case, seed: int) -> CaseSites:
    with shown_share("finding sites") as progress:
        return case.locate(
            seed=seed, progress=lambda done, all_of_it: progress("sampling", done / all_of_it)
        )


def _tell(found: CaseSites) -> None:
    told = found.sightings
    texts = len(told.claims)
    print(
        f"{counted(len(told.sightings), 'sighting')} ({texts} of them claims) in"
        f" {counted(found.clusters, 'independent cluster')}"
    )
    for row in told.left_out[:ROWS_SHOWN]:
        print(f"left out: {printable(row)}", file=sys.stderr)
    if len(told.left_out) > ROWS_SHOWN:
        print(f"left out: {counted(len(told.left_out) - ROWS_SHOWN, 'row')} more", file=sys.stderr)
    if found.found is None:
        print(f"no sites: {printable(found.reason or '')}")
        _tell_opinions(found)
        return
    for line in in_words(found.found):
        print(printable(line))
    _tell_opinions(found)
    bound = found.all_sites
    if bound is not None and bound.point is not None:
        print(
            f"by how its sources overlap there are at least {bound.point:.0f} sites, told of or not"
            f" (95 % interval of this bound: {bound.low:.0f} to {bound.high:.0f})"
        )
    weak = [site for site in found.found.sites if not site.supported and site.probability >= 0.2]
    if weak:
        print(f"to review: {counted(len(weak), 'place')} told of by one cluster only")
        for site in weak[:_FEW]:
            ids = ", ".join(member.sighting for member in site.sightings[:_FEW])
            print(f"  {site.probability:.0%}: {printable(ids)}")


def _tell_opinions(found: CaseSites) -> None:
    for standing in found.standings:
        record = standing.placed.record
        verdict = record.verdict.value.replace("_", " ") if record.verdict else ""
        by = f"{record.author}, {record.made_at.date()}: {record.reason}"
        evidence = "evidence as then" if not standing.changed else "evidence changed since"
        site = standing.site or "a site that is no more"
        print(
            printable(f"judgement {standing.placed.position}: {site} {verdict}, {by} ({evidence})")
        )


def _opinion(standing: SiteStanding) -> dict[str, Any]:
    return {
        "judgement": standing.placed.position,
        "site": standing.site,
        **to_plain(standing.placed.record),
        "changed": standing.changed,
        "came": standing.came,
        "went": standing.went,
        "moved_km": round(standing.moved_km, 1),
    }


def _as_dict(found: CaseSites) -> dict[str, Any]:
    line: dict[str, Any] = {
        "sightings": len(found.sightings.sightings),
        "clusters": found.clusters,
        "left_out": list(found.sightings.left_out),
        "reason": found.reason,
        "judgements": [_opinion(standing) for standing in found.standings],
    }
    if found.found is None:
        return line
    claims = found.sightings.claims
    sites = [
        {
            "id": site.id,
            "lat": round(site.latitude, 4),
            "lon": round(site.longitude, 4),
            "probability": round(site.probability, 4),
            "radius_km_90": round(site.radius_km_90, 1),
            "supported": site.supported,
            "clusters": round(site.clusters, 2),
            "functions": to_plain(site.functions),
            "began": to_plain(site.began),
            "ended": to_plain(site.ended),
            "occupants": to_plain(site.occupants),
            "sightings": [
                {
                    "id": member.sighting,
                    "claim": claims.get(member.sighting),
                    "probability": round(member.probability, 4),
                }
                for member in site.sightings
            ],
            "most_influential": to_plain(site.most_influential),
        }
        for site in found.found.sites
    ]
    bound = showing.as_dict(found.all_sites) if found.all_sites is not None else None
    return {**line, **summary(found.found), "sites": sites, "at_least": bound}


def _day(as_of: str | None) -> date | None:
    if as_of is None:
        return None
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        raise WrongUsage(f"{as_of!r} is no day", remedy="write it as 2026-11-26") from None
