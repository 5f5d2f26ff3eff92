"""An upright rule at a value of the axis, named above it."""

from __future__ import annotations

from habeas.figures import chart
from habeas.figures.chart import Layer
from habeas.figures.scale import Scale, number_words
from habeas.figures.theme import INK, SMALL_SIZE, WIDTH, text_width


def marked_value(
    scale: Scale, value: float, words: str, y: float, bottom: float, **style: object
) -> list[Layer]:
    """A rule from under its words at y to the bottom; the words stay on the canvas.

    Nothing where the value lies off the axis.
    """
    if not scale.low <= value <= scale.high:
        return []
    text = f"{words} {number_words(value)}"
    x = scale.at(value)
    return [
        chart.rules(
            [{"x": x, "x2": x, "y": y + 7, "y2": bottom}],
            **{"color": INK, "strokeWidth": 1.2, **style},
        ),
        chart.texts(
            [{"x": kept_inside(x, text), "y": y, "text": text}],
            align="center",
            fontSize=SMALL_SIZE,
        ),
    ]


def kept_inside(x: float, text: str) -> float:
    """The middle of a text that should stand at x, moved so that it stays on the canvas."""
    half = text_width(text, SMALL_SIZE) / 2 + 4
    return min(max(x, half), WIDTH - half)
