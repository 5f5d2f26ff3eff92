"""The ground of a map: what part of the world it shows, the countries, their names, a scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from lxml import etree

from habeas.figures import svg
from habeas.figures.basemap import Country, countries
from habeas.figures.clipping import Box, Point, Ring, clip, densified, holds
from habeas.figures.projection import Projection, fitted, projection_for
from habeas.figures.theme import (
    BORDER,
    COUNTRY_NAME,
    INK,
    LAND,
    SEA,
    SMALL_SIZE,
    WIDTH,
    text_width,
)

HEIGHT = 450
FRAME = Box(0, 0, WIDTH, HEIGHT)
_NARROWEST_KILOMETRES = 700.0
_PADDING = 0.16
_MARGIN = Box(-8, -8, WIDTH + 8, HEIGHT + 8)
_NAMES_FRAME = Box(6, 6, WIDTH - 6, HEIGHT - 6)
_GRID_STEP = 15
_NAME_HEIGHT = 14
# Capitals set one pixel apart take up more than the lower-case letters that widths are counted in.
_CAPITALS_WIDEN = 1.5
# Degrees: the longest straight step of a border that is bent by the projection.
_LONGEST_STEP = 2.0
_SMALLEST_ISLAND = 2.0
_LONGEST_SCALE_BAR = 150
_SCALE_BAR_BOX = Box(0, HEIGHT - 36, _LONGEST_SCALE_BAR + 20, HEIGHT)


@dataclass(frozen=True, slots=True)
class View:
    """From degrees to pixels of the FRAME; `box` is what it shows, in projected kilometres."""

    projection: Projection
    box: Box

    @property
    def scale(self) -> float:
        """Pixels per kilometre."""
        return WIDTH / (self.box.right - self.box.left)

    @property
    def reach(self) -> Box:
        """The degrees of everything in sight, and a little more."""
        farthest = max(
            hypot(x, y)
            for x in (self.box.left, self.box.right)
            for y in (self.box.bottom, self.box.top)
        )
        return self.projection.reach(farthest * 1.05)

    def pixel(self, longitude: float, latitude: float) -> Point:
        """Where a point lies in the drawing, y growing downwards."""
        return self.flat_pixel(self.projection.near(longitude), latitude)

    def flat_pixel(self, longitude: float, latitude: float) -> Point:
        """The same for a longitude that is already counted from the projection's centre."""
        x, y = self.projection.project(longitude, latitude)
        return (x - self.box.left) * self.scale, (self.box.top - y) * self.scale


def view_of(degrees: Sequence[Point]) -> View:
    """The view that fits points of (longitude, latitude). Raises ValueError when there are none."""
    projection = projection_for(degrees)
    flat = [projection.project(projection.near(x), y) for x, y in degrees]
    return View(projection, fitted(flat, WIDTH / HEIGHT, _NARROWEST_KILOMETRES, _PADDING))


def framed(root: etree._Element, name: str) -> etree._Element:
    """A group of which only what lies in the frame is seen."""
    clip_path = svg.element(svg.element(root, "defs"), "clipPath", id=f"{name}-frame")
    svg.element(clip_path, "rect", width=WIDTH, height=HEIGHT)
    return svg.element(root, "g", clip_path=f"url(#{name}-frame)")


def draw_ground(drawing: etree._Element, view: View, taken: Sequence[Box]) -> None:
    """Sea, countries and their names, and the scale bar; `taken` is where no name may stand."""
    svg.element(drawing, "rect", width=WIDTH, height=HEIGHT, fill=SEA)
    reach = view.reach
    outlines = [(country.name, _outline(country, view, reach)) for country in countries()]
    visible = [(name, rings) for name, rings in outlines if rings]
    for _, rings in visible:
        path = "".join(_path(ring) for ring in rings)
        shape = svg.element(drawing, "path", d=path, fill=LAND, stroke=BORDER)
        shape.set("stroke-width", "0.8")
        shape.set("fill-rule", "evenodd")
    names = [*taken, _SCALE_BAR_BOX]
    for name, rings in visible:
        if spot := _spot_for(name, rings, names):
            names.append(spot)
            _write_country(drawing, name, spot)
    _draw_scale_bar(drawing, view.scale)


def haloed(fill: str, size: float) -> dict[str, str | float]:
    """Letters with a pale edge, so that borders beneath do not run into them."""
    return {
        "font_size": size,
        "fill": fill,
        "stroke": LAND,
        "stroke_width": "2.5",
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    }


