"""The miniatures of attribution as a gate: a figure may not fall below what was once reached."""

from __future__ import annotations

import pytest

from tests.claims.attribution.miniatures import HALVES, Verdict, figures, verdicts

FLOORS = {
    "developed": {"speaker": 0.98, "via": 0.9, "stance": 0.95, "denials": 0.9},
    "measured": {"speaker": 0.86, "via": 0.65, "stance": 0.84, "denials": 0.8},
}


@pytest.mark.parametrize("half", HALVES)
def test_no_figure_falls_below_its_floor(half: str) -> None:
    measured = figures(half)
    below = {part: measured[part] for part, floor in FLOORS[half].items() if measured[part] < floor}
    assert not below


@pytest.mark.parametrize("half", HALVES)
def test_no_witness_is_made_to_deny(half: str) -> None:
    assert figures(half)["no false denial"] == 1.0


@pytest.mark.parametrize("verdict", verdicts("developed"), ids=lambda v: v.miniature)
def test_every_claim_of_the_developed_half_is_found(verdict: Verdict) -> None:
    assert verdict.found is not None, verdict.expected.words
