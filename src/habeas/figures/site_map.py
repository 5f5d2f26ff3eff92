"""Where sites may be: a probability surface in cells, and round each site the circle of its doubt.

A map of borders, never of pins alone: the darker a cell, the likelier that a site lies in it, and
each site's circle holds 90 % of where it may lie. What at least two independent clusters support
is a filled disc in a solid circle, anything else a hollow diamond in a dashed one, so that a grey
print tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, isfinite, radians

from lxml import etree

from habeas.figures import svg
from habeas.figures.clipping import Box, Point, Ring
from habeas.figures.figure import Figure, Table
from habeas.figures.ground import FRAME, HEIGHT, View, draw_ground, framed, haloed
from habeas.figures.labels import Mark, mark_box, placed
from habeas.figures.projection import fitted, projection_for
from habeas.figures.site_legend import LEGEND_HEIGHT, draw_legend, draw_sign
from habeas.figures.theme import BORDER, INK, SMALL_SIZE, WIDTH, shortened

# The basemap is drawn to within some 5 km: closer up its borders would claim more than they know.
_NARROWEST_KILOMETRES = 400.0
_PADDING = 0.1
_KM_PER_DEGREE = 111.2
_SIGN_SIZE = 4.0
_LONGEST_NAME = 32
# A circle wider than this many km is told in the table only: it would frame the map, not the site.
_WIDEST_RING_KM = 500.0
# Lower bounds of the classes, and their fills from pale to dark.
CLASSES = ((0.01, "#f0d3ae"), (0.05, "#e2aa72"), (0.2, "#c67b42"), (0.5, "#87400f"))


@dataclass(frozen=True, slots=True)
class SurfaceCell:
    """A cell as a ring of (longitude, latitude), and the chance that a site lies in it."""

    ring: Ring
    chance: float


@dataclass(frozen=True, slots=True)
class MappedSite:
    """A site in decimal degrees (WGS 84).

    `radius_km_90` is the circle that holds 90 % of where it may lie, infinite if none does. Without
    latitude and longitude it stands in the table only, with `where` in words (a region).
    `probability` is that it exists. `began` and `ended` bound its use, None if not known.
    `function` and `held` (people at once) are words for the table.
    """

    id: str
    latitude: float | None
    longitude: float | None
    radius_km_90: float
    probability: float
    supported: bool
    began: date | None = None
    ended: date | None = None
    function: str = ""
    held: str = ""
    where: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """(longitude, latitude), None for what stands in the table only."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.longitude, self.latitude


def site_map(
    sites: Sequence[MappedSite], cells: Sequence[SurfaceCell], *, name: str, title: str
) -> Figure:
    """A map of the sites over the surface, and the sites as a table.

    Each site is a group with the id `{name}-site-{number}`, in the order of `sites`, which
    `site_frames` refers to. `name` is the stem of the picture's ids.
    """
    if not sites:
        return Figure(None, _table(sites), ("No map: no site was found.",))
    drawn = [cell for cell in cells if cell.chance >= CLASSES[0][0]]
    unplaced = sum(site.point is None for site in sites)
    if unplaced == len(sites):
        return Figure(None, _table(sites), ("No map: the sites are told of as regions only.",))
    picture, unnamed = _picture(sites, drawn, name, title)
    notes = ["Each circle holds 90 % of where its site may lie, if it exists."]
    if unplaced:
        notes.append(f"Told of as regions, and so in the table only: {unplaced}.")
    if any(site.point and not _has_ring(site) for site in sites):
        notes.append(
            f"Sites that may lie farther than {_WIDEST_RING_KM:.0f} km away have no circle."
        )
    if len(drawn) < len(cells):
        notes.append(f"Cells with a chance below {100 * CLASSES[0][0]:.0f} % are left blank.")
    if unnamed:
        notes.append(f"For lack of room the names of {unnamed} sites stand in the table only.")
    return Figure(picture, _table(sites), tuple(notes))


def group_id(name: str, number: int) -> str:
    """The id of a site's group in the picture; sites are numbered from 1."""
    return f"{name}-site-{number}"


def active_words(site: MappedSite) -> str:
    """When it was in use, for a table."""
    if site.began is None and site.ended is None:
        return "not known"
    return f"{site.began or '…'} – {site.ended or '…'}"


def _has_ring(site: MappedSite) -> bool:
    return isfinite(site.radius_km_90) and site.radius_km_90 <= _WIDEST_RING_KM


def _table(sites: Sequence[MappedSite]) -> Table:
    columns = (
        "site",
        "exists with probability",
        "standing",
        "latitude, longitude, or region",
        "90 % within",
        "in use",
        "function",
        "held at once",
    )
    rows = tuple(
        (
            site.id,
            f"{site.probability:.2f}",
            "supported" if site.supported else "not supported",
            _where(site),
            f"{site.radius_km_90:.0f} km" if isfinite(site.radius_km_90) else "not placed",
            active_words(site),
            site.function,
            site.held,
        )
        for site in sites
    )
    return Table(columns, rows)


