"""What a row of facts holds, for one record or for a whole person: extremes that merge in one step.

Two intervals are disjoint exactly when the later beginning comes after the earlier end. So of any
number of dates of one happening only two numbers matter: the earliest last day (EARLY) and the
latest first day (LATE). NEVER and ALWAYS stand where nothing is said.

Captures are kept as up to two captivities (EARLY, LATE each), because a man can be released and
taken again; releases as up to three intervals, those that can lie between captivities.
"""

from __future__ import annotations

import numpy as np

from habeas.people.records import UNKNOWN_DAY

NEVER = UNKNOWN_DAY  # a latest day, where there is none
ALWAYS = np.iinfo(np.int32).max  # an earliest day, where there is none

DIED_EARLY = 0
DIED_LATE = 1
RELEASED_LATE = 2
CAPTURED_LATE = 3
SEEN_LATE = 4
TRANSFERRED_LATE = 5
SENTENCED_LATE = 6
EVENT_EARLY = 7
BORN_EARLY = 8
BORN_LATE = 9
CAPTIVITIES = 10  # two of (EARLY, LATE)
MOST_CAPTIVITIES = 2
RELEASES = 14  # three of (first, last)
MOST_RELEASES = 3
WIDTH = 20

EARLY_COLUMNS = (DIED_EARLY, EVENT_EARLY, BORN_EARLY)
LATE_COLUMNS = (
    DIED_LATE,
    RELEASED_LATE,
    CAPTURED_LATE,
    SEEN_LATE,
    TRANSFERRED_LATE,
    SENTENCED_LATE,
    BORN_LATE,
)