def _outline(country: Country, view: View, reach: Box) -> list[Ring]:
    """The country's rings in the frame, in pixels."""
    rings = (ring for polygon in country.polygons for ring in polygon)
    parts = (part for ring in rings for part in _reachable(ring, reach))
    flat = (
        clip(tuple(view.flat_pixel(x, y) for x, y in densified(part, _LONGEST_STEP)), _MARGIN)
        for part in parts
    )
    return [_thinned(ring) for ring in flat if ring and _is_visible(ring)]


def _is_visible(ring: Ring) -> bool:
    """Whether an island is large enough to be more than a speck of ink."""
    box = Box.around(ring)
    return max(box.right - box.left, box.top - box.bottom) >= _SMALLEST_ISLAND


def _reachable(ring: Ring, reach: Box) -> Iterator[Ring]:
    """The parts of a ring that may be projected, on whichever turn round the globe they fall."""
    for turn in (-360, 0, 360):
        if part := clip(ring, Box(reach.left - turn, reach.bottom, reach.right - turn, reach.top)):
            yield tuple((x + turn, y) for x, y in part)


def _thinned(ring: Ring) -> Ring:
    """The ring without the points that lie less than a pixel from the last one kept."""
    kept = [ring[0]]
    for point in ring[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 1:
            kept.append(point)
    return tuple(kept)


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{svg.number(x)},{svg.number(y)}" for x, y in ring) + "Z"


def _spot_for(name: str, rings: Sequence[Ring], taken: Sequence[Box]) -> Box | None:
    """Where a country's name fits: the roomiest free spot of a grid inside its outline, if any."""
    half_width = text_width(name, SMALL_SIZE) * _CAPITALS_WIDEN / 2
    spots = [
        Box(x - half_width, y - _NAME_HEIGHT / 2, x + half_width, y + _NAME_HEIGHT / 2)
        for x in range(_GRID_STEP, WIDTH, _GRID_STEP)
        for y in range(_GRID_STEP, HEIGHT, _GRID_STEP)
    ]
    free = [(_room(spot, taken), spot) for spot in spots if spot.within(_NAMES_FRAME)]
    free.sort(key=lambda item: (-item[0], item[1].left, item[1].bottom))
    edges = [ring for ring in rings if Box.around(ring).right - Box.around(ring).left > half_width]
    for room, spot in free:
        if room <= 0:
            break
        if _inside(edges, spot):
            return spot
    return None


def _inside(rings: Sequence[Ring], spot: Box) -> bool:
    """Whether the middle and both ends of a name lie inside the outline."""
    y = (spot.bottom + spot.top) / 2
    ends = (spot.left, (spot.left + spot.right) / 2, spot.right)
    return all(sum(holds(ring, x, y) for ring in rings) % 2 == 1 for x in ends)


def _room(spot: Box, taken: Sequence[Box]) -> float:
    """The distance to the frame's edge or the nearest taken place; below 0 where they overlap."""
    distances = [spot.left, WIDTH - spot.right, spot.bottom, HEIGHT - spot.top]
    for other in taken:
        across = max(other.left - spot.right, spot.left - other.right)
        down = max(other.bottom - spot.top, spot.bottom - other.top)
        distances.append(max(across, down))
    return min(distances)


def _write_country(drawing: etree._Element, name: str, spot: Box) -> None:
    style = haloed(COUNTRY_NAME, SMALL_SIZE) | {"text_anchor": "middle", "letter_spacing": "1"}
    svg.words(drawing, name.upper(), (spot.left + spot.right) / 2, spot.top - 3, style)


def _draw_scale_bar(drawing: etree._Element, scale: float) -> None:
    """A bar of a round length in kilometres, true at the centre of the map."""
    lengths = [factor * 10**power for power in range(5) for factor in (1, 2, 5)]
    kilometres = max(length for length in lengths if length * scale <= _LONGEST_SCALE_BAR)
    width, x, y = kilometres * scale, 14.0, HEIGHT - 14.0
    path = f"M{x},{y - 4}V{y}H{svg.number(x + width)}V{y - 4}"
    svg.element(drawing, "path", d=path, fill="none", stroke=INK, stroke_width="1.2")
    svg.words(drawing, f"{kilometres} km", x + 4, y - 5, haloed(INK, SMALL_SIZE))
