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
    """Sites that this reviewer judged and whose evidence is as it was, each with the judgement to
    hide, by its place in the ledger; without those whose judgement they have looked at again.

    What others alone judged waits for a first look, at which their judgements are shown: it cannot
    be looked at blind after that.
    """
    looked_at = {
        each.record.again for each in still_held(judgements) if each.record.author == reviewer
    }
    own = {
        each.site: each.placed.position
        for each in standings
        if each.site is not None and not each.changed and each.placed.record.author == reviewer
    }
    return {name: position for name, position in own.items() if position not in looked_at}


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
