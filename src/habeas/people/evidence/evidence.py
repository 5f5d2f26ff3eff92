"""The evidence of a resolution: what was compared, what each finding weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.evidence.model import Compared, Model


@dataclass(frozen=True, eq=False)
class Evidence:
    """Records as numbers and the trained weights: enough to compare any two of them."""

    compared: Compared
    model: Model

    def log_odds(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.float32]:
        """The log odds that each pair (m,) of rows is one human, by the pair alone, (m,)."""
        from habeas.people.evidence.comparing_kernel import weigh

        out = np.empty(len(left), dtype=np.float32)
        weigh(
            left,
            right,
            self.compared.arrays,
            self.compared.usual,
            self.model.table,
            self.model.prior_log_odds,
            self.compared.features.list,
            out,
        )
        return out
