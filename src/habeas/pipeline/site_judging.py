"""What a person thinks of a site: recorded as it was seen, and found again beside today's sites.

* A judgement is about what was seen: the point with its radius, and the sightings that the site
  rested on. It changes neither the surface nor what the site rests on.
* Sites are inferred anew each time, so it belongs to whichever site of today rests on most of the
  sightings that were seen; among equals to the nearest. Where none rests on any, it belongs to
  none: it is listed, never lost.
* The evidence has changed where a sighting came or went, or the point moved by a kilometre.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import (
    Claim,
    SeenSighting,
    SeenSite,
    SiteJudgement,
    SiteVerdict,
    WrongUsage,
)
from habeas.pipeline.case_sightings import CaseSightings
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.judging import require_reason
from habeas.pipeline.still_held import still_held
from habeas.store import CaseStore, Placed

if TYPE_CHECKING:
    from habeas.places import Site

# Sightings that are likelier not to be of the site than this are not shown as its own.
LEAST_SHARE = 0.1
# So many sightings of a site are shown, and judged, at most: the likeliest.
MOST_SHOWN = 40
_MOVED_KM = 1.0
_PREFIX = 12


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """A judgement beside the site of today that it belongs to (None: to none).

    `came` and `went` count sightings since it was made; `moved_km` is how far the point moved.
    """

    placed: Placed[SiteJudgement]
    site: str | None
    came: int = 0
    went: int = 0
    moved_km: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether the evidence is another than what was seen."""
        return self.site is None or bool(self.came or self.went) or self.moved_km >= _MOVED_KM


def seen_site(
    site: Site, told: CaseSightings, claims: Mapping[str, tuple[str, Claim]]
) -> SeenSite | None:
    """A site as it is shown to whoever judges it; None where nothing of it can be shown.

    `claims` maps the id of a claim to the SHA-256 of its source and the claim.
    """
    members = [item for item in site.sightings if item.probability >= LEAST_SHARE]
    members.sort(key=lambda item: (-item.probability, item.sighting))
    sources = {sha256[:_PREFIX]: sha256 for sha256 in told.sources}
    found = []
    for member in members:
        named = claims.get(told.claims.get(member.sighting, ""))
        source = named[0] if named else sources.get(member.sighting[:_PREFIX])
        if source is None:
            continue
        claim = named[1] if named else None
        found.append(
            SeenSighting(
                member.sighting,
                source,
                claim.id if claim else None,
                claim.passage if claim else None,
            )
        )
    if not found:
        return None
    return SeenSite(
        round(site.latitude, 4),
        round(site.longitude, 4),
        round(site.radius_km_90, 1),
        round(site.probability, 3),
        tuple(found[:MOST_SHOWN]),
    )


def judge_site(
    store: CaseStore,
    seen: SeenSite,
    verdict: SiteVerdict | str,
    *,
    reason: str,
    again: int | None = None,
    clock: Clock = now,
) -> Placed[SiteJudgement]:
    """Append what the investigator thinks of a site as it was seen; it changes nothing.

    `again` is where a judgement stands in the ledger that was hidden, with all others, from whoever
    looked a second time. Raises WrongUsage for words that do not fit together, and CaseLocked
    without the key.
    """
    require_reason(reason)
    judgement = SiteJudgement(
        _verdict(verdict), seen, reason.strip(), store.investigator, clock(), again=again
    )
    return Placed(store.append(judgement).position, judgement)


def take_site_back(
    store: CaseStore, position: int, *, reason: str, clock: Clock = now
) -> Placed[SiteJudgement]:
    """Take back the judgement about a site at a position of the ledger; both stay there.

    Raises WrongUsage for a position that holds none, or one that is taken back already.
    """
    require_reason(reason)
    held = {each.position: each.record for each in still_held(store.recorded(SiteJudgement))}
    if position not in held:
        raise WrongUsage(
            f"entry {position} is no judgement about a site, or is taken back already",
            remedy="habeas log lists the entries with their numbers",
        )
    earlier = held[position]
    judgement = SiteJudgement(
        verdict=None,
        seen=earlier.seen,
        reason=reason.strip(),
        author=store.investigator,
        made_at=clock(),
        withdraws=position,
        again=earlier.again,
    )
    return Placed(store.append(judgement).position, judgement)


def site_standings(
    sites: Mapping[str, SeenSite], judgements: Iterable[Placed[SiteJudgement]]
) -> tuple[SiteStanding, ...]:
    """Each judgement that holds beside today's sites (by id), in the order of the ledger.

    Second looks are not among them.
    """
    present = {name: (seen, _names(seen)) for name, seen in sites.items()}
    return tuple(
        _standing(placed, present)
        for placed in still_held(judgements)
        if placed.record.again is None
    )


_Name = tuple[str, str]


def _standing(
    placed: Placed[SiteJudgement], present: Mapping[str, tuple[SeenSite, frozenset[_Name]]]
) -> SiteStanding:
    # What measures distances loads compiled kernels, which only those with a judgement need.
    from habeas.places import distance_km

    seen = placed.record.seen
    wanted = _names(seen)

    def away(site: SeenSite) -> float:
        one, other = (seen.latitude, seen.longitude), (site.latitude, site.longitude)
        return float(distance_km(*one, *other))

    near = [
        (-len(wanted & names), away(site), name)
        for name, (site, names) in present.items()
        if wanted & names
    ]
    if not near:
        return SiteStanding(placed, None, went=len(wanted))
    _, moved, name = min(near)
    names = present[name][1]
    return SiteStanding(placed, name, len(names - wanted), len(wanted - names), moved)


def _names(seen: SeenSite) -> frozenset[_Name]:
    """By what sightings are found again: the words in their source, else the row's name."""
    return frozenset(
        (item.source, item.passage.quote if item.passage else item.sighting)
        for item in seen.sightings
    )


def _verdict(verdict: SiteVerdict | str) -> SiteVerdict:
    try:
        return SiteVerdict(verdict)
    except ValueError:
        names = ", ".join(item.value for item in SiteVerdict)
        raise WrongUsage(
            f"{verdict!r} is no verdict about a site", remedy=f"one of: {names}"
        ) from None
