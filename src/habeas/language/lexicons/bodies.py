"""Bodies that act or speak: monitors, courts, NGOs, agencies and organs of states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.language.lexicons.index import NameIndex
from habeas.language.table import listed, rows


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or organ.

    `name` is the usual full English name; `acronym` may be empty; `kind` is one of un, treaty,
    regional, ngo, state, court, military, armed_group, research; `country` is ISO 3166-1 alpha-2,
    or empty for an international one.
    """

    name: str
    acronym: str
    aliases: tuple[str, ...]
    kind: str
    country: str


@cache
def bodies() -> tuple[Body, ...]:
    """All known bodies, for those who build a matcher."""
    return tuple(
        Body(row["name"], row["acronym"], listed(row["aliases"]), row["kind"], row["country"])
        for row in rows("bodies.tsv")
    )


@cache
def _index() -> NameIndex[Body]:
    index: NameIndex[Body] = NameIndex()
    for found in bodies():
        index.add((found.name, found.acronym, *found.aliases), found)
    return index


def body(name: str) -> Body | None:
    """The body of this name, acronym or alias (accents and a leading "the" do not matter).

    Single words and acronyms are compared with their capitals: "WHO" is a body, "who" is not.
    """
    return _index().get(name)
