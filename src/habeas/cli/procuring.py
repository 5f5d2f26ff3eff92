"""`habeas places procurement`: kitchens that buy for more people than are declared."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.cli.column_map import chosen_columns
from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.whole_file import ROWS_SHOWN, check_place, csv_bytes, write_whole
from habeas.model import WrongUsage, printable
from habeas.places import procurement

_WITH_FAILURES = 3
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Question:
    """A user's norms, the share of false alarms borne, the level of the intervals, the seed."""

    norms: Path | None
    rate: float
    level: float
    seed: int


def rank_kitchens(
    contracts: Sequence[Path],
    declared: Path,
    output: Path,
    question: Question,
    *,
    columns: Sequence[str],
    as_json: bool,
) -> int:
    """Read, rank, write a row for each institution and address; 3 when rows could not be read."""
    inputs = [*contracts, declared, *([question.norms] if question.norms else [])]
    check_place(output, inputs, ".csv")
    for name, share in (("rate", question.rate), ("level", question.level)):
        if not 0 < share < 1:
            raise WrongUsage(f"the {name} is {share:g}", remedy="take a share such as .1")
    mapping = chosen_columns(columns) or None
    read = [procurement.read_purchases(path, mapping) for path in contracts]
    institutions = procurement.read_institutions(declared)
    norms = procurement.read_norms(question.norms) if question.norms else None
    found = procurement.find_anomalies(
        [one for each in read for one in each.purchases],
        institutions.institutions,
        norms.norms if norms else (),
        level=question.level,
        rate=question.rate,
        seed=question.seed,
    )
    rows = [procurement.cells(one) for one in found.kitchens]
    write_whole(output, csv_bytes(procurement.COLUMNS, rows))
    refused = [
        *(row for each in read for row in each.refused),
        *institutions.refused,
        *(norms.refused if norms else ()),
    ]
    notes = [
        *(note for each in read for note in each.notes),
        *_skipped(read),
        *institutions.notes,
        *(norms.notes if norms else ()),
        *found.notes,
    ]
    if as_json:
        print(
            json_line(
                {
                    "notice": procurement.NOTICE,
                    "alarms": [procurement.cells(one) for one in found.alarms],
                    "institutions": len(institutions.institutions),
                    "purchases": sum(len(each.purchases) for each in read),
                    "calibrating": found.calibrating,
                    "spread": found.spread,
                    "cannot_be_ruled_out": list(procurement.standing_caveats()),
                    "refused": [str(row) for row in refused],
                    "notes": notes,
                    "output": str(output),
                }
            )
        )
        return _WITH_FAILURES if refused else 0
    for note in notes:
        print(printable(note), file=sys.stderr)
    _tell(found, question.rate)
    for row in refused[:ROWS_SHOWN]:
        print(f"not read: {printable(str(row))}", file=sys.stderr)
    if len(refused) > ROWS_SHOWN:
        print(f"not read: {counted(len(refused) - ROWS_SHOWN, 'row')} more", file=sys.stderr)
    return _WITH_FAILURES if refused else 0


def _skipped(read: Iterable[procurement.PurchasesRead]) -> list[str]:
    return [
        f"{counted(number, 'line')} left out: {reason}"
        for each in read
        for reason, number in each.skipped.items()
    ]


def _tell(found: procurement.ProcurementFinding, rate: float) -> None:
    print(procurement.NOTICE)
    institutions = [one for one in found.alarms if one.kind == "institution"]
    addresses = [one for one in found.alarms if one.kind == "address"]
    calibrated = f"calibrated on {found.calibrating} institutions that declare a population"
    print(
        f"{counted(len(institutions), 'institution')} (of these some {rate:.0%} may be false"
        f" alarms; {calibrated}) and {len(addresses)} unlisted addresses"
    )
    words = procurement.caveats()
    for one in found.alarms[:_SHOWN]:
        print(f"  {printable(one.name or one.id)}: {printable(procurement.sentence(one))}")
        if one.kind == "address":
            print(f"    {printable(one.id)}")
        for key in one.fooled_by:
            print(f"    but: {words[key]}")
    if len(found.alarms) > _SHOWN:
        print(f"  and {len(found.alarms) - _SHOWN} more in the file")
    print("Never to be ruled out:")
    for caveat in procurement.standing_caveats():
        print(f"  {caveat}")
