"""How far a reader goes: every cap in one place, so that a caller can see and change it."""

from __future__ import annotations

from dataclasses import dataclass, field

MEBIBYTE = 1024 * 1024
GIBIBYTE = 1024 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may unfold to; whatever goes past a limit stays out and is named.

    `ratio` is expanded bytes per stored byte, counted only for members that unfold past
    `ratio_floor` bytes (a short file of blanks harms nobody); `total_bytes` and `members` hold
    for an archive together with the archives inside it; `depth` is how many containers may lie
    inside each other, and is enforced by whoever walks them.
    """

    ratio: int = 200
    ratio_floor: int = 64 * 1024
    total_bytes: int = 2 * GIBIBYTE
    members: int = 10_000
    depth: int = 3


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Caps of `read`.

    `maximum_characters` bounds the stored text of one document,
    `maximum_markup` the mark-up that it is taken from; `maximum_part_bytes` one part
    inside an office file; `maximum_pixels` the declared size of an image; `maximum_pages` the
    pages of a PDF; `maximum_cells` the rectangle that a spreadsheet spans.
    """

    maximum_characters: int = 10_000_000
    maximum_markup: int = 40_000_000
    maximum_part_bytes: int = 256 * MEBIBYTE
    maximum_pixels: int = 178_956_970  # Pillow's own threshold: a quarter of 2 GiB at 3 bytes
    maximum_pages: int = 20_000
    maximum_cells: int = 10_000_000
    limits: Limits = field(default_factory=Limits)
