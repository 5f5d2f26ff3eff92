"""Cutting polygons to a rectangle."""

from hypothesis import given
from hypothesis import strategies as st

from habeas.figures.clipping import Box, Ring, clip, densified, holds

SQUARE: Ring = ((0, 0), (10, 0), (10, 10), (0, 10))
coordinate = st.integers(-30, 30).map(float)
rings = st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=9).map(tuple)


def test_a_ring_inside_the_box_stays_as_it_is() -> None:
    assert set(clip(SQUARE, Box(-1, -1, 11, 11))) == set(SQUARE)


def test_a_ring_outside_the_box_leaves_nothing() -> None:
    assert clip(SQUARE, Box(20, 20, 30, 30)) == ()


def test_a_ring_across_an_edge_is_cut_there() -> None:
    assert set(clip(SQUARE, Box(5, -5, 20, 20))) == {(5, 0), (10, 0), (10, 10), (5, 10)}


@given(rings)
def test_nothing_is_left_outside_the_box(ring: Ring) -> None:
    box = Box(-7, -5, 9, 11)
    assert all(box.holds((round(x, 6), round(y, 6))) for x, y in clip(ring, box))


@given(rings, st.integers(-6, 8), st.integers(-4, 10))
def test_a_cut_ring_holds_the_same_points_of_the_box(ring: Ring, x: int, y: int) -> None:
    # Off the whole numbers, so that no test point lies on an outline's corner.
    point = (x + 0.387, y + 0.613)
    cut = clip(ring, Box(-7, -5, 9, 11))
    assert (bool(cut) and holds(cut, *point)) == holds(ring, *point)


@given(rings)
def test_a_densified_ring_keeps_its_corners_in_order(ring: Ring) -> None:
    points = iter(densified(ring, 2.0))
    assert all(corner in points for corner in ring)
