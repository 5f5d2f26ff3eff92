"""The questions about people that are asked, and what was said of each since they were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from habeas.pipeline import Question, ResolvedPeople, ReviewQueue, Slot, judged_pairs
from habeas.store import LeafKind, LedgerEntry


class PairQueue:
    """Questions with the people that they are about, and the queue of their numbers.

    With `blind`, a question waits until this reviewer answers it, whoever else has. What is asked
    follows from the judgements that hold and from the second looks of this reviewer; entries of the
    ledger may be taken in more than once.
    """

    def __init__(
        self,
        people: ResolvedPeople,
        questions: Sequence[Question],
        judged: Sequence[tuple[Question, int]] = (),
        *,
        reviewer: str,
        blind: bool = False,
    ) -> None:
        fresh = len(questions)
        self.people = people
        self.questions = [*questions, *(question for question, _ in judged)]
        self.queue = ReviewQueue(
            [str(number) for number in range(fresh)],
            [str(number) for number in range(fresh, len(self.questions))],
            reviewer=reviewer,
        )
        self._reviewer = reviewer
        self._blind = blind
        held = judged_pairs(people.settled)
        # Where judgements that hold stand in the ledger, by the names of the records.
        self._places = {
            names: held.get(names, (place,))
            for question, place in judged
            if (names := frozenset(question.records))
        }
        # The numbers of the questions about each set of records: one that waits, one judged.
        self._numbers: dict[frozenset[str], tuple[int, ...]] = {}
        for number, question in enumerate(self.questions):
            names = frozenset(question.records)
            self._numbers[names] = (*self._numbers.get(names, ()), number)
        self._own: set[int] = set()
        # Which judgement each second look was at, and what each withdrawal took back, by place.
        self._looks: dict[int, int] = {}
        self._taken_back: dict[int, int] = {}

    def question(self, item: str) -> Question:
        """The question of an item of the queue."""
        return self.questions[int(item)]

    def place(self, item: str) -> int | None:
        """Where the judgement about an item stands in the ledger; None where nobody judged it."""
        places = self._places.get(frozenset(self.question(item).records))
        return places[-1] if places else None

    def ask_now(self, records: frozenset[str]) -> Slot | None:
        """The slot that asks about these records; None where nothing is asked about them."""
        for number in self._numbers.get(records, ()):
            slot = self.queue.ask_now(str(number))
            if slot is not None:
                return slot
        return None

    def take_in(self, entry: LedgerEntry) -> None:
        """Note a judgement or a second look, or that one was taken back."""
        payload: Any = entry.payload
        if not payload or entry.kind not in (LeafKind.PERSON_JUDGEMENT, LeafKind.PERSON_OPINION):
            return
        own = payload["author"] == self._reviewer
        withdrawn = payload["withdraws"]
        if entry.kind is LeafKind.PERSON_OPINION:
            names = frozenset(each["record"] for each in payload["records"])
            if withdrawn is not None:
                self._looks.pop(withdrawn, None)
            elif own:
                self._looks[entry.position] = payload["again"]
        else:
            names = frozenset(each["record"] for each in (*payload["records"], *payload["others"]))
            if withdrawn is None:
                self._hold(names, entry.position)
                if own:
                    self._own.add(entry.position)
            elif withdrawn in self._taken_back:
                # A taking back was taken back: what it was about holds again.
                self._hold(names, self._taken_back.pop(withdrawn))
            else:
                self._taken_back[entry.position] = withdrawn
                left = (place for place in self._places.get(names, ()) if place != withdrawn)
                self._places[names] = tuple(left)
        self._tell(names)

    def _hold(self, names: frozenset[str], position: int) -> None:
        self._places[names] = tuple(sorted({*self._places.get(names, ()), position}))

    def _tell(self, names: frozenset[str]) -> None:
        """What the queue asks about these records by now."""
        places = self._places.get(names, ())
        waits = not any(place in self._own for place in places) if self._blind else not places
        again = not self._blind and bool(places) and places[-1] not in self._looks.values()
        numbers = self._numbers.get(names, ())
        for number in numbers:
            first, last = number == numbers[0], number == numbers[-1]
            self.queue.note(str(number), waits=waits and first, again=again and last)
