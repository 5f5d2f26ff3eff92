"""A person's opinion about a site: whether one stands where the surface says; signed, dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.model.passage import Passage


class SiteVerdict(StrEnum):
    """What a person thinks of the hypothesis that a site stands where the surface says."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class SeenSighting:
    """One sighting that somebody saw a site rest on; `source` is the SHA-256 of where it stands.

    What stands in a claim has the `passage` of the claim; a row of a table has none, and is found
    again by its name, `sighting`.
    """

    sighting: str
    source: str
    claim: str | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class SeenSite:
    """A site as it was shown: its point (WGS 84, degrees), the radius that holds 90 % of it (km),
    its probability, and the sightings that it rested on.
    """

    latitude: float
    longitude: float
    radius_km_90: float
    probability: float
    sightings: tuple[SeenSighting, ...]


@dataclass(frozen=True, slots=True)
class SiteJudgement:
    """It stays beside the site and never changes the surface.

    With `withdraws`, the ledger position of an earlier judgement, `verdict` is None and `seen` is
    that judgement's. A site has no identity of its own: it is what was seen that counts. With
    `again`, the position of a judgement that was hidden, this is a second look: it tells how far
    such judgements can be relied on, and stands beside no site.
    """

    verdict: SiteVerdict | None
    seen: SeenSite
    reason: str
    author: str
    made_at: datetime
    withdraws: int | None = None
    again: int | None = None

    def __post_init__(self) -> None:
        if (self.verdict is None) == (self.withdraws is None):
            raise ValueError("a judgement either decides or withdraws an earlier one")
        if not self.seen.sightings:
            raise ValueError("a judgement about a site names at least one sighting")

    @property
    def sources(self) -> tuple[str, ...]:
        """SHA-256 of each source that it is anchored in, in order, each once."""
        return tuple(dict.fromkeys(item.source for item in self.seen.sightings))
