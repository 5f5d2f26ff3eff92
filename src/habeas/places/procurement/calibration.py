"""Whether the model's spread is right, judged by those who buy little: they hide nobody.

The model takes some institutions that buy too much for ones that feed more than they declare. Where
habits differ more than it thinks, it takes honest ones for these, and its intervals get too narrow
and its centre too low. Those who buy less than their declared number would need show the spread
without that doubt; how many buy more than the centre shows how far the centre may be off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Numbers = NDArray[np.float64]

_SMALLEST = 1e-4
# As if so many institutions had been seen for which the model is right.
_TRUST = 10.0
_STRAINED_SCALE, _STRAINED_OFFSET = 1.15, 0.6


@dataclass(frozen=True, slots=True)
class Calibration:
    """By how much each institution's interval is widened, learned from all others.

    `scale` (n,) multiplies standard normal quantiles, `offset` (n,) is taken off on the side of
    fewer people, where honest institutions that buy much have been taken for others.
    """

    scale: Numbers
    offset: Numbers

    @property
    def strained(self) -> bool:
        """Whether the model had to be put right by so much that readers should know."""
        scale, offset = float(np.median(self.scale)), float(np.median(self.offset))
        return scale > _STRAINED_SCALE or offset > _STRAINED_OFFSET

    def ends(self, level: float) -> tuple[Numbers, Numbers]:
        """The shares (n,) of the model's distribution at which an interval of this level ends."""
        half = norm.ppf((1 + level) / 2) * self.scale
        return np.asarray(norm.cdf(-half - self.offset)), np.asarray(norm.cdf(half))

    def chances(self, chances: Numbers) -> Numbers:
        """The chances (n,) of buying so much or more, put right; never made smaller."""
        surprise = norm.isf(np.clip(chances, 1e-300, 1 - _SMALLEST))
        return np.asarray(norm.sf((surprise - self.offset) / np.maximum(self.scale, 1.0)))


def calibration(chances: Numbers) -> Calibration:
    """From each institution's chance (n,) to buy as much or more; NaN where none is declared.

    No institution's own chance counts in its own calibration.
    """
    signs = norm.ppf(np.clip(chances, _SMALLEST, 1 - _SMALLEST))
    scale, offset = np.ones(len(signs)), np.zeros(len(signs))
    for own in range(len(signs)):
        others = np.delete(signs, own)
        others = others[np.isfinite(others)]
        if not len(others):
            continue
        little = others[others > 0]
        scale[own] = np.sqrt((_TRUST + (little**2).sum()) / (_TRUST + len(little)))
        offset[own] = max(0.0, -float(np.median(others)))
    return Calibration(scale, offset)
