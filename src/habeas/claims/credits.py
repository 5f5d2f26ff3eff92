"""Reading the credit of a photograph: who took it, and through whom it came."""

from __future__ import annotations

import re

_BRACKETS = " []()«»„“”\n\t"
_LEAD = re.compile(
    r"^(?:photo(?:graph)?s?|image|picture|credit|source|video|via|(?:автор|джерело|источник)\s+(?:фото|світлини)"
    r"|фото(?:граф(?:ия|ія|и|ії)?)?|снимок|світлин[аи]|знімок|изображение|зображення|источник|джерело|видео|відео)"
    r"\s*(?:credit\s*)?(?:by|:|©)?\s*:?\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:/|\||,\s*(?=[A-ZА-ЯЁІЇЄҐ«„“])|\bvia\b|\bfor\b|—|–)\s*")


def read_credit(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The photographer and the carriers in `[Name/Agency]`, `(Photo: Name)`, `Photo by Name`.

    None where the text holds no name.
    """
    bare = _LEAD.sub("", text.strip(_BRACKETS).strip("© "))
    names = [part.strip(_BRACKETS + ".©") for part in _SEPARATOR.split(bare)]
    names = [name for name in names if any(character.isalpha() for character in name)]
    if not names:
        return None
    return names[0], tuple(names[1:])
