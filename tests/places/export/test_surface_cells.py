"""The surface for a map of the restricted audience."""

import pytest

from habeas.places.export import surface_cells
from tests.places.export.land import site


def test_the_chances_of_one_site_sum_to_the_chance_that_it_exists() -> None:
    cells = surface_cells([site(spread_km=8.0)])
    assert sum(chance for _, chance in cells) == pytest.approx(0.83, abs=1e-6)
    assert all(len(ring) >= 5 for ring, _ in cells)


def test_two_sites_in_one_cell_make_it_likelier_but_never_sure() -> None:
    one = max(chance for _, chance in surface_cells([site()]))
    two = max(chance for _, chance in surface_cells([site(), site(name="S2")]))
    assert one < two < 1
    assert two == pytest.approx(1 - (1 - one) ** 2)
