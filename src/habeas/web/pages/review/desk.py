"""Where claims are judged: the queues in memory, what was answered, and what can be undone.

A judgement appends one entry to the ledger and changes a few numbers here; nothing that grows with
the case is computed anew. Entries that others made meanwhile (an import, a judgement on another
page) are read from the ledger as they come.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from habeas.model import Document, Verdict
from habeas.pipeline import ReviewQueue
from habeas.store import LeafKind, LedgerEntry
from habeas.web.pages.review.choice import Choice
from habeas.web.pages.review.material import Material, Progress, material, progress_of
from habeas.web.workbench import StillWorking, Workbench

_QUEUES = 8
_DOCUMENTS = 6
_STEPS = 1_000
# What brings claims, or takes them away: the queues are laid out anew.
_NEW_CLAIMS = {LeafKind.SOURCE, LeafKind.DELETION, LeafKind.MODEL_ANSWER}


@dataclass(frozen=True, slots=True)
class Step:
    """One answer that can be undone: which slot of which queue, and its entry in the ledger."""

    choice: Choice
    number: int
    claim: str
    position: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A correction that was refused: what was entered, and what is wrong with which field, and what
    to do about it, in English.
    """

    values: dict[str, str]
    problems: dict[str, tuple[str, ...]]
    reason: str


class ClaimDesk:
    """One for each workbench; every method may be called from any thread, under its lock."""

    def __init__(self, bench: Workbench) -> None:
        self.lock = threading.RLock()
        self.steps: list[Step] = []
        self.drafts: dict[str, Draft] = {}
        self.progress = Progress()
        self._bench = bench
        self.store = bench.case.store
        self._material: Material | None = None
        self._known = 0
        self._queues: OrderedDict[Choice, ReviewQueue] = OrderedDict()
        self._documents: OrderedDict[str, Document | None] = OrderedDict()
        self._making: threading.Thread | None = None
        self._problem: Exception | None = None

    def material(self) -> Material:
        """The material; entries since it was made are taken in first.

        Raises StillWorking before there is any claim in it, and what kept it from being made.
        """
        with self.lock:
            self.catch_up()
            making = self._making if self._has_none else None
            if self._material is None and making is None:
                making = self._make()
        if making is not None:
            making.join(self._bench.patience)
        with self.lock:
            problem, self._problem = self._problem, None
            if problem is not None:
                raise problem
            if self._material is None or (self._has_none and self.renewing):
                raise StillWorking("claims")
            return self._material

    @property
    def renewing(self) -> bool:
        """Whether the material is made anew, as after an import: more may wait than it holds."""
        return self._making is not None

    @property
    def _has_none(self) -> bool:
        return self._material is None or not self._material.claims

    def queue(self, choice: Choice, *, anew: bool = False) -> ReviewQueue:
        """The queue of a choice, as far as it was laid out; or laid out anew."""
        found = self.material()
        with self.lock:
            queue = None if anew else self._queues.get(choice)
            if queue is None:
                fits = [name for name, item in found.claims.items() if choice.fits(item)]
                queue = ReviewQueue(
                    [name for name in fits if self.progress.waits(choice, name)],
                    [name for name in fits if self.progress.may_look_again(choice, name)],
                    reviewer=self.store.investigator,
                )
                self._queues[choice] = queue
                if len(self._queues) > _QUEUES:
                    self._queues.popitem(last=False)
            self._queues.move_to_end(choice)
            return queue

    def place(self, claim: str) -> int | None:
        """Where the judgement that counts for a claim stands in the ledger, if there is one."""
        with self.lock:
            places = self.progress.places.get(claim, ())
            return places[-1] if places else None

    def note_step(self, step: Step) -> None:
        """Remember an answer, so that it can be undone."""
        with self.lock:
            self.steps.append(step)
            del self.steps[:-_STEPS]

    def last_step(self, choice: Choice) -> Step | None:
        """The last answer given in a queue that nobody has taken back since."""
        with self.lock:
            return next((step for step in reversed(self.steps) if step.choice == choice), None)

    def document(self, sha256: str) -> Document | None:
        """The text of a source; those last looked at are kept."""
        with self.lock:
            if sha256 in self._documents:
                self._documents.move_to_end(sha256)
                return self._documents[sha256]
        found = self.store.document(sha256)
        with self.lock:
            self._documents[sha256] = found
            if len(self._documents) > _DOCUMENTS:
                self._documents.popitem(last=False)
        return found

    def _make(self) -> threading.Thread:
        # A daemon: whoever closes the workbench does not wait for a queue that nobody will see.
        self._making = threading.Thread(target=self._made, name="review", daemon=True)
        self._making.start()
        return self._making

    def _made(self) -> None:
        problem: Exception | None = None
        found: Material | None = None
        try:
            found = material(self._bench)
        except Exception as error:
            # It is raised where the queue is asked for.
            problem = error
        with self.lock:
            self._making = None
            self._problem = problem
            if found is None:
                return
            self._material = found
            self._known = found.head
            self.progress = progress_of(found)
            self._queues.clear()
            self._documents.clear()

    def catch_up(self) -> None:
        """Take in what the ledger holds since the last time; have the queues laid out anew where
        claims came or went.
        """
        if self._material is None:
            return
        anew = self._material.derived != self._bench.derived
        size = self.store.head().size
        if size != self._known:
            for entry in self.store.leaves(since=self._known, at=size):
                anew = self._take_in(entry) or anew
            self._known = size
        if anew and self._making is None:
            self._make()

    def _take_in(self, entry: LedgerEntry) -> bool:
        """Take an entry in; whether the queues must be made anew because of it."""
        payload: Any = entry.payload
        if payload is None or entry.kind in _NEW_CLAIMS:
            return True
        own = payload.get("author") == self.store.investigator
        progress, position = self.progress, entry.position
        if entry.kind is LeafKind.JUDGEMENT:
            name = payload["claim_id"]
            progress.judged(name, position, Verdict(payload["verdict"]), own=own)
        elif entry.kind is LeafKind.OPINION:
            name = payload["claim"]["claim"]
            if payload["again"] is None:
                progress.doubted(name, position)
            elif own:
                progress.looked_at(name, position)
        elif entry.kind is LeafKind.WITHDRAWAL:
            return self._take_back(payload["withdraws"])
        else:
            return False
        self._tell_queues(name)
        return False

    def _take_back(self, position: int) -> bool:
        """Forget what was taken back; True for a withdrawal, after which more holds again."""
        self.steps = [step for step in self.steps if step.position != position]
        name = self.progress.take_back(position)
        if name is not None:
            self._tell_queues(name)
            return False
        said = self.store.said_about_a_claim(position)
        return said is None or said[0] is LeafKind.WITHDRAWAL

    def _tell_queues(self, name: str) -> None:
        """What every queue asks of a claim by now."""
        item = self._material.claims.get(name) if self._material is not None else None
        for choice, queue in self._queues.items():
            if item is not None and choice.fits(item):
                waits = self.progress.waits(choice, name)
                queue.note(name, waits=waits, again=self.progress.may_look_again(choice, name))


def claim_desk(bench: Workbench) -> ClaimDesk:
    """The desk of a workbench."""
    found: ClaimDesk = bench.notes.setdefault("review claims", ClaimDesk(bench))
    return found
