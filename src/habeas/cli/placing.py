"""`habeas places resolve`: descriptions of places to candidates, and a circle that holds 90 %."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.whole_file import ROWS_SHOWN, check_place, csv_bytes, write_whole
from habeas.language import Gazetteer
from habeas.model import printable
from habeas.places import ResolvedRow, ResolvedTable, resolve_table

_COLUMNS = ("id", "lat", "lon", "radius_km_90", "candidates")
_ROW_COLUMNS = ("id", "lat", "lon", "p", "radius_km_90", "name")
_WITH_FAILURES = 3
_WIDE_KM = 200


def resolve_descriptions(table: Path, output: Path, *, as_rows: bool, as_json: bool) -> int:
    """Resolve a table and write the answer; 3 when rows could not be answered."""
    check_place(output, [table], ".csv")
    found = resolve_table(table, gazetteer=Gazetteer.open())
    if as_rows:
        cells = [line for row in found.rows for line in _candidates(row)]
        write_whole(output, csv_bytes(_ROW_COLUMNS, cells))
    else:
        write_whole(output, csv_bytes(_COLUMNS, [row.cells() for row in found.rows]))
    _tell(found, output, as_json=as_json)
    return _WITH_FAILURES if found.not_resolved else 0


def _candidates(row: ResolvedRow) -> Iterator[dict[str, Any]]:
    """A row for each candidate, the likeliest first, each with the circle round the first."""
    cells = row.cells()
    for place in json.loads(cells["candidates"]):
        yield {"id": row.id, "radius_km_90": cells["radius_km_90"], **place}


def _tell(found: ResolvedTable, output: Path, *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"id": row.id, "row": row.row, "reason": row.reason, "remedy": row.remedy}
            for row in found.not_resolved
        ]
        print(
            json_line(
                {
                    "resolved": len(found.rows),
                    "not_resolved": rows,
                    "notes": list(found.notes),
                    "output": str(output),
                }
            )
        )
        return
    for note in found.notes:
        print(printable(note), file=sys.stderr)
    everything = len(found.rows) + len(found.not_resolved)
    print(
        f"{counted(everything, 'description')} = {len(found.rows):,} placed"
        f" + {len(found.not_resolved):,} not"
    )
    print("Each is a circle, not a pin: radius_km_90 holds the place in 9 cases of 10.")
    wide = sum((row.resolved.radius_km_90 or 0) > _WIDE_KM for row in found.rows)
    if wide:
        said = f"{wide} of the circles are wider than {_WIDE_KM} km"
        print(f"{said}: these words say hardly more than a region, if that")
    for row in found.not_resolved[:ROWS_SHOWN]:
        said = f"row {row.row} ({row.id}): {row.reason} — {row.remedy}"
        print(f"not placed: {printable(said)}", file=sys.stderr)
    more = len(found.not_resolved) - ROWS_SHOWN
    if more > 0:
        print(f"not placed: {counted(more, 'row')} more", file=sys.stderr)
