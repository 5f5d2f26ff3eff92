"""The names by which countries and territories are printed, in the languages of the house."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.language.table import listed, rows


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory (ISO 3166-1 alpha-2) and its names, the usual one first."""

    code: str
    english: tuple[str, ...]
    ukrainian: tuple[str, ...]
    russian: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All of them, by code."""
    return tuple(
        Country(
            row["code"],
            (row["name"], *listed(row["english"])),
            listed(row["ukrainian"]),
            listed(row["russian"]),
        )
        for row in rows("countries.tsv")
    )
