"""Pairs of records with the weight of evidence that they are one human."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ScoredPairs:
    """`m` pairs that were compared, each once, with left < right, ordered by (left, right).

    `left`, `right` (m,) are row numbers of the records. `log_odds` (m,) is the natural log of the
    odds that both rows are one human, prior included, calibrated; `barred` (m,) is whether a hard
    fact forbids it (the odds are then those without the fact).
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    log_odds: NDArray[np.float32]
    barred: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.left)

    @property
    def probability(self) -> NDArray[np.float64]:
        """The probability of each pair, (m,); nought where it is barred."""
        odds = np.clip(self.log_odds.astype(np.float64), -60.0, 60.0)
        return np.where(self.barred, 0.0, 1.0 / (1.0 + np.exp(-odds)))
