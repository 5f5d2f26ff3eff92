"""A cubic spline through values at nodes; scipy's costs more to load than a whole estimate does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_FEWEST_FOR_CUBIC = 4


def spline(nodes: Floats, values: Floats, places: Floats) -> Floats:
    """Values at `places` of the not-a-knot cubic spline through (nodes, values).

    `nodes`: n in rising order. With three nodes the parabola through them, with two the line
    (what scipy's CubicSpline gives, to rounding). De Boor (1978), A Practical Guide to Splines,
    chapter IV: the slopes at the nodes solve a tridiagonal system.
    """
    if len(nodes) < _FEWEST_FOR_CUBIC:
        return _polynomial(nodes, values, places)
    widths = np.diff(nodes)
    chords = np.diff(values) / widths
    slopes = _slopes(widths, chords)
    left = np.clip(np.searchsorted(nodes, places, side="right") - 1, 0, len(widths) - 1)
    width, chord = widths[left], chords[left]
    along = places - nodes[left]
    bend = (slopes[left] + slopes[left + 1] - 2 * chord) / width
    curve = (chord - slopes[left]) / width - bend
    return np.asarray(
        values[left] + along * (slopes[left] + along * (curve + along * bend / width))
    )


def _slopes(widths: Floats, chords: Floats) -> Floats:
    """The slopes at the nodes: second derivatives agree, third ones too at the outer two nodes."""
    count = len(chords) + 1
    below, middle, above, right = (np.zeros(count) for _ in range(4))
    below[1:-1], above[1:-1] = widths[1:], widths[:-1]
    middle[1:-1] = 2 * (widths[:-1] + widths[1:])
    right[1:-1] = 3 * (widths[1:] * chords[:-1] + widths[:-1] * chords[1:])
    middle[0], above[0] = widths[1], widths[0] + widths[1]
    right[0] = _outer(widths[0], widths[1], chords[0], chords[1])
    middle[-1], below[-1] = widths[-2], widths[-1] + widths[-2]
    right[-1] = _outer(widths[-1], widths[-2], chords[-1], chords[-2])
    return _tridiagonal(below.tolist(), middle.tolist(), above.tolist(), right.tolist())


def _outer(first: float, second: float, chord: float, next_chord: float) -> float:
    both = first + second
    return float(((first + 2 * both) * second * chord + first**2 * next_chord) / both)


def _tridiagonal(
    below: list[float], middle: list[float], above: list[float], right: list[float]
) -> Floats:
    """Gauss without exchange: the rows of a spline leave every pivot clearly above 0."""
    for row in range(1, len(middle)):
        factor = below[row] / middle[row - 1]
        middle[row] -= factor * above[row - 1]
        right[row] -= factor * right[row - 1]
    right[-1] /= middle[-1]
    for row in range(len(middle) - 2, -1, -1):
        right[row] = (right[row] - above[row] * right[row + 1]) / middle[row]
    return np.array(right)


def _polynomial(nodes: Floats, values: Floats, places: Floats) -> Floats:
    """The polynomial through one, two or three points (Newton's divided differences)."""
    found = np.full(len(places), values[0])
    if len(nodes) > 1:
        chords = np.diff(values) / np.diff(nodes)
        found = found + chords[0] * (places - nodes[0])
    if len(nodes) > 2:
        bend = (chords[1] - chords[0]) / (nodes[2] - nodes[0])
        found = found + bend * (places - nodes[0]) * (places - nodes[1])
    return found
