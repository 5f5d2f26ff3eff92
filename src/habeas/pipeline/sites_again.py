"""Sites that were judged, asked about once more without what anybody said, and how both agree.

What is said the second time stands beside no site: it tells how far such judgements can be relied
on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.model import SiteJudgement
from habeas.pipeline.cohens_kappa import LookAgreement, look_agreements
from habeas.pipeline.site_judging import SiteStanding
from habeas.pipeline.still_held import still_held
from habeas.store import Placed


@dataclass(frozen=True, slots=True)
class SiteLook:
    """One site asked about twice: the judgement, and the look of whoever saw it blind."""

    first: Placed[SiteJudgement]
    second: Placed[SiteJudgement]

    @property
    def reviewers(self) -> tuple[str, str]:
        """Who judged, and who looked again."""
        return self.first.record.author, self.second.record.author


def judged_sites(
    standings: Iterable[SiteStanding], judgements: Iterable[Placed[SiteJudgement]], reviewer: str
) -> Mapping[str, int]:
    """Sites whose evidence is as it was when they were judged, each with the judgement to hide.

    That is the reviewer's own where there is one, else the latest; by its place in the ledger. A
    site whose judgement the reviewer has looked at again is not among them.
    """
    looked_at = {
        each.record.again for each in still_held(judgements) if each.record.author == reviewer
    }
    found: dict[str, Placed[SiteJudgement]] = {}
    for each in standings:
        if each.site is None or each.changed:
            continue
        known = found.get(each.site)
        own = each.placed.record.author == reviewer
        if own or known is None or known.record.author != reviewer:
            found[each.site] = each.placed
    return {name: each.position for name, each in found.items() if each.position not in looked_at}


def site_looks(judgements: Iterable[Placed[SiteJudgement]]) -> tuple[SiteLook, ...]:
    """Every second look whose judgement nobody has taken back, in the order of the ledger."""
    held = still_held(judgements)
    first = {each.position: each for each in held if each.record.again is None}
    return tuple(
        SiteLook(first[each.record.again], each) for each in held if each.record.again in first
    )


def site_look_agreements(looks: Iterable[SiteLook]) -> tuple[LookAgreement, ...]:
    """How judgements about sites and blind second looks at them agree."""
    return look_agreements(
        (look.reviewers, (look.first.record.verdict, look.second.record.verdict)) for look in looks
    )
