"""SVG that stands alone: no outside address, no script, no style attribute, a name and a text.

The dossier's content policy forbids style attributes, and readers who do not see the picture hear
its title and description instead (role "img").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from lxml import etree

from habeas.figures.theme import FONT, INK, LABEL_SIZE, TONES, Standing, text_width
from habeas.model import printable

NAMESPACE = "http://www.w3.org/2000/svg"
_SWATCH = 10
_LEGEND_GAP = 18
_LONG_DECIMAL = re.compile(r"-?\d+\.\d{2,}")
# Attributes that only a live chart needs.
_LIVE_ATTRIBUTES = frozenset(
    {"role", "pointer-events", "class", "style", "font-family", "stroke-miterlimit"}
)


def drawable(untrusted_text: str) -> str:
    """Text that may stand in a picture: hidden and unassigned characters become escapes."""
    return "".join(
        f"\\u{{{ord(character):x}}}" if unicodedata.category(character) == "Cn" else character
        for character in printable(untrusted_text)
    )


def element(
    parent: etree._Element, tag: str, text: str | None = None, **attributes: str | float
) -> etree._Element:
    """A new last child. An underscore in an attribute's name stands for a hyphen."""
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        child.set(name.rstrip("_").replace("_", "-"), number(value))
    child.text = text
    return child


def number(value: str | float) -> str:
    """A coordinate with one decimal at most: finer than a printer's dot, and short."""
    if isinstance(value, str):
        return value
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def canvas(width: float, height: float) -> etree._Element:
    """An empty picture of this size in pixels."""
    root = etree.fromstring(f'<svg xmlns="{NAMESPACE}"/>')
    root.set("width", number(width))
    root.set("height", number(height))
    return root


def parsed(chart_svg: str) -> etree._Element:
    """A drawn chart, freed from what only a live chart needs.

    Raises lxml's XMLSyntaxError when the text is not SVG.
    """
    root = etree.fromstring(chart_svg.encode(), etree.XMLParser(resolve_entities=False))
    for node in list(root.iter()):
        for name in list(node.attrib):
            if name in _LIVE_ATTRIBUTES or str(name).startswith("aria-"):
                del node.attrib[name]
            elif name in {"d", "transform", "x2", "y2"}:
                node.set(name, _LONG_DECIMAL.sub(_rounded, node.attrib[name]))
        if _draws_nothing(node):
            _remove(node)
    etree.cleanup_namespaces(root)
    return root


def finished(root: etree._Element, name: str, title: str, description: str) -> str:
    """The picture as text, named for readers who do not see it.

    `name` is the stem of the ids inside; it must be unique on the page that will hold it.
    """
    width, height = str(root.get("width")), str(root.get("height"))
    for attribute in list(root.attrib):
        del root.attrib[attribute]
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", width)
    root.set("height", height)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    root.set("font-family", FONT)
    for index, (tag, words) in enumerate((("title", title), ("desc", description))):
        child = etree.Element(f"{{{NAMESPACE}}}{tag}")
        child.set("id", f"{name}-title" if tag == "title" else f"{name}-description")
        child.text = drawable(words)
        root.insert(index, child)
    return etree.tostring(root, encoding="unicode")


def legend(root: etree._Element, x: float, y: float, entries: Sequence[Standing]) -> None:
    """A row of swatches with their words, beginning at x; y is the middle of the row."""
    for standing in entries:
        tone = TONES[standing]
        element(
            root,
            "rect",
            x=x,
            y=y - _SWATCH / 2,
            width=_SWATCH,
            height=_SWATCH,
            fill=tone.fill,
            stroke=tone.stroke,
        )
        x += _SWATCH + 5
        words(root, standing.value, x, y + 4)
        x += text_width(standing.value) + _LEGEND_GAP


def words(
    root: etree._Element,
    text: str,
    x: float,
    y: float,
    attributes: Mapping[str, str | float] | None = None,
) -> None:
    """A line of text with its baseline at y."""
    element(
        root,
        "text",
        drawable(text),
        x=x,
        y=y,
        **{"font_size": LABEL_SIZE, "fill": INK, **(attributes or {})},
    )


def _rounded(decimal: re.Match[str]) -> str:
    return number(float(decimal.group()))


def _draws_nothing(node: etree._Element) -> bool:
    return node.get("display") == "none" or node.get("d") in {"", "M0,0h0v0h0Z"}


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
