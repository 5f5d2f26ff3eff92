"""What to ask a reviewer next: the questions whose answers would change most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from habeas.people.clustering import between_persons
from habeas.people.decision import Decision, Sameness
from habeas.people.evidence.evidence import Evidence
from habeas.people.resolution import Resolution

# Only the likeliest pairs across persons are worth a look; each may weigh up to a whole person.
LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class Question:
    """Are these two records one human? `left` and `right` are record ids.

    `together` is whether they are one person now; `probability` that they are one human; `pairs`
    how many pairs of records the answer settles; `gain` how many of them are expected to change.
    """

    left: str
    right: str
    together: bool
    probability: float
    pairs: int
    gain: float


def ask_next(
    resolution: Resolution, decisions: Iterable[Decision] = (), *, count: int = 20
) -> tuple[Question, ...]:
    """The questions with the greatest expected gain, each person in at most one of them.

    What has been answered already, "unsure" included, is not asked again; nor whether two persons
    are one by other records than those that a reviewer was shown.
    """
    asked, apart = _answered(resolution, decisions)
    found = [*_merges(resolution), *_splits(resolution)]
    found.sort(key=lambda each: (-each[0], each[1]))
    questions: list[Question] = []
    taken: set[int] = set()
    for gain, (left, right), together, probability, pairs in found:
        persons = frozenset((int(resolution.person[left]), int(resolution.person[right])))
        names = resolution.records.ids[left], resolution.records.ids[right]
        if persons & taken or persons in apart or frozenset(names) in asked:
            continue
        taken |= persons
        questions.append(
            Question(*names, together, round(probability, 4), pairs, round(float(gain), 3))
        )
        if len(questions) == count:
            break
    return tuple(questions)


def _answered(
    resolution: Resolution, decisions: Iterable[Decision]
) -> tuple[set[frozenset[str]], set[frozenset[int]]]:
    """Pairs of record ids that were answered, and pairs of persons that have one across them."""
    asked = {
        frozenset((left, right))
        for decision in decisions
        for left, right in _settled(decision)
        if left != right
    }
    named = {name for pair in asked for name in pair}
    of = {
        name: person
        for name, person in zip(resolution.records.ids, resolution.person.tolist(), strict=True)
        if name in named
    }
    persons = (frozenset(of[name] for name in pair if name in of) for pair in asked)
    return asked, {pair for pair in persons if len(pair) == 2}


def _settled(decision: Decision) -> Iterable[tuple[str, str]]:
    """The pairs that an answer is about: all of those that are the same, else those across."""
    if decision.answer is Sameness.SAME:
        return combinations((*decision.records, *decision.others), 2)
    return product(decision.records, decision.others)


_Found = tuple[float, tuple[int, int], bool, float, int]


def _merges(resolution: Resolution) -> list[_Found]:
    """Two persons that may be one."""
    pairs, person = resolution.pairs, resolution.person
    sizes = np.bincount(person)
    first, second = person[pairs.left], person[pairs.right]
    apart = np.flatnonzero((first != second) & ~pairs.barred)
    # The best supported pair of each two persons speaks for them.
    apart = apart[np.argsort(-pairs.log_odds[apart], kind="stable")]
    low, high = np.minimum(first, second)[apart], np.maximum(first, second)[apart]
    _, once = np.unique(low.astype(np.int64) * len(sizes) + high, return_index=True)
    weight = pairs.log_odds[apart[once]] + np.log(
        sizes[low[once]].astype(np.float64) * sizes[high[once]]
    )
    once = once[np.argsort(-weight, kind="stable")[:LOOKED_AT]]
    shown, low, high = apart[once], low[once], high[once]
    odds = between_persons(_evidence(resolution), person, low, high)
    chance = _probability(odds, resolution)
    count = sizes[low] * sizes[high]
    gain = np.minimum(chance, 1.0 - chance) * count
    return [
        (
            float(gain[k]),
            (int(pairs.left[shown[k]]), int(pairs.right[shown[k]])),
            False,
            float(chance[k]),
            int(count[k]),
        )
        for k in np.argsort(-gain, kind="stable")[:LOOKED_AT].tolist()
    ]


def _splits(resolution: Resolution) -> list[_Found]:
    """A record that may not belong to its person, beside the one that holds it there."""
    person = resolution.person
    sizes = np.bincount(person)
    others = sizes[person] - 1
    doubt = np.minimum(resolution.probability, 1.0 - resolution.probability) * others
    rows = np.argsort(-doubt, kind="stable")[:LOOKED_AT]
    rows = rows[others[rows] > 0]
    members = np.argsort(person, kind="stable")
    begin = np.concatenate([[0], np.cumsum(sizes)])
    found: list[_Found] = []
    for row in rows.tolist():
        mine = int(person[row])
        rest = members[begin[mine] : begin[mine + 1]]
        rest = rest[rest != row].astype(np.int32)
        odds = _evidence(resolution).log_odds(np.full(len(rest), row, dtype=np.int32), rest)
        nearest = int(rest[int(np.argmax(odds))])
        pair = (min(row, nearest), max(row, nearest))
        chance = float(resolution.probability[row])
        found.append((float(doubt[row]), pair, True, chance, int(others[row])))
    return found


def _probability(odds: NDArray[np.float32], resolution: Resolution) -> NDArray[np.float64]:
    shifted = odds.astype(np.float64) - resolution.figures.get("threshold", 0.0)
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(shifted, -30.0, 30.0))), dtype=np.float64)


def _evidence(resolution: Resolution) -> Evidence:
    if resolution.evidence is None:
        raise ValueError("this resolution was made without its evidence")
    return resolution.evidence
