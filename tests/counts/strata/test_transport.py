"""An estimate survives the way to another process and back, draws of its members too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.counts import Estimate, Status
from habeas.counts.estimate import estimated, refused
from habeas.counts.strata.transport import packed, thinned, unpacked
from tests.counts.strata.invented import table_of

TABLE = table_of(30, 20, 9, 14, 5, 4, 3)


def band() -> Estimate:
    first = estimated(TABLE, "first", (90, 100, 1 / 3), draws=np.arange(5.0))
    second = refused(TABLE, "second", Status.NO_OVERLAP, "no overlap")
    third = estimated(
        TABLE,
        "third",
        (90, 100, 120),
        status=Status.PRIOR_DRIVEN,
        draws=np.arange(3.0) + 0.5,
        diagnostics={"ess": np.float64(4.5), "count": np.int64(3), "cells": np.arange(3)},
    )
    return replace(first, method="band", draws=None, members=(first, second, third))


def test_every_field_comes_back() -> None:
    back = unpacked(*packed(band(), 100))
    first, second, third = back.members
    assert (first, second) == band().members[:2]
    assert first.high == 1 / 3
    assert first.draws is not None
    assert third.draws is not None
    assert np.array_equal(first.draws, np.arange(5.0))
    assert second.draws is None
    assert second.status is Status.NO_OVERLAP
    assert np.array_equal(third.draws, np.arange(3.0) + 0.5)
    assert third.diagnostics == dict(third.diagnostics) | {
        "ess": 4.5,
        "count": 3,
        "cells": [0, 1, 2],
    }
    assert type(third.diagnostics["ess"]) is float
    assert back.draws is None


def test_a_second_journey_changes_nothing() -> None:
    once = packed(band(), 100)
    assert packed(unpacked(*once), 100) == once


def test_what_json_cannot_carry_is_a_mistake_of_the_method() -> None:
    with pytest.raises(TypeError, match="plain values, not set"):
        packed(replace(band(), diagnostics={"odd": {1, 2}}), 100)


def test_thinned_draws_are_spread_over_the_whole_chain() -> None:
    assert thinned(np.arange(10.0), 4).tolist() == [0, 2, 5, 7]
    assert thinned(np.arange(3.0), 4).tolist() == [0, 1, 2]
