"""The signs of a map of sites, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lxml import etree

from habeas.figures import svg
from habeas.figures.theme import INK, LAND, MUTED, SMALL_SIZE, TONES, Standing, text_width

LEGEND_HEIGHT = 46
_ROW = 18.0
_SWATCH = 12.0
_WORDS: dict[str, str | float] = {"font_size": SMALL_SIZE, "fill": MUTED}


class Supported(Protocol):
    """Anything that is supported or not."""

    @property
    def supported(self) -> bool:
        """Whether two independent clusters speak for it."""


def draw_sign(parent: etree._Element, x: float, y: float, size: float, *, supported: bool) -> None:
    """A filled disc for what is supported, a hollow diamond for what is not."""
    if supported:
        tone = TONES[Standing.CONFIRMED]
        svg.element(parent, "circle", cx=x, cy=y, r=size, fill=tone.fill, stroke=LAND)
        return
    wide = size * 1.3
    corners = ((x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y))
    path = "M" + "L".join(f"{svg.number(a)},{svg.number(b)}" for a, b in corners) + "Z"
    sign = svg.element(parent, "path", d=path, fill="#ffffff", stroke=INK)
    sign.set("stroke-width", "1.4")


def draw_legend(
    root: etree._Element,
    top: float,
    classes: Sequence[tuple[float, str]],
    sites: Sequence[Supported],
) -> None:
    """Two rows beneath the map: the signs that it has, then the shades of its cells."""
    x, y = 10.0, top + _ROW
    for supported, text in (
        (True, "supported by two independent clusters or more"),
        (False, "not supported"),
    ):
        if any(site.supported is supported for site in sites):
            ring = svg.element(root, "circle", cx=x + 5, cy=y - 4, r=8, fill="none", stroke=INK)
            if not supported:
                ring.set("stroke-dasharray", "4 3")
            draw_sign(root, x + 5, y - 4, 3.2, supported=supported)
            svg.words(root, text, x + 19, y, _WORDS)
            x += 40 + text_width(text, SMALL_SIZE)
    svg.words(root, "circle: 90 % of where it may lie", x, y, _WORDS)
    if not classes:
        return
    x, y = 10.0, top + 2 * _ROW + 3
    text = "chance that a site lies in a cell:"
    svg.words(root, text, x, y, _WORDS)
    x += text_width(text, SMALL_SIZE) + 4
    for bound, fill in classes:
        box = svg.element(root, "rect", x=x, y=y - 10, width=_SWATCH, height=_SWATCH, fill=fill)
        box.set("stroke", MUTED)
        box.set("stroke-width", "0.5")
        words = f"{100 * bound:.0f} % or more"
        svg.words(root, words, x + _SWATCH + 4, y, _WORDS)
        x += _SWATCH + 18 + text_width(words, SMALL_SIZE)
