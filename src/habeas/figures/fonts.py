"""The fonts of the house: Noto Sans, Serif and Sans Mono, in parts by script, free to embed.

The files lie in `data/fonts` (SIL Open Font License, text beside them). Each part has a family name
of its own, so that no font of the same name on a machine can take its place, and a stack of them
covers Latin, Cyrillic and the signs of mathematics. What they do not cover, the machine's fonts do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files


class Typeface(StrEnum):
    """What a font is for: running text, headings and tables, or hashes and commands."""

    SERIF = "serif"
    SANS = "sans"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A file of `data/fonts` and the family name to embed it under.

    All but the signs are variable in weight, from 100 to 900 (400 is regular, 700 bold).
    """

    name: str
    family: str
    typeface: Typeface


_PARTS = {
    "latin": "",
    "latin-ext": " Extended",
    "cyrillic": " Cyrillic",
    "cyrillic-ext": " Cyrillic Extended",
}
_STEMS = {
    Typeface.SERIF: ("noto-serif", tuple(_PARTS)),
    Typeface.SANS: ("noto-sans", tuple(_PARTS)),
    Typeface.MONO: ("noto-sans-mono", ("latin", "cyrillic")),
}
_SIGNS = FontFile("noto-sans-math-signs.woff2", "Habeas Signs", Typeface.SANS)
FONT_FILES = (
    *(
        FontFile(
            f"{stem}-{part}-wght-normal.woff2", f"Habeas {typeface.title()}{_PARTS[part]}", typeface
        )
        for typeface, (stem, parts) in _STEMS.items()
        for part in parts
    ),
    _SIGNS,
)


def font_bytes(font: FontFile) -> bytes:
    """The file's content, as WOFF 2."""
    return files("habeas.figures").joinpath("data/fonts", font.name).read_bytes()


def font_stack(typeface: Typeface) -> tuple[str, ...]:
    """The family names that make up a typeface, in the order in which a letter is looked for."""
    own = [font.family for font in FONT_FILES if font.typeface is typeface and font != _SIGNS]
    # A monospaced face without, say, a Polish letter takes it from the sans of the same house.
    more = [font.family for font in FONT_FILES if font.typeface is Typeface.SANS]
    return tuple(dict.fromkeys([*own, *more, _SIGNS.family]))
