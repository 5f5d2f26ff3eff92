"""Counts: how many are missing from the record, and whether the lists can say.

Multiple systems estimation on overlap tables. Floor 3 of the house: pure functions from tables to
estimates, usable alone:

    import habeas.counts

    print(habeas.counts.estimate({"110": 12, "100": 40, "010": 31, "001": 25, "011": 9}))

Beside the face: `simple`, `loglinear`, `decomposable`, `latent` and `robust` (each method),
`sensitivity`, `linkage`, `strata`, `proportion`, `consistency`, `predictive`, `pictures`.
"""

from habeas.counts.estimate import Estimate, Status
from habeas.counts.methods import METHODS, estimate
from habeas.counts.reading import Tables, read_tables, table_of, tables_of
from habeas.counts.showing import as_dict, as_html, as_text, court_sheet
from habeas.counts.table import OverlapTable

__all__ = [
    "METHODS",
    "Estimate",
    "OverlapTable",
    "Status",
    "Tables",
    "as_dict",
    "as_html",
    "as_text",
    "court_sheet",
    "estimate",
    "read_tables",
    "table_of",
    "tables_of",
]
