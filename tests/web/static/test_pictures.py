"""The map and the graph: drawn under the strict policy, from this machine alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.web.static.conftest import Visitor

DAY = 19_000  # 2022-01-08
MAP = f"""<body><main><div class="map" data-module="map" data-source="/map.json"
data-basemap="/static/geo/basemap.json" data-label="Map of places">
<div class="map-canvas" data-map-canvas hidden></div>
<div data-map-fallback>The server's drawing</div>
<div class="map-tools"><button type="button" data-map-zoom="in">Closer</button>
<button type="button" data-map-zoom="all">All</button></div>
<div class="map-time"><label><input type="checkbox" data-map-all checked> All</label>
<input type="range" data-map-time min="{DAY}" max="{DAY + 400}" value="{DAY}" aria-label="Day">
<output data-map-date></output></div><p data-map-chosen></p></div></main></body>"""


def square(x: float, y: float, **properties: Any) -> dict[str, Any]:
    ring = [[x, y], [x + 2, y], [x + 2, y + 2], [x, y + 2], [x, y]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(x: float, y: float, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [x, y]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


PLACES: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        square(36, 47, kind="surface", weight=1.0, **{"from": "2022-06-01", "to": None}),
        point(
            33.0,
            48.0,
            kind="site",
            name="Colony of an invented name",
            href="/places/1",
            standing="confirmed",
            to="2022-03-01",
        ),
        point(39.0, 50.0, kind="site", name="Elsewhere", href="//elsewhere.invalid/", standing=""),
    ],
}


def drawn(visitor: Visitor) -> None:
    visitor.until("document.querySelector('.map').dataset.drawn === ''", 30)


def reddish(visitor: Visitor, tmp_path: Any) -> int:
    """How many points of the map have the colour of the probability surface."""
    visitor.page.wait_for_timeout(400)
    path = tmp_path / "map.png"
    visitor.page.locator("[data-map-canvas]").screenshot(path=path)
    with Image.open(path) as picture:
        red, green, blue = (np.asarray(band, dtype=int) for band in picture.convert("RGB").split())
    return int((red - np.maximum(green, blue) > 60).sum())


@pytest.mark.ci
def test_the_map_is_drawn_and_the_slider_chooses_what_is_shown(
    visitor: Visitor, tmp_path: Any
) -> None:
    visitor.site.data("/map.json", PLACES)
    page = visitor.open(MAP)
    drawn(visitor)
    assert not page.is_visible("[data-map-fallback]")
    assert reddish(visitor, tmp_path) > 1000
    page.focus("[data-map-time]")
    page.keyboard.press("ArrowRight")
    assert not page.is_checked("[data-map-all]")
    assert page.inner_text("[data-map-date]") == "Jan 9, 2022"
    assert page.get_attribute("[data-map-time]", "aria-valuetext") == "Jan 9, 2022"
    assert reddish(visitor, tmp_path) == 0
    page.focus("[data-map-time]")
    page.keyboard.press("End")
    assert reddish(visitor, tmp_path) > 1000


@pytest.mark.ci
def test_a_site_that_is_clicked_is_named_and_leads_to_its_page(visitor: Visitor) -> None:
    only = {**PLACES, "features": [PLACES["features"][1]]}
    visitor.site.data("/map.json", only)
    page = visitor.open(MAP)
    drawn(visitor)
    box = page.locator("[data-map-canvas]").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("[data-map-chosen] a")
    assert page.inner_text("[data-map-chosen]") == "Colony of an invented name"
    assert page.get_attribute("[data-map-chosen] a", "href") == visitor.site.origin + "/places/1"


@pytest.mark.ci
def test_names_on_the_map_are_links_that_the_keyboard_reaches(visitor: Visitor) -> None:
    close = point(33.05, 47.98, kind="site", name="Next to it", href="/places/2", to="2021-01-01")
    town = point(35.05, 48.46, kind="label", name="Dnipro")
    features = [*PLACES["features"], close, town]
    visitor.site.data("/map.json", {**PLACES, "features": features})
    page = visitor.open(MAP)
    drawn(visitor)
    names = page.locator(".map-label")
    assert names.all_inner_texts() == [
        "Colony of an invented name",
        "Elsewhere",
        "Next to it",
        "Dnipro",
    ]
    # Only what leads to a page of ours is a link; a name under another one waits for its room.
    assert page.locator("a.map-label").count() == 2
    assert page.locator(".map-label.waiting").all_inner_texts() == ["Next to it"]
    page.focus("a.map-label.waiting")
    assert page.evaluate("getComputedStyle(document.activeElement).clipPath") == "none"
    page.uncheck("[data-map-all]")
    visible = [text for text in names.all_inner_texts() if text]
    assert page.locator(".map-label:not([hidden])").count() == len(visible) - 1


@pytest.mark.ci
def test_without_webgl_the_servers_drawing_stays(visitor: Visitor) -> None:
    visitor.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    visitor.site.data("/map.json", PLACES)
    page = visitor.open(MAP)
    assert page.is_visible("[data-map-fallback]")
    assert not page.is_visible("[data-map-canvas]")


GRAPH = """<body><main><div class="graph" data-module="graph" data-source="/graph.json" role="img"
aria-label="Relations"></div></main></body>"""


@pytest.mark.ci
def test_the_graph_is_drawn_and_a_node_leads_to_its_page(visitor: Visitor, tmp_path: Any) -> None:
    visitor.site.data(
        "/graph.json",
        {
            "nodes": [
                {"id": "1", "label": "Остап Вимисленко", "kind": "person", "href": "/people/1"}
            ],
            "edges": [],
        },
    )
    visitor.site.page("/people/1", "<body>One</body>")
    page = visitor.open(GRAPH)
    visitor.until("document.querySelector('.graph').dataset.drawn === ''")
    page.wait_for_timeout(300)
    path = tmp_path / "graph.png"
    page.locator(".graph").screenshot(path=path)
    with Image.open(path) as picture:
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 3
    box = page.locator(".graph").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 20)
    page.wait_for_url("**/people/1")


def test_a_page_without_a_graph_or_a_map_loads_neither(visitor: Visitor) -> None:
    visitor.open("<body data-module='keyboard'></body>")
    visitor.page.wait_for_load_state("networkidle")
    scripts = {one.path for one in visitor.site.asked if one.path.endswith(".js")}
    assert "/static/js/keyboard.js" in scripts
    assert not any("/vendor/" in path for path in scripts)
