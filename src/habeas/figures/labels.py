"""Writing names on a map so that none covers another: a simple greedy rule.

Each name is tried to the right, to the left, above and below its mark; the first free place is
taken. A name without a free place is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.figures.clipping import Box
from habeas.figures.theme import text_width


@dataclass(frozen=True, slots=True)
class Mark:
    """A round mark in pixels (y grows downwards) and the name to write beside it."""

    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its anchor point, the left end of the baseline, and the room that it takes."""

    x: float
    y: float
    text: str
    box: Box


def placed(marks: Sequence[Mark], frame: Box, size: float) -> tuple[list[Label], int]:
    """Labels for the marks, the first marks first, and how many found no place.

    `frame` is the drawing in pixels, `size` the font's.
    """
    taken = [mark_box(mark) for mark in marks]
    labels = []
    for index, mark in enumerate(marks):
        others = [box for other, box in enumerate(taken) if other != index]
        for label in _places(mark, size):
            if label.box.within(frame) and not any(map(label.box.overlaps, others)):
                labels.append(label)
                taken.append(label.box)
                break
    return labels, len(marks) - len(labels)


def mark_box(mark: Mark) -> Box:
    """The square round a mark."""
    x, y, radius = mark.x, mark.y, mark.radius
    return Box(x - radius, y - radius, x + radius, y + radius)


def _places(mark: Mark, size: float) -> list[Label]:
    width, gap = text_width(mark.text, size), mark.radius + 4
    starts = (
        (mark.x + gap, mark.y + size * 0.35),
        (mark.x - gap - width, mark.y + size * 0.35),
        (mark.x - width / 2, mark.y - gap),
        (mark.x - width / 2, mark.y + gap + size * 0.8),
    )
    return [
        Label(x, y, mark.text, Box(x, y - size * 0.85, x + width, y + size * 0.25))
        for x, y in starts
    ]
