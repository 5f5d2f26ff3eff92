"""Where pairs of records are judged: the questions in memory, and what was answered."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from habeas.model import HabeasError, PersonOpinion
from habeas.pipeline import (
    Question,
    ResolvedPeople,
    ReviewQueue,
    judged_questions,
    question_queue,
)
from habeas.store import LeafKind, LedgerEntry
from habeas.web.work import Work
from habeas.web.workbench import Workbench

# So many questions are worked out at a time; after them, new ones know of the answers.
AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class PairStep:
    """One answer that can be undone: its slot, and its entry in the ledger, which is an opinion
    where the pair was shown `again`.
    """

    number: int
    position: int
    again: bool


@dataclass(frozen=True)
class PairQueue:
    """Questions with the people that they are about, and the queue of their numbers.

    `places` are where the judgement that counts for a question stands in the ledger, if one does.
    """

    people: ResolvedPeople
    questions: Sequence[Question]
    queue: ReviewQueue
    places: dict[int, int]

    def question(self, item: str) -> Question:
        """The question of an item of the queue."""
        return self.questions[int(item)]

    def place(self, item: str) -> int | None:
        """Where the judgement about an item stands in the ledger; None where nobody judged it."""
        return self.places.get(int(item))

    def take_in(self, entry: LedgerEntry) -> None:
        """Note a judgement about the records of one of the questions."""
        payload: Any = entry.payload
        if entry.kind is not LeafKind.PERSON_JUDGEMENT or not payload or not payload["answer"]:
            return
        named = frozenset(each["record"] for each in (*payload["records"], *payload["others"]))
        number = self.numbers.get(named)
        if number is not None:
            self.places[number] = entry.position

    def forget(self, position: int) -> None:
        """Note that the judgement at a place of the ledger was taken back."""
        for number in [each for each, place in self.places.items() if place == position]:
            del self.places[number]

    @cached_property
    def numbers(self) -> dict[frozenset[str], int]:
        """The number of the question about each set of records."""
        return {frozenset(each.records): number for number, each in enumerate(self.questions)}


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
                working = self._work = self._bench.works.start("questions", self._found)
            return working

    def take(
        self,
        people: ResolvedPeople,
        questions: Sequence[Question],
        judged: Sequence[tuple[Question, int]] = (),
    ) -> None:
        """Ask these questions from now on; some of those `judged`, with their places, once more."""
        fresh = len(questions)
        places = {fresh + number: place for number, (_, place) in enumerate(judged)}
        queue = ReviewQueue(
            [str(number) for number in range(fresh)],
            [str(number) for number in places],
            reviewer=self.store.investigator,
        )
        everything = [*questions, *(question for question, _ in judged)]
        with self.lock:
            self.current = PairQueue(people, everything, queue, places)
            self._known = self.store.head().size
            self.steps.clear()
            self.problem = None

    def catch_up(self) -> None:
        """Take in what the ledger holds of people since the last time."""
        size = self.store.head().size
        if self.current is not None and size != self._known:
            for entry in self.store.leaves(since=self._known, at=size):
                self.current.take_in(entry)
            self._known = size

    def _found(self, work: Work) -> None:
        work.tell("comparing records", None)
        reviewer = self.store.investigator if self._blind else None
        try:
            people, questions = question_queue(self.store, count=AT_A_TIME, reviewer=reviewer)
            judged: Sequence[tuple[Question, int]] = ()
            if not self._blind:
                looks = self.store.recorded(PersonOpinion)
                judged = judged_questions(people, looks, self.store.investigator)
        except HabeasError as error:
            self.problem = str(error)
            raise
        self.take(people, questions, judged)


def pair_desk(bench: Workbench, *, blind: bool = False) -> PairDesk:
    """The desk of a workbench."""
    name = "review pairs, blind" if blind else "review pairs"
    found: PairDesk = bench.notes.setdefault(name, PairDesk(bench, blind=blind))
    return found
