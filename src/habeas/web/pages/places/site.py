"""One site: what speaks for it, what speaks against it, and on what it hangs most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from habeas import places
from habeas.model import Stance, WrongUsage
from habeas.pipeline import CaseSites, JudgedClaim
from habeas.web.pages.places.sites import SiteLine, site_line
from habeas.web.pages.review.site_desk import site_desk
from habeas.web.pages.review.site_item import SiteOpinion, opinions_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

if TYPE_CHECKING:
    from habeas.places import Site

# A denial that names a place speaks of whatever lies about so near to it.
_NEAR_KM = 15.0


@dataclass(frozen=True, slots=True)
class SightingLine:
    """A sighting that may be of this site. `claim` is None for a row of a table.

    `without` is the probability of the site if this sighting were not there, `moved_km` how far it
    would move; None where it weighs little.
    """

    sighting: str
    probability: float
    claim: str | None
    source: str | None
    quote: str | None
    speaker: str | None
    words: str
    when: str
    without: float | None
    moved_km: float | None


@dataclass(frozen=True, slots=True)
class DenialLine:
    """A claim that denies something near this site."""

    claim: str
    source: str
    quote: str
    speaker: str
    place: str
    km: float


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site with its evidence. `doubtful` are sightings that are likelier of something else.

    `opinions` are what people think of it, the latest first.
    """

    site: SiteLine
    functions: tuple[tuple[str, float], ...]
    evidence: tuple[SightingLine, ...]
    doubtful: tuple[SightingLine, ...]
    denials: tuple[DenialLine, ...]
    opinions: tuple[SiteOpinion, ...]
    may_judge: bool


def site(visit: Visit, _: Any) -> SiteView:
    """The site of this id."""
    found = visit.bench.sites
    wanted = visit.part("id")
    item = next(
        (each for each in (found.found.sites if found.found else ()) if each.id == wanted), None
    )
    if item is None:
        raise WrongUsage("there is no such site", where=wanted, remedy="go back to the table")
    claims = {each.claim.id: each for each in visit.bench.claims}
    lines = sorted(_sightings(item, found, claims), key=lambda line: -line.probability)
    return SiteView(
        site_line(item),
        item.functions,
        tuple(line for line in lines if line.probability >= 0.5),
        tuple(line for line in lines if line.probability < 0.5),
        tuple(_denials(item, claims)),
        opinions_of(wanted, site_desk(visit.bench).standings(found)),
        visit.bench.may_judge,
    )


def _sightings(
    item: Site, found: CaseSites, claims: dict[str, JudgedClaim]
) -> Iterator[SightingLine]:
    told = {each.id: each for each in found.sightings.sightings}
    weights = {each.sighting: each for each in item.most_influential}
    for member in item.sightings:
        sighting = told.get(member.sighting)
        judged = claims.get(found.sightings.claims.get(member.sighting, ""))
        weight = weights.get(member.sighting)
        yield SightingLine(
            member.sighting,
            member.probability,
            judged.claim.id if judged else None,
            judged.source.sha256 if judged else None,
            judged.claim.passage.quote if judged else None,
            judged.claim.attribution.speaker if judged else None,
            sighting.description.text if sighting else "",
            str(sighting.when) if sighting else "",
            weight.probability_without if weight else None,
            weight.moved_km if weight else None,
        )


def _denials(item: Site, claims: dict[str, JudgedClaim]) -> Iterator[DenialLine]:
    for judged in claims.values():
        claim = judged.claim
        if claim.stance is not Stance.DENIES or judged.state == "rejected" or claim.place is None:
            continue
        best = claim.place.best
        if best is None:
            continue
        km = float(places.distance_km(item.latitude, item.longitude, best.latitude, best.longitude))
        if km <= item.radius_km_90 + _NEAR_KM:
            yield DenialLine(
                claim.id,
                judged.source.sha256,
                claim.passage.quote,
                claim.attribution.speaker,
                claim.place.name,
                km,
            )


def evidence_sheet(view: SiteView) -> Sheet:
    """One row for each sighting and each denial."""
    rows: list[tuple[object, ...]] = [
        ("sighting", line.sighting, line.probability, line.claim, line.words, line.when)
        for line in (*view.evidence, *view.doubtful)
    ]
    rows += [("denial", "", None, line.claim, line.quote, "") for line in view.denials]
    return Sheet(("kind", "sighting", "probability", "claim", "words", "when"), rows)
