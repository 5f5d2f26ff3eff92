"""Words for people and things of a country or region: "Tajik", "Chechen", "Ukrainian"."""

from __future__ import annotations

from functools import cache

from habeas.language.scripts import fold
from habeas.language.table import rows


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in rows("demonyms.tsv"):
        singular = fold(row["demonym"])
        codes[singular] = row["code"]
        codes.setdefault(_plural(singular), row["code"])
    return codes


def _plural(singular: str) -> str:
    if singular.endswith("man"):
        return singular[:-3] + "men"
    if singular.endswith(("ch", "sh", "ese", "ss", "x")):
        return singular
    return singular + "s"


def demonym(name: str) -> str | None:
    """The country (ISO 3166-1, "TJ") or region (ISO 3166-2, "RU-CE") that a demonym belongs to.

    Adjective or noun, singular or plural; None for any other word.
    """
    return _codes().get(fold(name).removesuffix("'s").removesuffix("'"))
