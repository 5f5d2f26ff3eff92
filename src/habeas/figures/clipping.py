"""Polygons as rings of points: cut to a rectangle, and asked whether they hold a point.

Cutting follows Sutherland and Hodgman (1974), Communications of the ACM 17(1), 32–42.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left ≤ right and bottom ≤ top, in whatever unit its points have."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top

    def within(self, other: Box) -> bool:
        """Whether the other rectangle holds all of this one."""
        return other.holds((self.left, self.bottom)) and other.holds((self.right, self.top))

    def overlaps(self, other: Box) -> bool:
        """Whether the two rectangles share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    @classmethod
    def around(cls, ring: Ring) -> Box:
        """The smallest rectangle that holds every point of a ring."""
        xs = [x for x, _ in ring]
        ys = [y for _, y in ring]
        return cls(min(xs), min(ys), max(xs), max(ys))


def clip(ring: Ring, box: Box) -> Ring:
    """The part of a ring inside the box: a ring again, or () where nothing is left.

    A ring that leaves the box and comes back is joined along the box's edge.
    """
    if not ring or not Box.around(ring).overlaps(box):
        return ()
    for axis, limit, keeps_greater in (
        (0, box.left, True),
        (0, box.right, False),
        (1, box.bottom, True),
        (1, box.top, False),
    ):
        ring = _cut(ring, axis, limit, keeps_greater)
        if not ring:
            return ()
    return ring if len(ring) >= 3 else ()


def densified(ring: Ring, longest: float) -> Ring:
    """The same closed outline with further points, so that no step on an axis exceeds `longest`."""
    points: list[Point] = []
    last = ring[-1]
    for point in ring:
        across, up = point[0] - last[0], point[1] - last[1]
        pieces = int(max(abs(across), abs(up)) // longest) + 1
        points.extend(
            (last[0] + across * piece / pieces, last[1] + up * piece / pieces)
            for piece in range(1, pieces)
        )
        points.append(point)
        last = point
    return tuple(points)


def holds(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies inside a ring.

    Even–odd rule: a ray to the right crosses the outline an odd number of times.
    """
    inside = False
    last_x, last_y = ring[-1]
    for next_x, next_y in ring:
        crosses = (next_y > y) != (last_y > y)
        if crosses and x < (last_x - next_x) * (y - next_y) / (last_y - next_y) + next_x:
            inside = not inside
        last_x, last_y = next_x, next_y
    return inside


def _cut(ring: Ring, axis: int, limit: float, keeps_greater: bool) -> Ring:
    """The part of the ring on one side of a line across one axis."""
    keeps: Callable[[Point], bool] = (
        (lambda point: point[axis] >= limit)
        if keeps_greater
        else (lambda point: point[axis] <= limit)
    )
    kept: list[Point] = []
    last = ring[-1]
    last_kept = keeps(last)
    for point in ring:
        point_kept = keeps(point)
        if point_kept != last_kept:
            kept.append(_crossing(last, point, axis, limit))
        if point_kept:
            kept.append(point)
        last, last_kept = point, point_kept
    return tuple(kept)


def _crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (limit, across) if axis == 0 else (across, limit)
