"""Undisclosed sites, as the record tells of them: a map of where, and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from habeas.figures import Figure
from habeas.reports.sites_figure import sites_figure
from habeas.reports.statements import Statement

if TYPE_CHECKING:
    from habeas.pipeline import CaseSites, SiteStanding
    from habeas.places import Site

_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One supported site in words; `statements` and `records` are what it rests on."""

    id: str
    where: str
    exists: str
    clusters: str
    active: str
    function: str
    held: str
    statements: tuple[Statement, ...]
    records: tuple[str, ...]
    without: str


@dataclass(frozen=True, slots=True)
class SiteOpinionLine:
    """What a person thinks of a site, `where` it was seen, and what became of the evidence."""

    position: int
    site: str
    where: str
    verdict: str
    author: str
    made_at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class Sites:
    """The part on sites. `weak` counts places told of by one cluster only; `opinions` are what
    people think of sites, which changes none of it.
    """

    map: Figure
    lines: tuple[SiteLine, ...]
    sightings: int
    clusters: int
    seen: str
    mistaken: str
    bound: str
    weak: int
    unplaced: int
    left_out: tuple[str, ...]
    doubtful: bool
    reason: str
    opinions: tuple[SiteOpinionLine, ...] = ()


def sited(found: CaseSites | None, statements: Sequence[Statement]) -> Sites | None:
    """The part in words; None where no source tells of where somebody was held."""
    if found is None or not found.sightings.sightings:
        return None
    told = found.sightings
    if found.found is None:
        return Sites(
            sites_figure((), name="figure-sites"),
            (), len(told.sightings), found.clusters, "", "", "", 0, 0, told.left_out, False,
            found.reason or "", tuple(map(_opinion, found.standings)),
        )  # fmt: skip
    result = found.found
    by_claim = {item.claim.id: item for item in statements}
    shown = result.supported[:_MOST_LISTED]
    bound = found.all_sites
    return Sites(
        sites_figure(shown, name="figure-sites"),
        tuple(_line(site, told.claims, by_claim) for site in shown),
        len(told.sightings),
        found.clusters,
        f"{_span(result.seen.low, result.seen.high)} (95 % interval)"
        if result.diagnostics.countable
        else "not stated, for the sampler's chains differ too much",
        f"{result.mistaken.low:.0%} to {result.mistaken.high:.0%}",
        f"{bound.point:.0f} (95 % interval of the bound: {bound.low:.0f} to {bound.high:.0f})"
        if bound is not None and bound.point is not None
        else "",
        sum(not site.supported and site.probability >= 0.2 for site in result.sites),
        len(result.unplaced),
        told.left_out,
        not result.diagnostics.trusted,
        "",
        tuple(map(_opinion, found.standings)),
    )


def _span(low: float, high: float) -> str:
    """So many sites; one number where both ends are the same."""
    first, last = f"{low:.0f}", f"{high:.0f}"
    if first == last:
        return "1 site" if first == "1" else f"{first} sites"
    return f"{first} to {last} sites"


def _opinion(standing: SiteStanding) -> SiteOpinionLine:
    record = standing.placed.record
    seen = record.seen
    return SiteOpinionLine(
        standing.placed.position,
        standing.site or "none of today's",
        f"within {seen.radius_km_90:.0f} km of {seen.latitude:.2f}, {seen.longitude:.2f}",
        record.verdict.value.replace("_", " ") if record.verdict else "",
        record.author,
        record.made_at,
        _evidence(standing),
    )


def _evidence(standing: SiteStanding) -> str:
    """What became of the evidence since somebody judged a site by it."""
    if standing.site is None:
        return "no site rests on it any more"
    if not standing.changed:
        return "the same as then"
    return (
        f"changed since: {standing.came} sightings came, {standing.went} went;"
        f" the point moved by {standing.moved_km:.1f} km"
    )


def _line(site: Site, claims: Mapping[str, str], by_claim: Mapping[str, Statement]) -> SiteLine:
    members = [member for member in site.sightings if member.probability >= 0.5]
    named = [claims.get(member.sighting, "") for member in members]
    function = max(site.functions, key=lambda pair: pair[1], default=("", 0.0))
    strongest = site.most_influential[0] if site.most_influential else None
    people = site.occupants
    return SiteLine(
        site.id,
        f"within {site.radius_km_90:.0f} km of {site.latitude:.2f}, {site.longitude:.2f}",
        f"{site.probability:.2f}",
        f"{site.clusters:.1f}",
        _active(site),
        f"{function[0]} ({function[1]:.0%})" if function[0] else "",
        f"{people.low:,.0f} to {people.high:,.0f}" if people else "",
        tuple(by_claim[name] for name in named if name in by_claim),
        tuple(
            member.sighting
            for member, name in zip(members, named, strict=True)
            if name not in by_claim
        ),
        f"{strongest.probability_without:.2f} without {strongest.sighting}" if strongest else "",
    )


def _active(site: Site) -> str:
    """From the likely first to the likely last day of use, to the month."""
    if site.began is None or site.ended is None:
        return ""
    return f"{site.began.middle:%Y-%m} – {site.ended.middle:%Y-%m}"
