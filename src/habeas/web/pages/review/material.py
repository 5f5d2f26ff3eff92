"""All that the queues of claims are made from: the claims in order, and what was said of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from habeas.model import Opinion, Verdict
from habeas.pipeline import JudgedClaim, in_order
from habeas.store import CaseStore, Placed
from habeas.web.pages.review.choice import Choice, QueueState
from habeas.web.workbench import Workbench

_SPEAKERS = 100
STATES = {
    Verdict.CONFIRM: QueueState.CONFIRMED.value,
    Verdict.CORRECT: QueueState.CORRECTED.value,
    Verdict.REJECT: QueueState.REJECTED.value,
}


@dataclass(frozen=True)
class Material:
    """Made from the ledger up to `head` entries.

    `claims` are all claims by id, in the order of a queue. `doubted` are the claims that somebody
    was unsure about; `own` those that this reviewer judged, `looked_at` those that they gave a
    second look.
    """

    head: int
    claims: Mapping[str, JudgedClaim]
    doubted: frozenset[str]
    own: frozenset[str]
    looked_at: frozenset[str]
    types: tuple[tuple[str, int], ...]
    speakers: tuple[str, ...]
    sources: tuple[tuple[str, str, int], ...]


@dataclass
class Progress:
    """What was said before the material was made, and since: `places` of the judgements that hold,
    by claim, and the state that each makes; `own`, `looked_at` and `doubted` as in `Material`.
    """

    places: dict[str, tuple[int, ...]]
    states: dict[int, str]
    own: set[str]
    looked_at: set[str]
    doubted: set[str]

    def waiting(self, found: Material, choice: Choice) -> list[str]:
        """The claims of a queue, in order."""
        return [
            name
            for name, item in found.claims.items()
            if choice.fits(item) and self._belongs(choice, item)
        ]

    def judged(self, found: Material, choice: Choice) -> list[str]:
        """Claims for a second look: judged, and not looked at twice by this reviewer."""
        if choice.state is not None or choice.blind:
            return []
        return [
            name
            for name, item in found.claims.items()
            if name in self.places and choice.fits(item) and name not in self.looked_at
        ]

    def _belongs(self, choice: Choice, item: JudgedClaim) -> bool:
        name = item.claim.id
        judged = name in self.places
        if choice.state is QueueState.UNSURE:
            return name in self.doubted and not judged
        if choice.state is not None:
            return judged and self.states[self.places[name][-1]] == choice.state.value
        if choice.blind:
            return name not in self.own and name not in self.looked_at
        return not judged


def material(bench: Workbench) -> Material:
    """The material as of now. Takes as long as all claims of the case need to be read."""
    store = bench.case.store
    head = store.head().size
    bench.settle("claims")
    claims = bench.claims
    opinions = list(store.opinions())
    mine = [item for item in opinions if item.record.author == store.investigator]
    doubted = frozenset(item.record.claim.claim for item in opinions if _is_doubt(item))
    own_doubts = frozenset(item.record.claim.claim for item in mine if _is_doubt(item))
    ordered = in_order(claims, own_doubts)
    sources = Counter((item.source.sha256, item.source.name) for item in ordered)
    speakers = Counter(item.claim.attribution.speaker for item in ordered)
    return Material(
        head=head,
        claims={item.claim.id: item for item in ordered},
        doubted=doubted,
        own=frozenset(
            item.claim.id
            for item in ordered
            if any(judgement.author == store.investigator for judgement in item.judgements)
        ),
        looked_at=frozenset(item.record.claim.claim for item in mine if not _is_doubt(item)),
        types=tuple(sorted(Counter(item.claim.type for item in ordered).items())),
        speakers=tuple(name for name, _ in speakers.most_common(_SPEAKERS)),
        sources=tuple((sha256, name, number) for (sha256, name), number in sources.items()),
    )


def progress_of(found: Material) -> Progress:
    """What had been said when the material was made."""
    places = {name: item.places for name, item in found.claims.items() if item.places}
    states = {
        position: STATES[judgement.verdict]
        for item in found.claims.values()
        for position, judgement in zip(item.places, item.judgements, strict=True)
    }
    return Progress(places, states, set(found.own), set(found.looked_at), set(found.doubted))


def doubts_about(store: CaseStore, source: str, claim: str) -> list[Placed[Opinion]]:
    """What reviewers said who were unsure about a claim."""
    found = store.opinions(source=source)
    return [item for item in found if item.record.claim.claim == claim and _is_doubt(item)]


def _is_doubt(item: Placed[Opinion]) -> bool:
    return item.record.again is None
