"""News outlets: who carries other people's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.language.lexicons.index import NameIndex
from habeas.language.table import listed, rows


@dataclass(frozen=True, slots=True)
class Outlet:
    """A paper, agency, broadcaster or channel.

    `name` is the usual English name; `kind` is outlet, agency, broadcaster or channel;
    `country` is ISO 3166-1 alpha-2, or empty for an international one.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str


@cache
def outlets() -> tuple[Outlet, ...]:
    """All known outlets, for those who build a matcher."""
    return tuple(
        Outlet(row["name"], listed(row["aliases"]), row["kind"], row["country"])
        for row in rows("outlets.tsv")
    )


@cache
def _index() -> NameIndex[Outlet]:
    index: NameIndex[Outlet] = NameIndex()
    for found in outlets():
        index.add((found.name, *found.aliases), found)
    return index


def outlet(name: str) -> Outlet | None:
    """The outlet of this name or alias (accents and a leading "the" do not matter).

    A name that is one everyday word or an acronym is compared with its capitals: "Time" and "AP"
    are outlets, "time" and "ap" are not.
    """
    return _index().get(name)
