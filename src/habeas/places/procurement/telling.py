"""The alarm in words: always beside what is declared, never a headcount alone."""

from __future__ import annotations

from functools import cache

from habeas.places.procurement.data_tables import rows
from habeas.places.procurement.finding import COLUMNS, KitchenFinding

NOTICE = (
    "A ranked alarm beside the declared population, not a count of people: it says where to look."
)


@cache
def caveats() -> dict[str, str]:
    """The words of each way to be fooled, by its key."""
    return {row["key"]: row["words"] for row in rows("procurement_caveats.tsv")}


@cache
def standing_caveats() -> tuple[str, ...]:
    """What can never be ruled out, to be said beside every list."""
    return tuple(row["words"] for row in rows("procurement_caveats.tsv") if row["when"] == "always")


def sentence(one: KitchenFinding) -> str:
    """One finding in a sentence."""
    if one.estimate is None or one.low is None or one.high is None:
        return f"nothing can be said: {one.refused}"
    fed = f"food for {one.low:,.0f} to {one.high:,.0f} people"
    if one.kind == "address":
        agree = f"{len(one.agreeing)} products over {one.months} months agree"
        return f"an address of no listed institution: {fed}; {agree}"
    if not one.declared:
        return f"declared: withheld; {fed}"
    step = f"; a step up from {one.step[0]}" if one.step else ""
    return f"declared {one.declared:,.0f}; {fed}{step}"


def cells(one: KitchenFinding) -> dict[str, object]:
    """The finding as a row of `COLUMNS`."""
    values = (
        one.id, one.kind, one.name, _short(one.declared), _short(one.estimate), _short(one.low),
        _short(one.high), _short(one.ratio, 3), _short(one.p, 6), _short(one.q, 6), int(one.flag),
        "|".join(one.agreeing), one.months, one.step[0] if one.step else None,
        round(one.step[1], 3) if one.step else None, "|".join(one.fooled_by), sentence(one),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _short(value: float | None, decimals: int = 1) -> float | None:
    return None if value is None else round(value, decimals)
