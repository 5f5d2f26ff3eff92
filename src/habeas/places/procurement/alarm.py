"""From chances to a ranked alarm: two tests of one institution, and the share of false alarms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Most who hide people did so all along, which only the level shows; the rest is the step's share.
LEVEL_SHARE = 0.7


def combined(level: Numbers, step: Numbers) -> Numbers:
    """One chance of two tests (Bonferroni with weights); a NaN of the step says nothing."""
    return np.minimum(1.0, np.fmin(level / LEVEL_SHARE, step / (1 - LEVEL_SHARE)))


def false_alarm_shares(chances: Numbers) -> Numbers:
    """q values (n,) of Benjamini and Hochberg (1995): the share of false alarms of a list cut here.

    NaN stays NaN and counts for nothing.
    """
    found = np.full(len(chances), np.nan)
    tested = np.flatnonzero(np.isfinite(chances))
    order = tested[np.argsort(chances[tested], kind="stable")]
    ranks = np.arange(1, len(order) + 1)
    raw = chances[order] * len(order) / ranks
    found[order] = np.minimum(1.0, np.minimum.accumulate(raw[::-1])[::-1])
    return found
