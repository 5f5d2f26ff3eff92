"""The map of sites: borders, surface, circles, standing, and the same rows as a table."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from lxml import etree

from habeas.figures.clipping import holds
from habeas.figures.figure import Figure
from habeas.figures.site_frames import site_frames
from habeas.figures.site_map import MappedSite, SurfaceCell, site_map

TOWNS = {
    "Kyiv": (50.45, 30.52),
    "Simferopol": (44.95, 34.10),
    "Sevastopol": (44.605, 33.54),
    "Kerch": (45.35, 36.45),
    "Donetsk": (48.00, 37.80),
    "Luhansk": (48.57, 39.31),
    "Rostov-on-Don": (47.24, 39.70),
    "Krasnodar": (45.04, 38.98),
}
HOSTILE = '</svg><script>x</script>\u202eegnorw\x00 & "quoted"'


def site(
    name: str = "S1", latitude: float = 48.0, longitude: float = 37.8, **more: object
) -> MappedSite:
    told = {"radius_km_90": 20.0, "probability": 0.9, "supported": True, **more}
    return MappedSite(name, latitude, longitude, **told)  # type: ignore[arg-type]  # the tests' own keywords


def cell(latitude: float, longitude: float, chance: float, size: float = 0.1) -> SurfaceCell:
    corners = ((-1, 0), (-0.5, -1), (0.5, -1), (1, 0), (0.5, 1), (-0.5, 1))
    return SurfaceCell(
        tuple((longitude + size * x, latitude + size * y / 2) for x, y in corners), chance
    )


def drawn(*sites: MappedSite, cells: tuple[SurfaceCell, ...] = (), title: str = "Sites") -> Figure:
    return site_map(sites, cells, name="figure-9", title=title)


def tree(figure: Figure) -> etree._Element:
    assert figure.svg is not None
    return etree.fromstring(figure.svg)


def found(root: etree._Element, path: str) -> list[etree._Element]:
    nodes = root.xpath(path, namespaces={"s": "http://www.w3.org/2000/svg"})
    assert isinstance(nodes, list)
    return [node for node in nodes if isinstance(node, etree._Element)]


def group(root: etree._Element, number: int) -> etree._Element:
    (one,) = found(root, f"//s:g[@id='figure-9-site-{number}']")
    return one


def middle(root: etree._Element, number: int) -> tuple[float, float]:
    ring = found(group(root, number), "./s:circle")[0]
    return float(str(ring.get("cx"))), float(str(ring.get("cy")))


def countries_drawn(root: etree._Element) -> list[list[tuple[tuple[float, float], ...]]]:
    """The rings, in pixels, of each country's path: those that are filled by the even–odd rule."""
    paths = [str(path.get("d")) for path in found(root, "//s:path[@fill-rule='evenodd']")]
    return [
        [
            tuple((float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", ring))
            for ring in path.split("Z")
            if ring
        ]
        for path in paths
    ]


def test_crimea_sevastopol_and_donetsk_lie_in_ukraine_on_this_map() -> None:
    root = tree(drawn(*(site(name, *point) for name, point in TOWNS.items())))
    shapes = countries_drawn(root)
    within = {}
    for number, name in enumerate(TOWNS, start=1):
        x, y = middle(root, number)
        holding = [n for n, rings in enumerate(shapes) if sum(holds(r, x, y) for r in rings) % 2]
        assert len(holding) == 1, name
        within[name] = holding[0]
    ukraine, russia = within["Kyiv"], within["Rostov-on-Don"]
    assert ukraine != russia
    for name in ("Simferopol", "Sevastopol", "Kerch", "Donetsk", "Luhansk"):
        assert within[name] == ukraine, name
    assert within["Krasnodar"] == russia


def test_supported_and_not_are_told_apart_without_colour() -> None:
    root = tree(drawn(site("S1"), site("S2", 47, 36, supported=False)))
    yes, no = group(root, 1), group(root, 2)
    assert len(found(yes, "./s:circle")) == 2, "a circle of doubt and a disc"
    assert found(yes, "./s:circle")[0].get("stroke-dasharray") is None
    assert len(found(no, "./s:circle")) == 1
    assert found(no, "./s:circle")[0].get("stroke-dasharray")
    assert found(no, "./s:path")[0].get("fill") == "#ffffff"
    words = [text.text for text in found(root, "/s:svg/s:text")]
    assert "supported by two independent clusters or more" in words
    assert "not supported" in words


def test_the_circle_is_as_wide_as_the_doubt() -> None:
    root = tree(drawn(site("S1", radius_km_90=40.0), site("S2", 47, 36, radius_km_90=80.0)))
    one, two = (float(str(found(group(root, n), "./s:circle")[0].get("r"))) for n in (1, 2))
    assert two == pytest.approx(2 * one, rel=0.02)
    (bar,) = [t for t in found(root, "//s:text") if str(t.text).endswith(" km")]
    kilometres = float(str(bar.text).split()[0])
    path = str(found(root, "//s:path[@fill='none']")[0].get("d"))
    start, end = (float(x) for x in re.findall(r"[MH]([\d.]+)", path))
    assert one == pytest.approx(40 * (end - start) / kilometres, rel=0.02)


def test_a_site_that_is_not_placed_has_no_circle_and_says_so() -> None:
    figure = drawn(site("S1"), site("S2", 47, 36, radius_km_90=float("inf"), supported=False))
    assert not found(group(tree(figure), 2), "./s:circle")
    assert figure.table.rows[1][4] == "not placed"
    assert any("have no circle" in note for note in figure.notes)


def test_likelier_cells_are_darker_and_unlikely_ones_are_blank() -> None:
    chances = (0.005, 0.02, 0.1, 0.3, 0.8)
    cells = tuple(cell(48 + step / 5, 37.5, chance) for step, chance in enumerate(chances))
    figure = drawn(site(), cells=cells)
    (surface,) = found(tree(figure), "//s:g[@fill-opacity]")
    fills = [str(path.get("fill")) for path in found(surface, "./s:path")]
    light = [sum(int(fill[n : n + 2], 16) for n in (1, 3, 5)) for fill in fills]
    assert len(fills) == 4
    assert light == sorted(light, reverse=True)
    assert len(set(light)) == 4
    assert any("below 1 %" in note for note in figure.notes)
    assert any(text.text == "50 % or more" for text in found(tree(figure), "//s:text"))


def test_the_same_rows_stand_in_the_table() -> None:
    figure = drawn(
        site("S1", began=date(2022, 3, 1), function="filtration", held="20–80"),
        site("S2", 47, 36, supported=False),
    )
    assert figure.table.rows[0] == (
        "S1",
        "0.90",
        "supported",
        "48.00, 37.80",
        "20 km",
        "2022-03-01 – …",
        "filtration",
        "20–80",
    )
    assert figure.table.rows[1][2] == "not supported"
    assert {len(row) for row in figure.table.rows} == {len(figure.table.columns)}


def test_a_site_told_of_as_a_region_stands_in_the_table_only() -> None:
    region = MappedSite("P2", None, None, float("inf"), 0.75, True, where="UA-14")
    figure = drawn(region, site("P3"))
    assert figure.table.rows[0][3] == "UA-14"
    assert not found(tree(figure), "//s:g[@id='figure-9-site-1']")
    assert group(tree(figure), 2) is not None
    assert "Told of as regions, and so in the table only: 1." in figure.notes
    assert drawn(region).svg is None


def test_no_site_is_said_in_words() -> None:
    figure = drawn()
    assert figure.svg is None
    assert figure.notes == ("No map: no site was found.",)


def test_the_picture_stands_alone_and_is_the_same_each_time() -> None:
    figure = drawn(site(HOSTILE), cells=(cell(48, 37.8, 0.4),), title=HOSTILE)
    assert figure == drawn(site(HOSTILE), cells=(cell(48, 37.8, 0.4),), title=HOSTILE)
    root = tree(figure)
    assert "http" not in str(figure.svg).replace('xmlns="http://www.w3.org/2000/svg"', "")
    for node in root.iter():
        names = {etree.QName(attribute).localname for attribute in node.attrib}
        assert not names & {"style", "href", "class", "onload"}
        assert etree.QName(node).localname in {
            *("svg", "g", "title", "desc", "defs", "clipPath"),
            *("path", "line", "rect", "circle", "text"),
        }
    assert root.get("role") == "img"
    assert root[0].text
    assert "exists with probability 0.90" in str(root[1].text)
    assert "\u202e" not in str(figure.svg)


def test_frames_show_a_site_while_it_may_have_been_in_use() -> None:
    sites = (
        site("S1", began=date(2022, 3, 1), ended=date(2022, 8, 1)),
        site("S2", began=date(2022, 11, 5)),
        site("S3", ended=date(2022, 5, 1)),
        site("S4"),
    )
    frames = site_frames(sites, name="figure-9")
    assert [frame.label for frame in frames] == [f"2022, quarter {n}" for n in (1, 2, 3, 4)]
    assert [frame.active for frame in frames] == [("S1", "S3"), ("S1", "S3"), ("S1",), ("S2",)]
    assert {frame.undated for frame in frames} == {("S4",)}
    assert frames[3].groups == ("figure-9-site-2", "figure-9-site-4")
    assert frames[3].rows == (1, 3)
    root = tree(drawn(*sites))
    for frame in frames:
        assert all(found(root, f"//s:g[@id='{one}']") for one in frame.groups)


def test_frames_follow_each_other_without_a_gap() -> None:
    for first, last in ((1936, 1957), (2021, 2023), (1000, 2020)):
        sites = (site(began=date(first, 5, 4), ended=date(last, 10, 31)),)
        frames = site_frames(sites, name="m")
        assert len(frames) <= 150
        assert frames[0].first <= date(first, 5, 4)
        assert frames[-1].last >= date(last, 10, 31)
        for before, after in pairwise(frames):
            assert (after.first - before.last).days == 1
    assert site_frames((site(),), name="m") == ()
