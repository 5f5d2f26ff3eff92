"""How resolving runs."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.people.blocking.candidate_pairs import MOST_A_RECORD


@dataclass(frozen=True, slots=True)
class ResolveSettings:
    """`threshold` is the log odds above which two clusters are one person; None chooses it.

    `candidates` is the most pairs to compare for each record, on average. `seed` moves only the
    random pairs from which chance agreement is learned.
    """

    threshold: float | None = None
    candidates: float = MOST_A_RECORD
    seed: int = 1
