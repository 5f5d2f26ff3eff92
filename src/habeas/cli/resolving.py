"""`habeas people resolve`: who is one person in lists, without a case."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from habeas.cli.column_map import chosen_columns
from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.progress import shown_share
from habeas.model import WrongUsage, printable
from habeas.people import Resolution, ResolveSettings, reading, resolve, writing

ROWS_SKIPPED = 3
SKIPPED_SHOWN = 20
# A record that belongs to its person with less is worth a look.
CERTAIN = 0.9


def resolve_lists(
    files: Sequence[Path],
    output: Path,
    columns: Sequence[str],
    *,
    draws: tuple[int, Path] | None,
    engine: str,
    seed: int,
    as_json: bool,
) -> int:
    """Resolve lists and write who each record is, and who it is in each draw; exit code.

    Raises InputRefused for a list that cannot be read or a place that cannot be written, and
    WrongUsage for a column that is not there.
    """
    _check_place(output, files)
    writing.check_output(output, ".csv", ".parquet")
    if draws is not None:
        _check_draws(draws, [*files, output])
    read = reading.read_records(files, columns=chosen_columns(columns))
    for note in read.notes:
        print(printable(note), file=sys.stderr)
    with shown_share("resolving") as progress:
        resolution = resolve(
            read.records, settings=ResolveSettings(seed=seed), progress=progress, engine=engine
        )
    for note in resolution.notes:
        print(printable(note), file=sys.stderr)
    writing.write_persons(resolution, output)
    found = _found(resolution, read)
    outputs = [output]
    if draws is not None:
        found["persons_in_draws"] = _drawn(resolution, *draws, seed=seed)
        outputs.append(draws[1])
    digests = {str(path): _digest(path) for path in outputs}
    if as_json:
        print(json_line(found | {"sha256": digests}))
    else:
        print("\n".join(_sentences(found)))
        for path, digest in digests.items():
            print(f"{printable(path)}: sha256 {digest}", file=sys.stderr)
    _show_skipped(read.skipped)
    return ROWS_SKIPPED if read.skipped else 0


def _check_place(output: Path, files: Sequence[Path]) -> None:
    for file in files:
        if output.resolve() == file.resolve():
            raise WrongUsage("the result would take the place of a list", where=str(file))


def _check_draws(draws: tuple[int, Path], taken: Sequence[Path]) -> None:
    number, path = draws
    if number < 1:
        raise WrongUsage(f"{number} draws", remedy="ask for some, as in --draws 100 draws.parquet")
    if path.resolve() in [other.resolve() for other in taken]:
        raise WrongUsage("the draws would take the place of another file", where=str(path))
    writing.check_output(path, ".parquet")


def _drawn(resolution: Resolution, number: int, path: Path, *, seed: int) -> dict[str, Any]:
    """Draw who is who and write it; the number of persons as an interval."""
    # It loads what only draws need.
    from habeas.people import partitions

    draws = partitions.sample_partitions(resolution, draws=number, seed=seed)
    writing.write_draws(
        resolution.records, (draws.persons(draw) for draw in range(len(draws))), path
    )
    interval = partitions.persons_interval(resolution, draws, seed=seed)
    return {
        "draws": len(draws),
        "point": round(interval.point),
        "low": round(interval.low),
        "high": round(interval.high),
        "level": interval.level,
    }


def _found(resolution: Resolution, read: reading.ReadRecords) -> dict[str, Any]:
    """What resolving came to, in figures."""
    sizes = np.bincount(resolution.person, minlength=len(resolution))
    largest = int(sizes.argmax())
    together = sizes[resolution.person] > 1
    refused = {
        name.partition(": ")[2]: int(value)
        for name, value in resolution.figures.items()
        if name.startswith("refused: ") and value
    }
    return {
        "rows": len(read.records) + len(read.skipped),
        "skipped": len(read.skipped),
        "records": len(resolution.records),
        "persons": len(resolution),
        "persons_with_several_records": int((sizes > 1).sum()),
        "largest_person": {
            "person_id": resolution.person_ids[largest],
            "records": int(sizes[largest]),
        },
        "candidates_a_record": round(resolution.figures.get("candidates a record", 0.0), 2),
        "refused": refused,
        "to_review": int((together & (resolution.probability < CERTAIN)).sum()),
    }


def _sentences(found: dict[str, Any]) -> list[str]:
    """The same for a person to read: what was found, and what needs a look."""
    largest = found["largest_person"]
    skipped = f" + {counted(found['skipped'], 'row')} skipped" if found["skipped"] else ""
    lines = [
        f"{counted(found['rows'], 'row')} = {counted(found['records'], 'record')}{skipped}",
        f"{counted(found['persons'], 'person')},"
        f" {found['persons_with_several_records']:,} of them with several records",
        *(
            f"in {drawn['draws']:,} draws of who is who: {drawn['point']:,} persons,"
            f" {drawn['low']:,} to {drawn['high']:,} at 95 %"
            for drawn in [found.get("persons_in_draws")]
            if drawn
        ),
        f"the largest: {largest['person_id']}, {counted(largest['records'], 'record')}",
        f"{found['candidates_a_record']:.1f} candidates compared for each record",
    ]
    for reason, times in found["refused"].items():
        lines.append(f"merges refused, {printable(reason.replace('_', ' '))}: {times:,}")
    if found["to_review"]:
        share = f"{1 - CERTAIN:.0%}"
        lines.append(
            f"to review: {counted(found['to_review'], 'record')} with a chance above {share} of"
            " belonging elsewhere"
        )
    return lines


def _show_skipped(skipped: Sequence[reading.SkippedRow]) -> None:
    for row in skipped[:SKIPPED_SHOWN]:
        print(f"skipped: {printable(str(row))}", file=sys.stderr)
    more = len(skipped) - SKIPPED_SHOWN
    if more > 0:
        print(f"skipped: {counted(more, 'row')} more", file=sys.stderr)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
