"""One look for every figure: quiet, legible in grey, and open work visibly open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WIDTH = 720
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
LABEL_SIZE = 11
SMALL_SIZE = 10

INK = "#1c1c1c"
MUTED = "#5f5f5f"
GRID = "#dedede"
SEA = "#e9eff2"
LAND = "#f8f6f1"
BORDER = "#b5afa3"
COUNTRY_NAME = "#857f72"


class Standing(StrEnum):
    """How far a claim has come: decided by a person, or still the machine's proposal."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    UNREVIEWED = "not reviewed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Tone:
    """Fill and outline of a mark, as CSS colours."""

    fill: str
    stroke: str


# From dark to light, so that the order survives a grey print; what nobody has reviewed is hollow.
TONES = {
    Standing.CONFIRMED: Tone("#173f5f", "#173f5f"),
    Standing.CORRECTED: Tone("#5f8fb4", "#3f6f94"),
    Standing.UNREVIEWED: Tone("#ffffff", "#6f6f6f"),
    Standing.REJECTED: Tone("#d8d3ca", "#a8a296"),
}


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and an ellipsis: at most `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def told_apart(texts: Sequence[str], longest: int) -> list[str]:
    """The texts shortened; those that would then read alike keep their end instead of a middle.

    >>> told_apart(["prison of the north, men", "prison of the north, women"], 14)
    ['prison…th, men', 'prison…, women']
    """
    short = [shortened(text, longest) for text in texts]
    half = longest // 2
    return [
        text[: longest - half - 1] + "…" + text[-half:]
        if short.count(cut) > 1 and cut != text
        else cut
        for text, cut in zip(texts, short, strict=True)
    ]


def text_width(text: str, size: float = LABEL_SIZE) -> float:
    """About how wide a text is in pixels. Never measured: fonts differ from machine to machine."""
    return 0.56 * size * len(text)
