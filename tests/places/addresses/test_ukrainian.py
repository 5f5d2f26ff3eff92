"""Descriptions in Ukrainian are read as those in Russian are."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.language import Gazetteer, table_rows
from habeas.places.addresses import resolve_description
from habeas.places.distance import distance_km

ROWS = table_rows(Path(__file__).parent / "ukrainian_descriptions.tsv")
_LEAST_SHARE = 0.9


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _away(row: dict[str, str], latitude: float, longitude: float) -> float:
    return float(distance_km(float(row["latitude"]), float(row["longitude"]), latitude, longitude))


def test_nine_in_ten_are_met_within_25_km(gazetteer: Gazetteer) -> None:
    missed = []
    for row in ROWS:
        found = resolve_description(row["description"], gazetteer=gazetteer, language="uk")
        met = found.latitude is not None and found.longitude is not None
        if not met or _away(row, found.latitude or 0.0, found.longitude or 0.0) > 25:
            missed.append(row["description"])
    assert len(ROWS) >= 30
    assert len(missed) <= (1 - _LEAST_SHARE) * len(ROWS), missed


def test_the_circles_of_90_percent_hold_the_truth_mostly(gazetteer: Gazetteer) -> None:
    held = 0
    for row in ROWS:
        found = resolve_description(row["description"], gazetteer=gazetteer)
        if found.latitude is not None and found.longitude is not None and found.radius_km_90:
            # The rows state coordinates to about 8 km.
            held += _away(row, found.latitude, found.longitude) <= found.radius_km_90 + 8
    assert held / len(ROWS) >= _LEAST_SHARE
