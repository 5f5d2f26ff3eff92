"""Counts: how many are missing from the record, and whether the lists can say.

Multiple systems estimation on overlap tables. Floor 3 of the house: pure functions from tables to
estimates, usable alone.
"""

from habeas.counts.estimate import Estimate, Status
from habeas.counts.table import OverlapTable

__all__ = ["Estimate", "OverlapTable", "Status"]
