"""Where sites are judged: the sites as they were shown, the queue of them, what was answered."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from habeas.model import SiteJudgement
from habeas.pipeline import (
    CaseSites,
    ReviewQueue,
    SiteStanding,
    Slot,
    judged_sites,
    site_standings,
)
from habeas.store import LeafKind
from habeas.web.pages.review.site_item import SiteItem, site_item
from habeas.web.workbench import Workbench

# Below this a place is a guess that no sighting holds up.
WORTH_A_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class SiteStep:
    """One answer that can be undone: about which site, and its entry in the ledger.

    Sites that are found anew have other names, so there is no `site` after that.
    """

    site: str | None
    position: int


@dataclass(frozen=True)
class SiteQueue:
    """Sites as they were found, and the queue of their ids; `graphic` are claims about violence."""

    found: CaseSites
    queue: ReviewQueue
    graphic: frozenset[str]


class SiteDesk:
    """One for each workbench; every method may be called from any thread."""

    def __init__(self, bench: Workbench) -> None:
        self.lock = threading.RLock()
        self.steps: list[SiteStep] = []
        self.store = bench.case.store
        self.current: SiteQueue | None = None
        self._known = 0

    def take(self, found: CaseSites, graphic: Iterable[str] = ()) -> SiteQueue:
        """Ask about these sites; where all are as they were, the queue stays as it is."""
        covered = frozenset(graphic)
        with self.lock:
            if self.current is None or self.current.found.seen != found.seen:
                self._known = self.store.head().size
                queue = ReviewQueue(
                    self._waiting(found), self._judged(found), reviewer=self.store.investigator
                )
                self.current = SiteQueue(found, queue, covered)
                self.steps = [replace(step, site=None) for step in self.steps]
            elif self.current.graphic != covered:
                self.current = replace(self.current, graphic=covered)
            self.catch_up()
            return self.current

    def catch_up(self) -> None:
        """Take in what the ledger holds of sites since the last time."""
        with self.lock:
            size = self.store.head().size
            if self.current is None or size == self._known:
                return
            leaves = self.store.leaves(since=self._known, at=size)
            said = [each for each in leaves if each.kind is LeafKind.SITE_JUDGEMENT]
            self._known = size
            if not said:
                return
            gone = {each.payload["withdraws"] for each in said if each.payload}
            self.steps = [step for step in self.steps if step.position not in gone]
            found = self.current.found
            waiting, judged = set(self._waiting(found)), self._judged(found)
            for name in found.seen:
                self.current.queue.note(name, waits=name in waiting, again=name in judged)

    def standings(self, found: CaseSites) -> tuple[SiteStanding, ...]:
        """What people think of these sites, as of now."""
        return site_standings(found.seen, self.store.recorded(SiteJudgement))

    def item(self, current: SiteQueue, slot: Slot, *, covers: bool = False) -> SiteItem:
        """A slot as it is shown; with `covers`, accounts of violence are behind a cover.

        Whoever looks a second time sees nothing of what anybody said.
        """
        found = current.found
        covered = current.graphic if covers else frozenset()
        standings = () if slot.again else self.standings(found)
        hidden = self.hidden_from(current, slot)
        return site_item(slot.number, slot.item, found, standings, covered, hidden=hidden)

    def hidden_from(self, current: SiteQueue, slot: Slot) -> int | None:
        """Where the judgement stands in the ledger that a second look hides; None for a first."""
        return self._judged(current.found).get(slot.item) if slot.again else None

    def _judged(self, found: CaseSites) -> Mapping[str, int]:
        said = tuple(self.store.recorded(SiteJudgement))
        return judged_sites(site_standings(found.seen, said), said, self.store.investigator)

    def _waiting(self, found: CaseSites) -> list[str]:
        """Sites that this reviewer has not judged as they are now; the least settled first."""
        judged = {
            each.site
            for each in self.standings(found)
            if not each.changed and each.placed.record.author == self.store.investigator
        }
        waiting = [
            (abs(seen.probability - 0.5), name)
            for name, seen in found.seen.items()
            if seen.probability >= WORTH_A_LOOK and name not in judged
        ]
        return [name for _, name in sorted(waiting)]


def site_desk(bench: Workbench) -> SiteDesk:
    """The desk of a workbench."""
    found: SiteDesk = bench.notes.setdefault("review sites", SiteDesk(bench))
    return found
