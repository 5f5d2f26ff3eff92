"""Dates of birth as the lists print them, whole or in part: (year, month, day), 0 where unknown."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from habeas.people.text_column import TextColumn

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def birth_parts(born: TextColumn) -> NDArray[np.int16]:
    """Year, month and day of birth, (n, 3); what is not ISO text counts as not said."""
    table = np.zeros((len(born.values) + 1, 3), dtype=np.int16)
    for code, text in enumerate(born.values):
        found = _ISO.fullmatch(text)
        if found:
            year, month, day = (int(part or 0) for part in found.groups())
            if month <= 12 and day <= 31:
                table[code] = year, month, day
    return table[born.codes]