def _where(site: MappedSite) -> str:
    if site.point is None:
        return site.where
    return f"{site.point[1]:.2f}, {site.point[0]:.2f}"


def _picture(
    sites: Sequence[MappedSite], cells: Sequence[SurfaceCell], name: str, title: str
) -> tuple[str, int]:
    """The picture, and how many of its sites go without a name."""
    view = _view(sites, cells)
    numbered = [(n, site) for n, site in enumerate(sites, start=1) if site.point is not None]
    marks = [_mark(site, view) for _, site in numbered]
    # The likeliest sites are named first, where there is no room for all.
    order = sorted(range(len(marks)), key=lambda n: (-numbered[n][1].probability, n))
    labels, unnamed = placed([marks[n] for n in order], FRAME, SMALL_SIZE + 1)
    shapes = [tuple(view.pixel(x, y) for x, y in cell.ring) for cell in cells]
    root = svg.canvas(WIDTH, HEIGHT + LEGEND_HEIGHT)
    drawing = framed(root, name)
    taken = [*map(mark_box, marks), *(label.box for label in labels)]
    draw_ground(drawing, view, [*taken, *_shaded(shapes)])
    _draw_cells(drawing, cells, shapes)
    for (number, site), mark in zip(numbered, marks, strict=True):
        group = svg.element(drawing, "g", id=group_id(name, number))
        if _has_ring(site):
            _draw_ring(group, mark, site.radius_km_90 * view.scale, site.supported)
        draw_sign(group, mark.x, mark.y, _SIGN_SIZE, supported=site.supported)
    for label in labels:
        svg.words(drawing, label.text, label.x, label.y, haloed(INK, SMALL_SIZE + 1))
    svg.element(root, "rect", width=WIDTH, height=HEIGHT, fill="none", stroke=BORDER)
    draw_legend(
        root,
        HEIGHT,
        [(bound, fill) for bound, fill in CLASSES] if cells else [],
        [s for _, s in numbered],
    )
    return svg.finished(root, name, title, _description(sites)), unnamed


def _view(sites: Sequence[MappedSite], cells: Sequence[SurfaceCell]) -> View:
    """The view that shows every site with its circle, and every cell that is shaded."""
    degrees: list[Point] = [cell.ring[0] for cell in cells if cell.ring]
    for site in sites:
        if site.point is None:
            continue
        longitude, centre = site.point
        north = (site.radius_km_90 if _has_ring(site) else 0.0) / _KM_PER_DEGREE
        east = north / max(0.05, cos(radians(centre)))
        for up, right in ((north, 0.0), (-north, 0.0), (0.0, east), (0.0, -east)):
            latitude = min(89.9, max(-89.9, centre + up))
            degrees.append((longitude + right, latitude))
    projection = projection_for(degrees)
    flat = [projection.project(projection.near(x), y) for x, y in degrees]
    return View(projection, fitted(flat, WIDTH / HEIGHT, _NARROWEST_KILOMETRES, _PADDING))


def _mark(site: MappedSite, view: View) -> Mark:
    if site.point is None:
        raise ValueError(f"{site.id} has no point to mark")
    x, y = view.pixel(*site.point)
    text = shortened(svg.drawable(site.id), _LONGEST_NAME)
    return Mark(x, y, _SIGN_SIZE + 1, f"{text} ({site.probability:.2f})")


def _shaded(shapes: Sequence[Ring]) -> list[Box]:
    """Where no country's name may stand. Of many cells a part will do: they lie close together."""
    boxes = [Box.around(shape) for shape in shapes]
    step = max(1, len(boxes) // 200)
    return boxes[::step]


def _draw_cells(
    drawing: etree._Element, cells: Sequence[SurfaceCell], shapes: Sequence[Ring]
) -> None:
    group = svg.element(drawing, "g", fill_opacity="0.8", stroke=CLASSES[-1][1])
    group.set("stroke-opacity", "0.45")
    group.set("stroke-width", "0.4")
    for cell, shape in zip(cells, shapes, strict=True):
        fill = [fill for bound, fill in CLASSES if cell.chance >= bound][-1]
        path = "M" + "L".join(f"{svg.number(x)},{svg.number(y)}" for x, y in shape) + "Z"
        svg.element(group, "path", d=path, fill=fill)


def _draw_ring(group: etree._Element, mark: Mark, radius: float, supported: bool) -> None:
    ring = svg.element(group, "circle", cx=mark.x, cy=mark.y, r=max(radius, _SIGN_SIZE + 2))
    ring.set("fill", "none")
    ring.set("stroke", INK)
    ring.set("stroke-width", "1.2")
    if not supported:
        ring.set("stroke-dasharray", "4 3")


def _description(sites: Sequence[MappedSite]) -> str:
    return "; ".join(
        f"{site.id}: exists with probability {site.probability:.2f},"
        f" {'supported' if site.supported else 'not supported'},"
        + (
            f" 90 % within {site.radius_km_90:.0f} km of {_where(site)}"
            if isfinite(site.radius_km_90) and site.point
            else f" not placed {site.where}".rstrip()
        )
        for site in sites
    )
