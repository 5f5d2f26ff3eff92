"""From degrees to kilometres on a flat map."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.figures.projection import EARTH_RADIUS, Projection, fitted, projection_for

KYIV, KHARKIV = (30.52, 50.45), (36.23, 49.99)


def test_a_local_map_keeps_distances() -> None:
    projection = projection_for([KYIV, KHARKIV])
    drawn = dist(projection.project(*KYIV), projection.project(*KHARKIV))
    assert projection.local
    assert drawn == pytest.approx(409, abs=3)  # great circle, kilometres


def test_a_local_map_keeps_areas() -> None:
    projection = projection_for([(40, 60), (100, 60)])
    assert projection.local
    assert _area(projection, 70) == pytest.approx(_area(projection, 100), rel=0.001)


def _area(projection: Projection, longitude: float) -> float:
    """Of a small triangle at 60° north."""
    x, y = projection.project(longitude, 60)
    east, north = projection.project(longitude + 0.1, 60), projection.project(longitude, 60.1)
    return abs((east[0] - x) * (north[1] - y) - (north[0] - x) * (east[1] - y)) / 2


def test_points_on_both_sides_of_the_180th_meridian_lie_side_by_side() -> None:
    projection = projection_for([(177.5, 64.7), (-165.4, 64.5)])
    (west, _), (east, _) = projection.project(177.5, 64.7), projection.project(-165.4, 64.5)
    assert 0 < east - west < 1000


def test_the_whole_world_is_drawn_flat() -> None:
    projection = projection_for([(-75, 20), (37, 49), (167, 0)])
    assert not projection.local
    assert projection.project(projection.longitude, 90)[1] == pytest.approx(
        EARTH_RADIUS * 1.5708, 1
    )


def test_no_points_are_refused() -> None:
    with pytest.raises(ValueError, match="no point"):
        projection_for([])


degrees = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@given(st.lists(degrees, min_size=1, max_size=6))
def test_every_point_lies_in_the_box_that_was_fitted_to_it(
    points: list[tuple[float, float]],
) -> None:
    projection = projection_for(points)
    flat = [projection.project(projection.near(x), y) for x, y in points]
    box = fitted(flat, 1.6, 700, 0.1)
    assert all(box.holds(point) for point in flat)
    assert box.right - box.left >= 699.999
