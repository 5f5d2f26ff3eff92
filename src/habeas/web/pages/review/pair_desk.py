"""Where pairs of records are judged: the questions in memory, and what was answered."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model import HabeasError
from habeas.pipeline import Question, ResolvedPeople, ReviewQueue, question_queue
from habeas.web.work import Work
from habeas.web.workbench import Workbench

# So many questions are worked out at a time; after them, new ones know of the answers.
AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class PairStep:
    """One answer that can be undone: its slot, and its entry in the ledger."""

    number: int
    position: int


@dataclass(frozen=True)
class PairQueue:
    """Questions with the people that they are about, and the queue of their numbers."""

    people: ResolvedPeople
    questions: Sequence[Question]
    queue: ReviewQueue

    def question(self, item: str) -> Question:
        """The question of an item of the queue."""
        return self.questions[int(item)]


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
                working = self._work = self._bench.works.start("questions", self._found)
            return working

    def take(self, people: ResolvedPeople, questions: Sequence[Question]) -> None:
        """Ask these questions from now on."""
        queue = ReviewQueue(
            [str(number) for number in range(len(questions))],
            reviewer=self.store.investigator,
        )
        with self.lock:
            self.current = PairQueue(people, questions, queue)
            self.steps.clear()
            self.problem = None

    def _found(self, work: Work) -> None:
        work.tell("comparing records", None)
        reviewer = self.store.investigator if self._blind else None
        try:
            people, questions = question_queue(self.store, count=AT_A_TIME, reviewer=reviewer)
        except HabeasError as error:
            self.problem = str(error)
            raise
        self.take(people, questions)


def pair_desk(bench: Workbench, *, blind: bool = False) -> PairDesk:
    """The desk of a workbench."""
    name = "review pairs, blind" if blind else "review pairs"
    found: PairDesk = bench.notes.setdefault(name, PairDesk(bench, blind=blind))
    return found
