"""`--map name=ПІБ,dob=Дата народження`: which column holds what, as the user says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from habeas.model import WrongUsage

# A column's name may hold commas: only one that comes before another ROLE= parts two pairs.
_NEXT_ROLE = re.compile(r",(?=[^,=]+=)")


def chosen_columns(maps: Sequence[str]) -> dict[str, str]:
    """Columns by role from the values of every `--map`.

    Raises WrongUsage for a pair without a role or column, and for a role that stands twice.
    """
    chosen: dict[str, str] = {}
    for words in maps:
        for pair in _NEXT_ROLE.split(words):
            role, equals, column = (part.strip() for part in pair.partition("="))
            if not equals or not role or not column:
                raise WrongUsage(
                    f"--map {pair!r} names no column", remedy="write --map name=COLUMN,dob=COLUMN"
                )
            if role in chosen:
                raise WrongUsage(f"--map {role}= is given twice", remedy="give each role once")
            chosen[role] = column
    return chosen
