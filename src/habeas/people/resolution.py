"""Which records are one person: the outcome of resolving."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from habeas.people.pairs import ScoredPairs
from habeas.people.records import Records

if TYPE_CHECKING:
    from habeas.people.evidence.evidence import Evidence

ID_LETTERS = 12


@dataclass(frozen=True, eq=False)
class Resolution:
    """Every record has one person. `person` (n,) numbers persons in the order of their first row.

    `probability` (n,) is how likely it is that the row belongs with the rest of its person (1 for
    a person of one row). `pairs` is the evidence; `figures` are counts for the report (candidates
    a record, refusals by reason, …); `notes` are remarks for the user; `evidence` explains pairs.
    """

    records: Records
    person: NDArray[np.int32]
    person_ids: tuple[str, ...]
    probability: NDArray[np.float64]
    pairs: ScoredPairs
    figures: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    evidence: Evidence | None = None

    def __len__(self) -> int:
        """The number of persons."""
        return len(self.person_ids)


def person_id(anchor: str) -> str:
    """The id of the person whose row of lowest rank has this record id."""
    digest = hashlib.sha256(anchor.encode("utf-8", "surrogatepass")).digest()
    return "p-" + b32encode(digest).decode("ascii").lower()[:ID_LETTERS]


def numbered(
    records: Records, cluster: NDArray[np.integer]
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Cluster labels (n,) as person numbers in the order of first rows, and each person's id.

    The same partition of the same records gives the same ids, however it was reached.
    """
    _, first, person = np.unique(cluster, return_index=True, return_inverse=True)
    place = np.empty(len(first), dtype=np.int32)
    place[np.argsort(first, kind="stable")] = np.arange(len(first), dtype=np.int32)
    person = place[person].astype(np.int32)
    anchors = np.zeros(len(first), dtype=np.int64)
    # The last write wins: rows in falling rank leave each person's row of lowest rank.
    falling = np.argsort(-records.rank.astype(np.int64), kind="stable")
    anchors[person[falling]] = falling
    return person, tuple(person_id(records.ids[row]) for row in anchors.tolist())
