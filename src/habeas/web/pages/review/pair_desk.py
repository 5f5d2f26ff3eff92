"""Where pairs of records are judged: the questions in memory, and what was answered."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model import HabeasError, PersonOpinion
from habeas.pipeline import Question, ResolvedPeople, judged_questions, question_queue
from habeas.web.pages.review.pair_queue import PairQueue
from habeas.web.work import Work
from habeas.web.workbench import Workbench

# So many questions are worked out at a time; after them, new ones know of the answers.
AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class PairStep:
    """One answer that can be undone: about which records, and its entry in the ledger, which is an
    opinion where the pair was shown `again`.
    """

    records: frozenset[str]
    position: int
    again: bool


class PairDesk:
    """One for each workbench and way of asking; every method may be called from any thread."""

    def __init__(self, bench: Workbench, *, blind: bool) -> None:
        self.lock = threading.RLock()
        self.steps: list[PairStep] = []
        self.store = bench.case.store
        self.current: PairQueue | None = None
        self.problem: str | None = None
        self._bench = bench
        self._blind = blind
        self._work: Work | None = None
        self._known = 0

    @property
    def work(self) -> Work | None:
        """What works the questions out, while it does."""
        with self.lock:
            return self._work if self._work is not None and not self._work.over else None

    def start(self) -> Work:
        """Have the questions worked out, unless that is under way."""
        with self.lock:
            working = self.work
            if working is None:
                kind = "blind questions" if self._blind else "questions"
                self.problem = None
                working = self._work = self._bench.works.start(kind, self._found)
            return working

    def take(
        self,
        people: ResolvedPeople,
        questions: Sequence[Question],
        judged: Sequence[tuple[Question, int]] = (),
        *,
        head: int | None = None,
    ) -> None:
        """Ask these questions from now on; some of those `judged`, with their places, once more.

        They were found from a ledger of `head` entries: what was said since is taken in.
        """
        reviewer = self.store.investigator
        taken = PairQueue(people, questions, judged, reviewer=reviewer, blind=self._blind)
        with self.lock:
            self.current = taken
            self._known = self.store.head().size if head is None else head
            self.problem = None
            self.catch_up()

    def catch_up(self) -> None:
        """Take in what the ledger holds of people since the last time."""
        with self.lock:
            size = self.store.head().size
            if self.current is None or size == self._known:
                return
            for entry in self.store.leaves(since=self._known, at=size):
                self.current.take_in(entry)
                withdrawn = entry.payload.get("withdraws") if entry.payload else None
                if withdrawn is not None:
                    self.steps = [step for step in self.steps if step.position != withdrawn]
            self._known = size

    def _found(self, work: Work) -> None:
        work.tell("comparing records", None)
        reviewer = self.store.investigator if self._blind else None
        head = self.store.head().size
        try:
            people, questions = question_queue(self.store, count=AT_A_TIME, reviewer=reviewer)
            judged: Sequence[tuple[Question, int]] = ()
            if not self._blind:
                looks = self.store.recorded(PersonOpinion)
                judged = judged_questions(people, looks, self.store.investigator)
        except HabeasError as error:
            self.problem = str(error)
            raise
        self.take(people, questions, judged, head=head)


def pair_desk(bench: Workbench, *, blind: bool = False) -> PairDesk:
    """The desk of a workbench."""
    name = "review pairs, blind" if blind else "review pairs"
    found: PairDesk = bench.notes.setdefault(name, PairDesk(bench, blind=blind))
    return found
