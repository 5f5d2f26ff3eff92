"""One site as it stands before whoever judges it, and the digest of exactly that."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from habeas.model import SeenSighting, WrongUsage, canonical_json
from habeas.pipeline import CaseSites, SiteStanding


@dataclass(frozen=True, slots=True)
class ShownSighting:
    """One sighting that the site rests on; `words` are a claim's, or those of a row of a table.

    With `covered` they tell of violence, and are not given until somebody asks for them.
    """

    sighting: str
    probability: float
    words: str
    source: str
    claim: str | None
    covered: bool


@dataclass(frozen=True, slots=True)
class SiteOpinion:
    """What somebody thinks of a site, and how the evidence has changed since they saw it.

    `position` is its place in the ledger, by which it is taken back; the point and the radius are
    those that were seen.
    """

    position: int
    verdict: str
    author: str
    made_at: datetime
    reason: str
    latitude: float
    longitude: float
    radius_km: float
    probability: float
    changed: bool
    came: int
    went: int
    moved_km: float


@dataclass(frozen=True, slots=True)
class SiteItem:
    """A site with the sightings that are judged with it; `more` are too many to be shown.

    `token` is the digest of all that is shown, what others think among it, and of which judgement
    is hidden; `number` is its place in
    the queue. With `covered` some of it is not shown, so there is no token, and nothing to judge.
    """

    number: int
    token: str
    id: str
    latitude: float
    longitude: float
    radius_km: float
    probability: float
    supported: bool
    clusters: float
    sightings: tuple[ShownSighting, ...]
    more: int
    covered: bool
    opinions: tuple[SiteOpinion, ...]


def site_item(
    number: int,
    name: str,
    found: CaseSites,
    standings: Iterable[SiteStanding],
    covered: Collection[str] = (),
    *,
    hidden: int | None = None,
) -> SiteItem:
    """The site of this id; `hidden` is where the judgement stands that is not told of it.

    Raises WrongUsage where no such site was found.
    """
    sites = found.found.sites if found.found else ()
    site = next((each for each in sites if each.id == name), None)
    if site is None or name not in found.seen:
        raise WrongUsage("no site of this id was found", where=name)
    seen = found.seen[name]
    share = {member.sighting: member.probability for member in site.sightings}
    told = {each.id: each.description.text for each in found.sightings.sightings}
    opinions = opinions_of(name, standings)
    hides = any(item.claim in covered for item in seen.sightings)
    return SiteItem(
        number=number,
        token="" if hides else _token(found, name, opinions, hidden),
        id=name,
        latitude=seen.latitude,
        longitude=seen.longitude,
        radius_km=seen.radius_km_90,
        probability=seen.probability,
        supported=site.supported,
        clusters=site.clusters,
        sightings=tuple(
            ShownSighting(
                item.sighting,
                share[item.sighting],
                _words(item, told) if item.claim not in covered else "",
                item.source,
                item.claim,
                item.claim in covered,
            )
            for item in seen.sightings
        ),
        more=max(0, len(site.sightings) - len(seen.sightings)),
        covered=hides,
        opinions=opinions,
    )


def _words(item: SeenSighting, told: Mapping[str, str]) -> str:
    return item.passage.quote if item.passage else told.get(item.sighting, "")


def opinions_of(name: str, standings: Iterable[SiteStanding]) -> tuple[SiteOpinion, ...]:
    """What people think of the site of this id, the latest first."""
    return tuple(_opinion(each) for each in standings if each.site == name)[::-1]


def _opinion(standing: SiteStanding) -> SiteOpinion:
    record = standing.placed.record
    return SiteOpinion(
        standing.placed.position,
        record.verdict.value if record.verdict else "",
        record.author,
        record.made_at,
        record.reason,
        record.seen.latitude,
        record.seen.longitude,
        record.seen.radius_km_90,
        record.seen.probability,
        standing.changed,
        standing.came,
        standing.went,
        round(standing.moved_km, 1),
    )


def _token(found: CaseSites, name: str, opinions: Iterable[SiteOpinion], hidden: int | None) -> str:
    shown = [name, found.seen[name], [each.position for each in opinions], hidden]
    return hashlib.sha256(canonical_json(shown)).hexdigest()[:32]
