"""Who is who, written down: a row for each record, and a row for each record in each draw.

A file is written beside its place and moved there when it is whole. Ids are written as they came
in, whatever they begin with: who reads them joins them to the lists they came from.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.model import InputRefused, MissingExtra, WrongUsage
from habeas.people.records import Records
from habeas.people.resolution import Resolution

_DECIMALS = 6


def check_output(path: Path, *suffixes: str) -> None:
    """See that a file of this name can be written.

    Raises WrongUsage for a name that ends in none of `suffixes`, InputRefused where its folder is
    missing, MissingExtra for Parquet without polars.
    """
    if path.suffix.lower() not in suffixes:
        raise WrongUsage(
            f"a file that ends in {' or '.join(suffixes)} is needed",
            where=str(path),
            remedy=f"name it {path.stem}{suffixes[0]}",
        )
    if not path.parent.is_dir():
        raise InputRefused("there is no such folder", where=str(path.parent), remedy="make it")
    if path.is_dir():
        raise InputRefused("a folder has this name", where=str(path), remedy="take another name")
    if path.suffix.lower() == ".parquet":
        _polars(path)


def write_persons(resolution: Resolution, path: Path) -> None:
    """Write `unique_id,person_id,probability`, a row for each record, in the order of the records.

    CSV (UTF-8, line feeds), or Parquet where the name ends in .parquet. `probability` is how likely
    it is that the record belongs with the rest of its person. Raises as `check_output` does.
    """
    check_output(path, ".csv", ".parquet")
    ids = resolution.records.ids
    persons = [resolution.person_ids[person] for person in resolution.person.tolist()]
    chances = np.round(resolution.probability, _DECIMALS)
    if path.suffix.lower() == ".parquet":
        polars = _polars(path)
        frame = polars.DataFrame(
            {"unique_id": list(ids), "person_id": persons, "probability": chances}
        )
        _beside(path, frame.write_parquet)
        return

    def write(unfinished: Path) -> None:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(("unique_id", "person_id", "probability"))
            rows.writerows(zip(ids, persons, chances.tolist(), strict=True))

    _beside(path, write)


def write_draws(records: Records, draws: Iterable[NDArray[np.int32]], path: Path) -> None:
    """Write `draw,record,person` as Parquet: in each draw, who every record is.

    A draw is the person's number of each record, (n,); numbers mean nothing from draw to draw.
    `record` is the id of a record. Raises as `check_output` does.
    """
    check_output(path, ".parquet")
    polars = _polars(path)
    ids = polars.Series("record", list(records.ids))
    parts = [
        polars.LazyFrame({"record": ids, "person": persons}).select(
            polars.lit(draw, dtype=polars.Int32).alias("draw"), "record", "person"
        )
        for draw, persons in enumerate(draws)
    ]
    # A draw at a time: a hundred draws of a million records are not put into memory together.
    _beside(path, polars.concat(parts).sink_parquet)


def _polars(path: Path) -> Any:
    try:
        import polars
    except ImportError:
        raise MissingExtra(
            "writing Parquet needs polars",
            where=str(path),
            remedy="pip install 'habeas[tables]'",
        ) from None
    return polars


def _beside(path: Path, write: Callable[[Path], Any]) -> None:
    """Write to a file beside the place, and move it there when it is whole."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        write(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
