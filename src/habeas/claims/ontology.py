"""The types of claims and the groups they belong to, read from `data/claim_types.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.claims.tables import shared_rows


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One type; `huridocs` is its code in micro-thesaurus 4, where there is one."""

    code: str
    group: str
    huridocs: str
    label: str
    note: str


@cache
def claim_types() -> dict[str, ClaimType]:
    """Every claim type by its code, in the order of the ontology."""
    return {row["code"]: ClaimType(**row) for row in shared_rows("claim_types")}
