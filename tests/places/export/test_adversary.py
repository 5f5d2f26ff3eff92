"""Whoever holds every export ever made, and lays all of them over each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import h3
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from habeas.places.distance import unit_vectors
from habeas.places.export import Disclosed, ExportRow, ExportSettings, Published, SiteRow, publish
from habeas.places.export.outline import polygons
from tests.places.export.land import LAND, Villages, site

TODAY = date(2026, 11, 26)
TREE = cKDTree(unit_vectors(LAND.latitude, LAND.longitude))


def exports(
    steps: Sequence[SiteRow], chosen: Sequence[ExportSettings], land: Villages = LAND
) -> list[Published]:
    """One export after the other, each given what the last one disclosed."""
    disclosed, made = Disclosed(), []
    for one, how in zip(steps, chosen, strict=True):
        done = publish([one], "public", as_of=TODAY, disclosed=disclosed, places=land, settings=how)
        disclosed = done.disclosed
        made.append(done)
    return made


def inside(row: ExportRow, points: np.ndarray) -> np.ndarray:
    """Which points (latitude, longitude) a reader takes to be in a row's area.

    Regions have the borders of the adversary's own map: each point belongs to the region of the
    nearest village.
    """
    if row.regions:
        _, nearest = TREE.query(unit_vectors(points[:, 0], points[:, 1]))
        codes = [LAND.code[number] for number in np.atleast_1d(nearest)]
        return np.array([c in row.regions or c[:2] in row.regions for c in codes])
    found = np.zeros(len(points), dtype=bool)
    for outline, *holes in polygons(row.cells):
        found |= in_ring(outline, points)
        for hole in holes:
            found &= ~in_ring(hole, points)
    return found


def in_ring(ring: Sequence[tuple[float, float]], points: np.ndarray) -> np.ndarray:
    """Even–odd rule, for many points."""
    y, x = points[:, 0], points[:, 1]
    crossed = np.zeros(len(points), dtype=int)
    for (x1, y1), (x2, y2) in pairwise(ring):
        spans = (y1 > y) != (y2 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            crossed += spans & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return np.asarray(crossed % 2 == 1)


def points_of(cell: str) -> np.ndarray:
    """Points all over a cell, up to its very edge."""
    corners = np.array(h3.cell_to_boundary(cell))
    middle = corners.mean(axis=0)
    edges = np.linspace(corners, np.roll(corners, -1, axis=0), 8, endpoint=False).reshape(-1, 2)
    return np.concatenate([middle + part * (edges - middle) for part in (0.3, 0.7, 0.98, 0.999)])


def something_whole_remains(rows: Sequence[ExportRow]) -> bool:
    """Whether some cell lies wholly in the area of every row."""
    told = [set(row.cells) for row in rows if row.cells]
    if not told:
        return bool(set.intersection(*(set(row.regions) for row in rows)))
    common = set.intersection(*told)
    return any(all(inside(row, points_of(cell)).all() for row in rows) for cell in common)


def check(made: Sequence[Published]) -> None:
    by_name: dict[str, list[ExportRow]] = {}
    for done in made:
        for row in done.rows:
            by_name.setdefault(row.id, []).append(row)
    for rows in by_name.values():
        assert something_whole_remains(rows)


STEPS = st.lists(
    st.tuples(
        st.floats(-14, 14), st.floats(-14, 14), st.floats(0.5, 14), st.booleans(), st.booleans()
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(st.floats(-50, 50), st.floats(-50, 50), STEPS)
def test_a_whole_cell_remains_however_the_estimate_wanders(
    north: float, east: float, steps: list[tuple[float, float, float, bool, bool]]
) -> None:
    wandered: list[SiteRow] = []
    chosen: list[ExportSettings] = []
    for up, right, spread, by_region, in_use in steps:
        north, east = north + up, east + right
        ended = None if in_use else date(2020, 5, 17)
        wandered.append(site(north, east, spread, ended=ended))
        chosen.append(ExportSettings(by_region=by_region, active_sites="region"))
    check(exports(wandered, chosen))


def test_long_walks_across_borders_of_cells_and_oblasts() -> None:
    rng = np.random.default_rng(6)
    precisions = set()
    for _ in range(8):
        track = np.cumsum(rng.normal(0, 3.0, (20, 2)), axis=0) + rng.uniform(-40, 40, 2)
        spreads = rng.uniform(0.5, 6.0, 20)
        walk = [
            site(up, right, spread)
            for (up, right), spread in zip(track.tolist(), spreads.tolist(), strict=True)
        ]
        made = exports(walk, [ExportSettings()] * len(walk))
        check(made)
        assert len({row.id for done in made for row in done.rows}) == 1
        precisions |= {row.precision for done in made for row in done.rows}
    assert len(precisions) == 3


def test_what_remains_when_an_area_grows_is_whole_cells_with_villages_in_them() -> None:
    rng = np.random.default_rng(7)
    counted: dict[str, int] = {}
    for latitude, longitude in zip(LAND.latitude, LAND.longitude, strict=True):
        cell = h3.latlng_to_cell(latitude, longitude, 5)
        counted[cell] = counted.get(cell, 0) + 1
    grown = 0
    for _ in range(20):
        track = np.cumsum(rng.normal(0, 6.0, (8, 2)), axis=0) + rng.uniform(-60, 60, 2)
        made = exports(
            [site(up, right, 1.0) for up, right in track.tolist()], [ExportSettings()] * 8
        )
        told = [set(row.cells) for done in made for row in done.rows if row.cells]
        for before, after in pairwise(told):
            left = after - before
            grown += bool(left)
            assert not left or sum(counted.get(cell, 0) for cell in left) >= 3
    assert grown


def test_one_village_beside_the_cell_told_is_not_given_away_by_the_block_around_both() -> None:
    cell = h3.latlng_to_cell(48.0, 37.5, 5)
    sibling = next(c for c in h3.cell_to_children(h3.cell_to_parent(cell, 4), 5) if c != cell)
    crowd = [h3.cell_to_latlng(c) for c in list(h3.cell_to_children(cell, 7))[:8]]
    far = [(47.0 + n / 50, 35.0 + m / 50) for n in range(6) for m in range(6)]
    points = np.array([*crowd, h3.cell_to_latlng(sibling), *far])
    land = Villages(points[:, 0], points[:, 1], ("UA-14",) * len(points))
    lone = h3.cell_to_latlng(sibling)
    before, after = (
        site((at[0] - 48.0) * 111.2, (at[1] - 37.9) * 74.4, 0.1, land=land)
        for at in (crowd[0], lone)
    )
    told = exports([before, after], [ExportSettings()] * 2, land)
    assert told[0].rows[0].cells == (cell,)
    # The region would not hide it either: no other village of it stands as lonely.
    assert told[1].rows == ()
    hardly = [ExportSettings(least_places=1)] * 2
    assert len(exports([before, after], hardly, land)[1].rows[0].cells) == 7


def test_without_a_memory_the_same_walk_would_be_narrowed_down() -> None:
    """What the adversary gets from exports that know nothing of each other."""
    walk = [site(-8 + 3.0 * step, -30, 1.0) for step in range(10)]
    made = [
        publish([one], "public", as_of=TODAY, disclosed=Disclosed(), places=LAND) for one in walk
    ]
    assert not something_whole_remains([row for done in made for row in done.rows])


def linked(made: Sequence[Published]) -> dict[str, list[ExportRow]]:
    """Rows by true site, for whoever knows each from its function; not by their public names."""
    found: dict[str, list[ExportRow]] = {}
    for done in made:
        for row in done.rows:
            found.setdefault(row.function, []).append(row)
    return found


def cut_cells(rows: Sequence[ExportRow]) -> list[str]:
    """Cells told alone of which the regions told of the same site leave a part only."""
    regions = [row for row in rows if row.regions]
    cut = []
    for (cell,) in {row.cells for row in rows if len(row.cells) == 1}:
        points = points_of(cell)
        left = np.ones(len(points), dtype=bool)
        for row in regions:
            left &= inside(row, points)
        if left.any() and not left.all():
            cut.append(cell)
    return cut


@pytest.mark.parametrize("seed", range(6))
def test_sites_that_cross_vanish_and_swap_their_records_are_not_cut_either(seed: int) -> None:
    """Three sites near a border, without keys; the adversary knows which is which."""
    rng = np.random.default_rng(seed)
    at = rng.uniform(-25, 25, (3, 2))
    disclosed, made = Disclosed(), []
    for _ in range(12):
        at += rng.normal(0, 6.0, at.shape)
        seen = [
            replace(
                site(
                    up,
                    right,
                    float(rng.uniform(0.2, 3.0)),
                    ended=None if rng.random() < 0.3 else date(2020, 5, 17),
                ),
                functions=((name, 1.0),),
            )
            for name, (up, right) in zip("abc", at.tolist(), strict=True)
            if rng.random() < 0.8
        ]
        seen = [seen[number] for number in rng.permutation(len(seen))]
        how = ExportSettings(active_sites="region", by_region=bool(rng.random() < 0.3))
        done = publish(seen, "press", as_of=TODAY, disclosed=disclosed, places=LAND, settings=how)
        disclosed = done.disclosed
        made.append(done)
    rows = linked(made)
    assert set(rows) == set("abc")
    assert all(cut_cells(told) == [] for told in rows.values())
    check(made)


def test_a_region_first_and_a_cell_across_its_border_later_cut_nothing_off() -> None:
    """The cell of a site beside the border sticks out of its oblast: it is never told."""
    on_the_border = [site(0, east, 0.5) for east in np.linspace(-12, 12, 9)]
    for one in on_the_border:
        check(exports([one, one], [ExportSettings(by_region=True), ExportSettings()]))
        check(exports([one, one], [ExportSettings(), ExportSettings(by_region=True)]))


def test_a_site_that_vanishes_beside_a_new_one_is_taken_for_it() -> None:
    first = site(-8, -30, 0.5, name="S1")
    cell = h3.latlng_to_cell(first.latitude, first.longitude, 5)
    latitude, longitude = h3.cell_to_latlng(h3.grid_ring(cell, 1)[0])
    beside = site((latitude - 48.0) * 111.2, (longitude - 37.9) * 74.4, 0.5, name="S7")
    made = exports([first, beside], [ExportSettings()] * 2)
    assert made[1].rows[0].id == made[0].rows[0].id
    check(made)
