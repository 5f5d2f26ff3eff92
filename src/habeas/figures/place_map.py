"""Where: places as circles on a map of the countries around them.

The area of a circle grows with the number of claims. A circle is filled where a person has decided
about a claim there, hollow where all of it is the machine's proposal, and dashed where the words
name a region: the mark then stands at its middle. Whole countries are not marked at all, since a
dot in the middle of a country points at a place that nobody named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from lxml import etree

from habeas.figures import svg
from habeas.figures.figure import Figure, Table
from habeas.figures.ground import FRAME, HEIGHT, View, draw_ground, framed, haloed, view_of
from habeas.figures.labels import Mark, mark_box, placed
from habeas.figures.theme import (
    BORDER,
    INK,
    MUTED,
    SMALL_SIZE,
    TONES,
    WIDTH,
    Standing,
    shortened,
    text_width,
)

_LEGEND_HEIGHT = 28
_LARGEST_RADIUS = 15.0
_SMALLEST_RADIUS = 3.5
_RADII_TOGETHER = 90.0
_LONGEST_NAME = 40


class Precision(StrEnum):
    """What the words of the text name: a town or site, a region, or no more than a country."""

    SITE = "site"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """A place in decimal degrees (WGS 84) and how many claims lie there, by standing."""

    name: str
    latitude: float
    longitude: float
    precision: Precision
    settled: int
    open: int

    @property
    def total(self) -> int:
        """Claims that a person has settled, and those that are proposals."""
        return self.settled + self.open


def place_map(points: Sequence[PlacePoint], *, name: str, title: str) -> Figure:
    """A map of the sites and regions; the table lists the countries too.

    `name` is the stem of the picture's ids.
    """
    ordered = sorted(points, key=lambda point: (-point.total, point.name, point.latitude))
    marked = [point for point in ordered if point.precision is not Precision.COUNTRY]
    if not marked:
        return Figure(None, _table(ordered), _nothing_to_draw(ordered))
    picture, unnamed = _picture(marked, name, title)
    return Figure(picture, _table(ordered), _notes(len(ordered) - len(marked), unnamed))


def _nothing_to_draw(points: Sequence[PlacePoint]) -> tuple[str, ...]:
    if points:
        return ("No map: the claims name whole countries only.",)
    return ("No map: no claim names a place that the gazetteer knows.",)


def _notes(whole_countries: int, unnamed: int) -> tuple[str, ...]:
    notes = ["The area of a circle grows with the number of claims."]
    if whole_countries:
        notes.append(f"Named as whole countries, and so in the table only: {whole_countries}.")
    if unnamed:
        notes.append(f"For lack of room the names of {unnamed} marks stand in the table only.")
    return tuple(notes)


def _table(points: Sequence[PlacePoint]) -> Table:
    rows = tuple(
        (
            point.name,
            point.precision.value,
            f"{point.latitude:.4f}, {point.longitude:.4f}",
            str(point.settled),
            str(point.open),
        )
        for point in points
    )
    return Table(("place", "precision", "latitude, longitude", "settled", "proposed"), rows)


def _picture(points: Sequence[PlacePoint], name: str, title: str) -> tuple[str, int]:
    """The picture, and how many of its marks go without a name."""
    view = view_of([(point.longitude, point.latitude) for point in points])
    marks = _marks(points, view)
    labels, unnamed = placed(marks, FRAME, SMALL_SIZE + 1)
    root = svg.canvas(WIDTH, HEIGHT + _LEGEND_HEIGHT)
    drawing = framed(root, name)
    draw_ground(drawing, view, [*map(mark_box, marks), *(label.box for label in labels)])
    for point, mark in zip(points, marks, strict=True):
        _draw_mark(drawing, point, mark)
    for label in labels:
        svg.words(drawing, label.text, label.x, label.y, haloed(INK, SMALL_SIZE + 1))
    svg.element(root, "rect", width=WIDTH, height=HEIGHT, fill="none", stroke=BORDER)
    _explain(root, points)
    return svg.finished(root, name, title, _description(points)), unnamed


def _marks(points: Sequence[PlacePoint], view: View) -> list[Mark]:
    # Many places share the room of few: their circles shrink so that they do not hide each other.
    largest = min(_LARGEST_RADIUS, _RADII_TOGETHER / sqrt(len(points)))
    growth = min(3.4, largest / sqrt(max(point.total for point in points)))
    marks = []
    for point in points:
        x, y = view.pixel(point.longitude, point.latitude)
        radius = max(_SMALLEST_RADIUS, growth * sqrt(point.total))
        text = shortened(svg.drawable(point.name), _LONGEST_NAME)
        marks.append(Mark(x, y, radius, f"{text} ({point.total})"))
    return marks


def _draw_mark(drawing: etree._Element, point: PlacePoint, mark: Mark) -> None:
    standing = Standing.CONFIRMED if point.settled else Standing.UNREVIEWED
    dashes = "3 2" if point.precision is Precision.REGION else ""
    _circle(drawing, mark.x, mark.y, mark.radius, standing, dashes)


def _circle(
    parent: etree._Element, x: float, y: float, radius: float, standing: Standing, dashes: str
) -> None:
    circle = svg.element(parent, "circle", cx=x, cy=y, r=radius, fill=TONES[standing].fill)
    circle.set("fill-opacity", "0.8")
    circle.set("stroke", TONES[Standing.CONFIRMED].stroke)
    circle.set("stroke-width", "1.3")
    if dashes:
        circle.set("stroke-dasharray", dashes)


def _explain(root: etree._Element, points: Sequence[PlacePoint]) -> None:
    kinds = (
        (any(point.settled for point in points), Standing.CONFIRMED, "", "settled by a person"),
        (any(not point.settled for point in points), Standing.UNREVIEWED, "", "proposed only"),
        (
            any(point.precision is Precision.REGION for point in points),
            Standing.UNREVIEWED,
            "3 2",
            "a region, marked at its middle",
        ),
    )
    x, y = 8.0, HEIGHT + 17.0
    for present, standing, dashes, text in kinds:
        if present:
            _circle(root, x, y, 5, standing, dashes)
            svg.words(root, text, x + 11, y + 3.5, {"font_size": SMALL_SIZE, "fill": MUTED})
            x += 40 + text_width(text, SMALL_SIZE)


def _description(points: Sequence[PlacePoint]) -> str:
    return "; ".join(
        f"{point.name}: {point.settled} settled, {point.open} proposed" for point in points
    )
