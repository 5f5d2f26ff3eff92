"""Bodies that act or speak: monitors, courts, NGOs, agencies and organs of states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """`name` is the usual full English name; `acronym` may be empty; `kind` is one of un, treaty,
    regional, ngo, state, court, military, armed_group; `country` is ISO 3166-1 alpha-2, or empty
    for an international one.
    """

    name: str
    acronym: str
    aliases: tuple[str, ...]
    kind: str
    country: str


def bodies() -> tuple[Body, ...]:
    """All known bodies, for those who build a matcher."""
    return ()


def body(name: str) -> Body | None:
    """The body of this name, acronym or alias (a leading "the" does not matter).

    Acronyms are compared with their case: "WHO" is a body, "who" is not.
    """
    return None
