"""Equal tables computed once: which tables differ, and each stratum's own names put back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from habeas.counts.estimate import Estimate
from habeas.counts.strata.estimator import Cells, placeholders
from habeas.counts.strata.stratum import Key, StratumTable, label, order
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

_PLACEHOLDER = re.compile(r"⟨(\d+)⟩")


@dataclass(frozen=True, slots=True)
class DistinctTable:
    """Cells in canonical order: tables that differ in names or column order only are one."""

    fingerprint: str
    lists: int
    cells: Cells


@dataclass(frozen=True)
class Plan:
    """What to compute, and where each answer goes.

    `distinct`: the tables to compute, by fingerprint. `strata`: key, replicate and the stratum's
    table, in the order of the keys; equal tables are one object.
    """

    distinct: Mapping[str, DistinctTable]
    fingerprints: Mapping[OverlapTable, str]
    strata: tuple[tuple[Key, int | None, OverlapTable], ...]


def planned(strata: Iterable[StratumTable]) -> Plan:
    """Read the strata once, keeping of equal tables only the first.

    Raises InputRefused where two tables carry the same key and replicate.
    """
    distinct: dict[str, DistinctTable] = {}
    fingerprints: dict[OverlapTable, str] = {}
    kept: dict[OverlapTable, OverlapTable] = {}
    seen: set[tuple[frozenset[tuple[str, Any]], int | None]] = set()
    rows: list[tuple[Key, int | None, OverlapTable]] = []
    for stratum in strata:
        identity = (frozenset(stratum.key), stratum.replicate)
        if identity in seen:
            raise InputRefused(
                "this stratum stands there twice",
                where=label(stratum.key),
                remedy="add the tables up, or give them different keys or replicates",
            )
        seen.add(identity)
        table = kept.setdefault(stratum.table, stratum.table)
        if table not in fingerprints:
            fingerprint = fingerprints[table] = table.fingerprint
            if fingerprint not in distinct:
                cells = table.canonical().cells
                distinct[fingerprint] = DistinctTable(fingerprint, len(table.lists), cells)
        rows.append((stratum.key, stratum.replicate, table))
    rows.sort(key=lambda row: order(row[0], row[1]))
    return Plan(distinct, fingerprints, tuple(rows))


def given_back(estimate: Estimate, table: OverlapTable) -> Estimate:
    """The estimate of a distinct table as that of a stratum's own table.

    The lists carry the stratum's names, in canonical order: a method that speaks of its lists by
    position means the position in `Estimate.lists`. Texts and diagnostics get the names too.
    """
    canonical = table.canonical()
    computed_on = OverlapTable(placeholders(len(table.lists)), canonical.cells)
    return _renamed(estimate, canonical.lists, {computed_on.digest: table.digest})


def _renamed(estimate: Estimate, names: Sequence[str], digests: Mapping[str, str]) -> Estimate:
    def named(value: Any) -> Any:
        if isinstance(value, str):
            return _PLACEHOLDER.sub(lambda found: names[int(found[1])], value)
        if isinstance(value, Mapping):
            return {named(key): named(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(named(item) for item in value)
        return value

    return replace(
        estimate,
        lists=named(estimate.lists),
        assumptions=named(estimate.assumptions),
        warnings=named(estimate.warnings),
        diagnostics=named(estimate.diagnostics),
        settings=named(estimate.settings),
        digest=digests.get(estimate.digest, estimate.digest),
        members=tuple(_renamed(member, names, digests) for member in estimate.members),
    )
