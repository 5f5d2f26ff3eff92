"""Every ink on every ground it stands on, light and dark, meets WCAG AA."""

from __future__ import annotations

import re

import pytest

from tests.web.static.small_site import STATIC

TOKENS = dict(
    re.findall(
        r"--([a-z-]+): (light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)|#[0-9a-f]{6});",
        (STATIC / "css" / "tokens.css").read_text(encoding="utf-8"),
    )
)
GROUNDS = ["ground", "surface", "surface-sunk", "accent-soft"]
TEXT = [(ink, ground) for ink in ("ink", "ink-muted", "accent", "bad") for ground in GROUNDS] + [
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    *((state, f"{state}-soft") for state in ("good", "warn", "bad", "open")),
    *(("ink", f"{state}-soft") for state in ("good", "warn", "bad", "open")),
    *(("ink", name) for name in TOKENS if name.startswith("mark-")),
    *((state, ground) for state in ("good", "warn") for ground in ("ground", "surface")),
]
MARKS = [
    *((mark, ground) for mark in ("edge", "focus") for ground in ("ground", "surface")),
    ("edge", "surface-sunk"),
    ("map-rim", "map-land"),
    ("map-rim", "map-sea"),
    ("map-surface", "map-land"),
]


def colour(name: str, scheme: str) -> str:
    both = re.findall(r"#[0-9a-f]{6}", TOKENS[name])
    return str(both[0] if scheme == "light" else both[-1])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str, scheme: str) -> None:
    assert contrast(colour(ink, scheme), colour(ground, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_edges_and_marks_can_be_seen(mark: str, ground: str, scheme: str) -> None:
    assert contrast(colour(mark, scheme), colour(ground, scheme)) >= 3
