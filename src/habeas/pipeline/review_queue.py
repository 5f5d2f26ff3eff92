"""A queue of things to judge, in which some that were judged already are shown once more.

About one slot in ten is such a second look; which slots, and which items, follows from the name of
the reviewer and the ids alone, so that nobody can tell a second look from a first one by its place.
Every item of a queue is one of the case: none is invented to test a reviewer.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHARE_AGAIN = 0.1
# Between a judgement and the second look at it lie at least so many others.
APART = 10


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the queue, counted from 1. `again` is for the machine alone to know."""

    number: int
    item: str
    again: bool = False


class ReviewQueue:
    """Laid out as far as somebody has looked; what is laid out never moves."""

    def __init__(
        self,
        waiting: Sequence[str],
        judged: Iterable[str] = (),
        *,
        reviewer: str,
        share: float = SHARE_AGAIN,
    ) -> None:
        self._waiting = waiting
        self._taken = 0
        self._reviewer = reviewer
        self._share = share
        self._slots: list[Slot] = []
        self._answered: set[int] = set()
        # Items for a second look, by what chance gives them; and those not far enough away yet.
        self._again = [(_chance(reviewer, "item", item), item) for item in judged]
        heapq.heapify(self._again)
        self._fresh: list[tuple[int, str]] = []
        self._later: list[str] = []
        self._first_looks = 0

    @property
    def remaining(self) -> int:
        """How many items wait that are not laid out yet or not answered; second looks apart."""
        return len(self._waiting) + len(self._later) - self._first_looks

    @property
    def answered(self) -> int:
        """How many slots were answered."""
        return len(self._answered)

    def slot(self, number: int) -> Slot | None:
        """The slot of this number, laid out if need be; None where there is none."""
        while len(self._slots) < number and self._lay_out():
            pass
        return self._slots[number - 1] if 0 < number <= len(self._slots) else None

    def following(self, number: int, count: int) -> list[Slot]:
        """Up to so many unanswered slots after this one."""
        found: list[Slot] = []
        place = max(number, 0) + 1
        while len(found) < count and (slot := self.slot(place)) is not None:
            if place not in self._answered:
                found.append(slot)
            place += 1
        return found

    def before(self, number: int) -> Slot | None:
        """The slot before this one, answered or not."""
        return self.slot(number - 1) if number > 1 else None

    def first_open(self) -> Slot | None:
        """The first slot that is not answered."""
        return next(iter(self.following(0, 1)), None)

    def is_answered(self, number: int) -> bool:
        """Whether somebody has answered this slot."""
        return number in self._answered

    def answer(self, number: int, *, judged: bool) -> None:
        """This slot is answered; `judged` unless the answer was to leave the item for later."""
        slot = self._slots[number - 1]
        if number in self._answered:
            return
        self._answered.add(number)
        if slot.again:
            return
        self._first_looks += 1
        if judged:
            self._fresh.append((len(self._slots) + APART + 1, slot.item))
        elif slot.item not in self._later:
            self._later.append(slot.item)

    def reopen(self, number: int) -> None:
        """The answer of a slot was taken back."""
        if number not in self._answered:
            return
        self._answered.discard(number)
        self._first_looks -= not self._slots[number - 1].again
        item = self._slots[number - 1].item
        self._fresh = [(due, name) for due, name in self._fresh if name != item]
        self._again = [(chance, name) for chance, name in self._again if name != item]
        heapq.heapify(self._again)

    def _lay_out(self) -> bool:
        number = len(self._slots) + 1
        self._ripen(number)
        if self._again and _chance(self._reviewer, "slot", str(number)) < self._share:
            slot = Slot(number, heapq.heappop(self._again)[1], again=True)
        else:
            item = self._next_waiting()
            if item is None:
                return False
            slot = Slot(number, item)
        self._slots.append(slot)
        return True

    def _ripen(self, number: int) -> None:
        ripe = [item for due, item in self._fresh if due <= number]
        for item in ripe:
            heapq.heappush(self._again, (_chance(self._reviewer, "item", item), item))
        if ripe:
            self._fresh = [(due, item) for due, item in self._fresh if due > number]

    def _next_waiting(self) -> str | None:
        place = self._taken
        if place >= len(self._waiting) + len(self._later):
            return None
        self._taken += 1
        if place < len(self._waiting):
            return self._waiting[place]
        return self._later[place - len(self._waiting)]


def _chance(reviewer: str, kind: str, name: str) -> float:
    """A number from 0 to 1, drawn from names alone."""
    digest = hashlib.sha256("\x00".join((reviewer, kind, name)).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
