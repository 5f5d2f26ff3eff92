"""A few records made ready for comparing, as the tests of evidence, blocking and clustering do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.people import EventKind, Events, Records
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.features import features
from habeas.people.evidence.levels import FEATURES
from habeas.people.evidence.model import Compared, Model
from habeas.people.evidence.training import coded, first_model

Happening = tuple[int, EventKind, int]


def records_of(*happenings: Happening, ids: Sequence[str] | None = None, **columns: Any) -> Records:
    """Records from columns, with what happened to them as (row, kind, day)."""
    count = len(next(iter(columns.values())))
    rows, kinds, days = np.array(happenings, dtype=np.int32).reshape(-1, 3).T
    return Records.build(
        ids or [f"r{row:05}" for row in range(count)],
        events=Events(rows, kinds.astype(np.int8), days, days),
        **columns,
    )


def compared_of(records: Records) -> Compared:
    """The records in the shape of the kernels."""
    return Compared(features(records))


def evidence_of(records: Records, model: Model | None = None) -> Evidence:
    """The records with the weights that are expected before anything is learned."""
    compared = compared_of(records)
    return Evidence(compared, model or first_model(compared, seed=1))


def codes_of(records: Records, left: int = 0, right: int = 1) -> NDArray[np.uint16]:
    """The code of each feature of one pair."""
    one, other = (np.array([row], dtype=np.int32) for row in (left, right))
    codes, _ = coded(compared_of(records), one, other)
    return codes.reshape(FEATURES)


def odds(evidence: Evidence, left: int, right: int) -> float:
    """The log odds of one pair."""
    one, other = (np.array([row], dtype=np.int32) for row in (left, right))
    return float(evidence.log_odds(one, other)[0])
