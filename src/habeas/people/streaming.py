"""New records against persons that were resolved before, without resolving those again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from habeas.people.clustering import Decided
from habeas.people.evidence.model import Model
from habeas.people.records import Records
from habeas.people.resolution import Resolution


@dataclass(frozen=True, eq=False)
class Settled:
    """`rows` (n,) were resolved before and stay together as `same` (k, 2) says."""

    rows: NDArray[np.bool_]
    same: NDArray[np.int32]

    @classmethod
    def by(cls, earlier: Resolution, records: Records, decided: Decided) -> Settled:
        """What an earlier resolution settled among these records.

        A person that a reviewer has split since is open again, all its rows.
        """
        known = {name: place for place, name in enumerate(earlier.records.ids)}
        before = np.array([known.get(name, -1) for name in records.ids], dtype=np.int64)
        person = np.where(before >= 0, np.append(earlier.person, -1)[before], -1)
        for row in np.flatnonzero(np.diff(decided.begin)).tolist():
            others = decided.apart[decided.begin[row] : decided.begin[row + 1]]
            if person[row] >= 0 and (person[others] == person[row]).any():
                person = np.where(person == person[row], -1, person)
        order = np.argsort(person, kind="stable")
        together = [
            (a, b) for a, b in pairwise(order.tolist()) if person[a] == person[b] and person[a] >= 0
        ]
        return cls(person >= 0, np.array(together, dtype=np.int32).reshape(-1, 2))

    def joined(self, decided: Decided) -> Decided:
        """What reviewers decided, and that settled persons stay together."""
        return replace(decided, same=np.concatenate([decided.same, self.same]))


def carried(
    model: Model,
    known: tuple[str, ...],
    sizes: NDArray[np.integer],
    first: Model,
    lists: tuple[str, ...],
) -> Model:
    """The weights learned earlier, for the lists at hand.

    `known` are the lists that `model` was learned from, `sizes` their numbers of rows; priors of
    new ones come from `first`, the model before any training.
    """
    place = {name: number for number, name in enumerate(known[: len(sizes)]) if sizes[number]}
    old = np.array([place.get(name, -1) for name in lists])
    both = (old[:, None] >= 0) & (old[None, :] >= 0)
    prior = np.where(both, model.prior[np.ix_(old, old)], first.prior)
    return replace(model, prior=prior)
