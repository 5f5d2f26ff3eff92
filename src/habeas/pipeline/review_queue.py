"""A queue of things to judge, in which some that were judged already are shown once more.

* About one slot in ten is such a second look; which slots, and which items, follows from the name
  of the reviewer and the ids alone, so that nobody can tell a second look from a first one by its
  place. Slots are laid out ten at a time, second looks counted with them, so that nobody can tell
  one by the numbers either.
* Every item of a queue is one of the case: none is invented to test a reviewer.
* What is laid out never moves. An item may have several slots; one of them is due at most: the
  first that is not answered, where the answers before it left the item for later.
* What is said of an item elsewhere settles it here, and what is taken back opens it again.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHARE_AGAIN = 0.1
# Between a judgement and the second look at it lie at least so many others.
APART = 10
# So many slots are laid out at a time.
_AT_ONCE = 10


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
        # To be laid out when all of these are, and what was ever left for later.
        self._later: OrderedDict[str, None] = OrderedDict()
        self._left: set[str] = set()
        self._reviewer = reviewer
        self._share = share
        self._slots: list[Slot] = []
        # What each slot was answered: whether the item was judged, or left for later.
        self._answers: dict[int, bool] = {}
        self._first_looks: dict[str, list[int]] = {}
        self._second_looks: dict[str, list[int]] = {}
        # Items that wait for a first look, those of them that are settled elsewhere, and those that
        # ask for nothing (any more).
        self._members = set(waiting)
        self._settled: set[str] = set()
        self._over: set[str] = set()
        # From which slot on an item may be looked at again; those that are far enough away by what
        # chance gives them; those not yet; and those that nobody is to look at again.
        self._again_from = dict.fromkeys(judged, 0)
        self._again = [(_chance(reviewer, "item", item), item) for item in self._again_from]
        heapq.heapify(self._again)
        self._fresh: list[tuple[int, str]] = []
        self._closed: set[str] = set()
        self._open_again: set[int] = set()

    @property
    def remaining(self) -> int:
        """How many items wait for a first look."""
        return len(self._members) - len(self._over)

    @property
    def to_answer(self) -> int:
        """How many slots wait, as far as is known: first looks, and second ones laid out."""
        return self.remaining + len(self._open_again)

    @property
    def answered(self) -> int:
        """How many slots were answered."""
        return len(self._answers)

    def slot(self, number: int) -> Slot | None:
        """The slot of this number, laid out if need be; None where there is none."""
        while len(self._slots) < number and self._lay_out_more():
            pass
        return self._slots[number - 1] if 0 < number <= len(self._slots) else None

    def following(self, number: int, count: int) -> list[Slot]:
        """Up to so many slots after this one that wait for an answer."""
        found: list[Slot] = []
        place = max(number, 0) + 1
        while len(found) < count and (slot := self.slot(place)) is not None:
            if self.is_due(place):
                found.append(slot)
            place += 1
        return found

    def before(self, number: int) -> Slot | None:
        """The last slot before this one that waits for an answer."""
        earlier = range(min(number - 1, len(self._slots)), 0, -1)
        return next((self.slot(place) for place in earlier if self.is_due(place)), None)

    def first_open(self) -> Slot | None:
        """The first slot that waits for an answer."""
        return next(iter(self.following(0, 1)), None)

    def due(self, number: int | None) -> Slot | None:
        """The slot of this number where it waits, else the next one that does, or the first."""
        if number is not None and self.is_due(number):
            return self.slot(number)
        return next(iter(self.following((number or 1) - 1, 1)), None) or self.first_open()

    def is_answered(self, number: int) -> bool:
        """Whether somebody has answered this slot."""
        return number in self._answers

    def is_due(self, number: int) -> bool:
        """Whether this slot waits for an answer."""
        slot = self.slot(number)
        if slot is None or number in self._answers:
            return False
        if slot.again:
            return slot.item not in self._closed
        earlier = [each for each in self._first_looks[slot.item] if each < number]
        left = all(self._answers.get(each) is False for each in earlier)
        return left and slot.item not in self._settled

    def answer(self, number: int, *, judged: bool) -> None:
        """This slot is answered; `judged` unless the answer was to leave the item for later."""
        slot = self._slots[number - 1]
        if number in self._answers:
            return
        self._answers[number] = judged
        if slot.again:
            self._open_again.discard(number)
            return
        if judged:
            self._look_again_later(slot.item)
        elif slot.item not in self._left:
            self._left.add(slot.item)
            self._later[slot.item] = None
        self._weigh(slot.item)

    def reopen(self, number: int) -> None:
        """The answer of a slot was taken back."""
        judged = self._answers.pop(number, None)
        if judged is None:
            return
        slot = self._slots[number - 1]
        if slot.again:
            if slot.item not in self._closed:
                self._open_again.add(number)
            return
        if judged:
            self._again_from.pop(slot.item, None)
        elif slot.item in self._later:
            del self._later[slot.item]
            self._left.discard(slot.item)
        self._weigh(slot.item)

    def note(self, item: str, *, waits: bool, again: bool) -> None:
        """What is to be asked of an item after something was said of it, or taken back, anywhere.

        `waits` is whether it waits for a first look, `again` whether it may be looked at again.
        """
        if not waits:
            self._settled.update({item} & self._members)
        elif item in self._settled:
            self._settled.discard(item)
            for number in self._first_looks.get(item, ()):
                if self._answers.get(number):
                    self.reopen(number)
        elif item not in self._members:
            self._members.add(item)
            self._later[item] = None
        self._weigh(item)
        numbers = self._second_looks.get(item, ())
        if not again:
            self._closed.add(item)
            self._again_from.pop(item, None)
            self._open_again.difference_update(numbers)
        elif item in self._closed:
            self._closed.discard(item)
            for number in numbers:
                self._answers.pop(number, None)
                self._open_again.add(number)
        if again:
            self._look_again_later(item)

    def ask_now(self, item: str) -> Slot | None:
        """The slot of an item that waits, laid out next if need be; None where nothing is asked."""
        for number in [*self._first_looks.get(item, []), *self._second_looks.get(item, [])]:
            if self.is_due(number):
                return self._slots[number - 1]
        if item in self._members and item not in self._over:
            self._later.pop(item, None)
            return self._lay(item)
        if item in self._again_from:
            return self._lay(item, again=True)
        return None

    def _lay_out_more(self) -> bool:
        laid = [self._lay_out() for _ in range(_AT_ONCE)]
        return any(laid)

    def _lay_out(self) -> bool:
        number = len(self._slots) + 1
        self._ripen(number)
        if _chance(self._reviewer, "slot", str(number)) < self._share:
            item = self._next_again(number)
            if item is not None:
                self._lay(item, again=True)
                return True
        item = self._next_waiting()
        if item is None:
            return False
        self._lay(item)
        return True

    def _lay(self, item: str, *, again: bool = False) -> Slot:
        slot = Slot(len(self._slots) + 1, item, again=again)
        self._slots.append(slot)
        looks = self._second_looks if again else self._first_looks
        looks.setdefault(item, []).append(slot.number)
        if again:
            self._again_from.pop(item, None)
            self._open_again.add(slot.number)
        return slot

    def _weigh(self, item: str) -> None:
        """Whether an item waits for a first look, as of now."""
        if item not in self._members:
            return
        numbers = self._first_looks.get(item)
        to_come = numbers is None or item in self._later
        waits = item not in self._settled and (to_come or any(map(self.is_due, numbers or ())))
        if waits:
            self._over.discard(item)
        else:
            self._over.add(item)

    def _look_again_later(self, item: str) -> None:
        if item in self._closed or item in self._again_from or item in self._second_looks:
            return
        ripe = len(self._slots) + APART + 1
        self._again_from[item] = ripe
        self._fresh.append((ripe, item))

    def _ripen(self, number: int) -> None:
        ripe = [(due, item) for due, item in self._fresh if due <= number]
        for due, item in ripe:
            if self._again_from.get(item) == due:
                heapq.heappush(self._again, (_chance(self._reviewer, "item", item), item))
        if ripe:
            self._fresh = [(due, item) for due, item in self._fresh if due > number]

    def _next_again(self, number: int) -> str | None:
        while self._again:
            _, item = heapq.heappop(self._again)
            # What was taken back since is not asked; what was judged anew ripens anew.
            if self._again_from.get(item, number + 1) <= number:
                return item
        return None

    def _next_waiting(self) -> str | None:
        if self._taken < len(self._waiting):
            self._taken += 1
            return self._waiting[self._taken - 1]
        if not self._later:
            return None
        item, _ = self._later.popitem(last=False)
        return item


def _chance(reviewer: str, kind: str, name: str) -> float:
    """A number from 0 to 1, drawn from names alone."""
    digest = hashlib.sha256("\x00".join((reviewer, kind, name)).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
