"""Shares in a selected sample: what "80 % of those found" may honestly be said to say."""

from habeas.counts.proportion.binomial import METHODS, binomial_interval
from habeas.counts.proportion.report import proportion, reported_percentage
from habeas.counts.proportion.rounding import possible_counts
from habeas.counts.proportion.selection import (
    selection_that_makes,
    share_under_selection,
    worst_case_bounds,
)
from habeas.counts.proportion.statement import (
    ProportionEstimate,
    ProportionStatus,
    Wording,
    statements,
)

__all__ = [
    "METHODS",
    "ProportionEstimate",
    "ProportionStatus",
    "Wording",
    "binomial_interval",
    "possible_counts",
    "proportion",
    "reported_percentage",
    "selection_that_makes",
    "share_under_selection",
    "statements",
    "worst_case_bounds",
]
