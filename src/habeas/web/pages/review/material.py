"""All that the queues of claims are made from: the claims in order, and what was said of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """Made from the ledger up to `head` entries, and from what was `derived` (how often it had
    changed by then); for a reviewer.

    `claims` are all claims by id, in the order of a queue, `opinions` what was said of them that
    decides nothing and holds.
    """

    head: int
    derived: int
    reviewer: str
    claims: Mapping[str, JudgedClaim]
    opinions: tuple[Placed[Opinion], ...]
    types: tuple[tuple[str, int], ...]
    speakers: tuple[str, ...]
    sources: tuple[tuple[str, str, int], ...]


@dataclass
class Progress:
    """What was said before the material was made, and since, of what nobody has taken back.

    By claim: `places` of judgements in the ledger, of `doubts`, and of the second `looks` that this
    reviewer gave it. By place: the state that a judgement makes, and which claim was `named`;
    `own` are the places of this reviewer's judgements.
    """

    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    doubts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    looks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    named: dict[int, str] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)

    def judged(self, name: str, position: int, verdict: Verdict, *, own: bool) -> None:
        """Somebody judged a claim."""
        self._say(self.places, name, position)
        self.states[position] = STATES[verdict]
        if own:
            self.own.add(position)

    def doubted(self, name: str, position: int) -> None:
        """Somebody was unsure about a claim."""
        self._say(self.doubts, name, position)

    def looked_at(self, name: str, position: int) -> None:
        """This reviewer looked at a claim a second time."""
        self._say(self.looks, name, position)

    def take_back(self, position: int) -> str | None:
        """Forget what was said at a place; of which claim, if it is known."""
        name = self.named.pop(position, None)
        if name is None:
            return None
        for said in (self.places, self.doubts, self.looks):
            left = tuple(place for place in said.get(name, ()) if place != position)
            if left:
                said[name] = left
            else:
                said.pop(name, None)
        self.own.discard(position)
        return name

    def waits(self, choice: Choice, name: str) -> bool:
        """Whether a claim that fits a choice waits in its queue."""
        places = self.places.get(name, ())
        if choice.state is QueueState.UNSURE:
            return name in self.doubts and not places
        if choice.state is not None:
            return bool(places) and self.states[places[-1]] == choice.state.value
        if choice.blind:
            return name not in self.looks and not any(place in self.own for place in places)
        return not places

    def may_look_again(self, choice: Choice, name: str) -> bool:
        """Whether a claim that fits a choice may come for a second look: only what is judged, and
        where nothing is told of it.
        """
        if not choice.hides_answers or choice.blind:
            return False
        return name in self.places and name not in self.looks

    def _say(self, said: dict[str, tuple[int, ...]], name: str, position: int) -> None:
        # What the material was made from may be newer than the entry that it was made up to.
        if position in self.named:
            return
        said[name] = (*said.get(name, ()), position)
        self.named[position] = name


def material(bench: Workbench) -> Material:
    """The material as of now. Takes as long as all claims of the case need to be read."""
    store = bench.case.store
    head, derived = store.head().size, bench.derived
    bench.settle("claims")
    claims = bench.claims
    opinions = tuple(store.opinions())
    own_doubts = frozenset(
        item.record.claim.claim
        for item in opinions
        if _is_doubt(item) and item.record.author == store.investigator
    )
    ordered = in_order(claims, own_doubts)
    sources = Counter((item.source.sha256, item.source.name) for item in ordered)
    speakers = Counter(item.claim.attribution.speaker for item in ordered)
    return Material(
        head=head,
        derived=derived,
        reviewer=store.investigator,
        claims={item.claim.id: item for item in ordered},
        opinions=opinions,
        types=tuple(sorted(Counter(item.claim.type for item in ordered).items())),
        speakers=tuple(name for name, _ in speakers.most_common(_SPEAKERS)),
        sources=tuple((sha256, name, number) for (sha256, name), number in sources.items()),
    )


def progress_of(found: Material) -> Progress:
    """What had been said when the material was made."""
    progress = Progress()
    for name, item in found.claims.items():
        for position, judgement in zip(item.places, item.judgements, strict=True):
            own = judgement.author == found.reviewer
            progress.judged(name, position, judgement.verdict, own=own)
    for placed in found.opinions:
        name = placed.record.claim.claim
        if _is_doubt(placed):
            progress.doubted(name, placed.position)
        elif placed.record.author == found.reviewer:
            progress.looked_at(name, placed.position)
    return progress


def doubts_about(store: CaseStore, source: str, claim: str) -> list[Placed[Opinion]]:
    """What reviewers said who were unsure about a claim."""
    found = store.opinions(source=source)
    return [item for item in found if item.record.claim.claim == claim and _is_doubt(item)]


def _is_doubt(item: Placed[Opinion]) -> bool:
    return item.record.again is None
