"""A skeleton under which the romanisations of one Slavic name meet."""

from __future__ import annotations

from habeas.language.scripts import fold


def slavic_key(name: str) -> str:
    """The skeleton of a name: equal for spellings that differ only by system of romanisation."""
    return fold(name).replace(" ", "")
