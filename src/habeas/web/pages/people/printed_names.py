"""The names of a person as their records print them, the fullest one first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from habeas.language import Script, script_of

if TYPE_CHECKING:
    from habeas.people import Records

UNNAMED = "?"
# Names in the script of the people's own papers stand first; then what the most lists print.
_NATIVE = Script.CYRILLIC


def printed_names(records: Records) -> list[str]:
    """Each record's name as it is printed: whole, or put together from its parts, (n,)."""
    columns = zip(
        records.name.texts(),
        records.surname.texts(),
        records.given.texts(),
        records.patronymic.texts(),
        strict=True,
    )
    return [
        name or " ".join(part for part in (surname, given, patronymic) if part)
        for name, surname, given, patronymic in columns
    ]


def fullest_first(names: Sequence[str]) -> tuple[str, ...]:
    """The different names, the one to call the person by first."""
    counted = Counter(name for name in names if name)
    if len(counted) < 2:
        return tuple(counted)
    order = {name: place for place, name in enumerate(counted)}

    def rank(name: str) -> tuple[int, bool, int, int]:
        words = sum(len(word.strip(".")) > 1 for word in name.split())
        return -words, script_of(name) is not _NATIVE, -counted[name], order[name]

    return tuple(sorted(counted, key=rank))
