"""Altair charts to SVG, laid out by numbers alone.

Nothing here may depend on the fonts of the machine: no axis, legend or label is placed by measured
text, so that the same data gives the same bytes everywhere. Axes are drawn as marks. Altair takes a
second to load: it is loaded with the first chart, not with everything that might draw one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

from habeas.figures import svg
from habeas.figures.theme import GRID, INK, LABEL_SIZE, MUTED, TONES, WIDTH, Standing

if TYPE_CHECKING:
    import altair

Row = Mapping[str, object]
Layer: TypeAlias = "altair.Chart"


def drawn(layers: Sequence[Layer], height: float) -> etree._Element:
    """The layers on one canvas, WIDTH × height pixels; marks are placed in those pixels."""
    import altair
    import vl_convert

    chart = altair.layer(*layers).properties(
        width=WIDTH,
        height=height,
        padding=0,
        autosize=altair.AutoSizeParams(type="none"),
        background="transparent",
    )
    framed = chart.configure_view(stroke=None).configure_axis(disable=True)
    # Checking the chart against its schema takes longer than drawing it, and it is always of ours.
    return svg.parsed(vl_convert.vegalite_to_svg(framed.to_json(validate=False)))


def texts(rows: Sequence[Row], **style: Any) -> Layer:
    """Text marks: each row has x, y and text."""
    marks = {"fontSize": LABEL_SIZE, "baseline": "middle", "color": INK, **style}
    layer: Layer = _placed(rows).mark_text(**marks).encode(text="text:N")
    return layer


def rules(rows: Sequence[Row], **style: Any) -> Layer:
    """Straight lines: each row has x, y, x2 and y2."""
    marks = {"color": GRID, "strokeWidth": 1, **style}
    layer: Layer = _placed(rows).mark_rule(**marks).encode(x2="x2", y2="y2")
    return layer


def rectangles(rows: Sequence[Row], **style: Any) -> Layer:
    """Rectangles in the tone of their standing: each row has x, y, x2, y2 and standing."""
    import altair

    fills = [TONES[standing].fill for standing in Standing]
    strokes = [TONES[standing].stroke for standing in Standing]
    layer: Layer = (
        _placed(rows)
        .mark_rect(strokeWidth=1, **style)
        .encode(
            x2="x2",
            y2="y2",
            fill=altair.Fill("standing:N", legend=None, scale=_by_standing(fills)),
            stroke=altair.Stroke("standing:N", legend=None, scale=_by_standing(strokes)),
        )
    )
    return layer


def boxes(rows: Sequence[Row], **style: Any) -> Layer:
    """Rectangles of one look: each row has x, y, x2 and y2."""
    layer: Layer = _placed(rows).mark_rect(**style).encode(x2="x2", y2="y2")
    return layer


def bands(rows: Sequence[Row], **style: Any) -> Layer:
    """The stretch between y and y2 along x, one for each value of `run`."""
    layer: Layer = _placed(rows).mark_area(**style).encode(y2="y2", detail="run:N")
    return layer


def lines(rows: Sequence[Row], **style: Any) -> Layer:
    """Points joined along x, one line for each value of `run`."""
    marks = {"color": INK, "strokeWidth": 1.5, **style}
    layer: Layer = _placed(rows).mark_line(**marks).encode(detail="run:N")
    return layer


def symbols(rows: Sequence[Row], shape: str, **style: Any) -> Layer:
    """Small symbols: each row has x and y; `shape` is one of Vega's."""
    marks = {"color": MUTED, "filled": True, "size": 40, **style}
    layer: Layer = _placed(rows).mark_point(shape=shape, **marks)
    return layer


def _by_standing(colours: list[str]) -> altair.Scale:
    import altair

    return altair.Scale(domain=[standing.value for standing in Standing], range=colours)


def _placed(rows: Sequence[Row]) -> Layer:
    """A layer whose x and y are pixels, not values to be scaled."""
    import altair

    values = altair.InlineData(values=[dict(row) for row in rows])
    layer: Layer = altair.Chart(values).encode(
        x=altair.X("x:Q", scale=None, axis=None), y=altair.Y("y:Q", scale=None, axis=None)
    )
    return layer
