"""Tables from the objects of a notebook: mappings, rows, data frames, arrays."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.counts.reading.columns import ColumnChoice
from habeas.counts.reading.parquet import Columns, sheet_of_columns
from habeas.counts.reading.read import tables_in
from habeas.counts.reading.tables import Tables
from habeas.counts.reading.values import MOST_PEOPLE
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

_NAME = "the table"


def table_of(
    table: Any,
    *,
    person: str | None = None,
    list_column: str | None = None,
    count: str | None = None,
    lists: Sequence[str] | None = None,
) -> OverlapTable:
    """One overlap table from what a notebook has at hand.

    - An OverlapTable is given back as it is.
    - A mapping from pattern to people. Patterns are tuples of 0/1, strings of 0/1 such as "101",
      or tuples (or sets) of list names.
    - A data frame of polars or pandas, a table of pyarrow, or a sequence of mappings (rows); the
      columns are understood as those of a file are (see `read_tables`).
    - A numpy array: L dimensions of size 2, people at [x1, …, xL]; or people × L, each row a
      person; or patterns × (L + 1), the count last. `lists` names the lists where the object
      does not (else A, B, C …), and tells the last two apart where both are possible.

    Raises InputRefused and WrongUsage as `read_tables` does, TypeError for any other object.
    """
    if isinstance(table, OverlapTable):
        return table
    if isinstance(table, Mapping):
        return _of_mapping(table, lists)
    if isinstance(table, np.ndarray):
        return _of_array(table, lists)
    choice = ColumnChoice((), person, list_column, count, lists)
    return tables_in(sheet_of_columns(_columns(table), _NAME), choice).whole


def tables_of(
    table: Any,
    *,
    by: Sequence[str] = (),
    person: str | None = None,
    list_column: str | None = None,
    count: str | None = None,
    lists: Sequence[str] | None = None,
) -> Tables:
    """The same for a data frame or rows, with a table for each stratum of the columns `by`."""
    choice = ColumnChoice(by, person, list_column, count, lists)
    return tables_in(sheet_of_columns(_columns(table), _NAME), choice)


def _columns(table: Any) -> Columns:
    for name, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        method = getattr(table, name, None)
        if method is not None:
            return _by_column(method(*arguments))
    if isinstance(table, Iterable) and not isinstance(table, str | bytes):
        rows = list(table)
        if all(isinstance(row, Mapping) for row in rows):
            return _by_column(rows)
    raise TypeError(f"no overlap table can be made of a {type(table).__name__}")


def _by_column(rows: Sequence[Mapping[Any, Any]]) -> Columns:
    if not rows:
        raise InputRefused("there are no rows", where=_NAME, remedy="give at least one")
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {str(name): [row.get(name) for row in rows] for name in names}


def _of_mapping(table: Mapping[Any, Any], lists: Sequence[str] | None) -> OverlapTable:
    if not table:
        raise InputRefused("there are no rows", where=_NAME, remedy="give at least one pattern")
    marks = {pattern: _marks(pattern) for pattern in table}
    if all(mark is not None for mark in marks.values()):
        widths = {len(mark) for mark in marks.values() if mark is not None}
        if len(widths) > 1:
            raise InputRefused(
                "patterns of different lengths", where=_NAME, remedy="give a 0 or 1 for each list"
            )
        names = _names(widths.pop(), lists)
    else:
        named = {pattern: _listed(pattern) for pattern in table}
        names = tuple(lists or dict.fromkeys(name for found in named.values() for name in found))
        marks = {pattern: _on(found, names) for pattern, found in named.items()}
    counts: dict[int, int] = {}
    for pattern, people in table.items():
        bits = sum(1 << j for j, mark in enumerate(marks[pattern] or ()) if mark)
        if bits in counts:
            raise InputRefused(
                f"the pattern {pattern!r} stands there twice", where=_NAME, remedy="add them up"
            )
        counts[bits] = _people(people, pattern)
    return OverlapTable.of(names, counts)


def _marks(pattern: Any) -> tuple[int, ...] | None:
    """The 0/1 marks of a pattern, None where it is not made of such."""
    if isinstance(pattern, str):
        return tuple(map(int, pattern)) if pattern and set(pattern) <= {"0", "1"} else None
    if not isinstance(pattern, tuple) or not pattern:
        return None
    values = tuple({"0": 0, "1": 1}.get(mark, -1) if isinstance(mark, str) else mark
                   for mark in pattern)  # fmt: skip
    return tuple(map(int, values)) if all(value in (0, 1) for value in values) else None


def _listed(pattern: Any) -> tuple[str, ...]:
    if isinstance(pattern, str):
        return (pattern,)
    if isinstance(pattern, tuple | frozenset) and all(isinstance(name, str) for name in pattern):
        return tuple(sorted(pattern)) if isinstance(pattern, frozenset) else pattern
    raise InputRefused(
        f"{pattern!r} is no pattern",
        where=_NAME,
        remedy='give tuples of 0 and 1, strings like "101", or tuples of list names',
    )


def _on(found: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    for name in found:
        if name not in names:
            raise InputRefused(
                f"the list {name!r} is not named", where=_NAME, remedy="add it to `lists`"
            )
    return tuple(int(name in found) for name in names)


def _people(people: Any, pattern: Any) -> int:
    where = f"{_NAME}, pattern {pattern!r}"
    try:
        number = float(people)
        whole = int(people)
    except (TypeError, ValueError, OverflowError):
        what = f"{people!r} is no number of people"
        raise InputRefused(what, where=where, remedy="give a whole number") from None
    if whole != number:
        what = f"{people!r} is a fraction of a person"
    elif whole < 0:
        what = f"{people!r} is a negative count"
    elif whole > MOST_PEOPLE:
        what = f"{people!r} is more than can be counted exactly"
    else:
        return whole
    raise InputRefused(what, where=where, remedy="counts are whole numbers, 0 or more")


def _names(count: int, lists: Sequence[str] | None) -> tuple[str, ...]:
    if lists is not None:
        if len(lists) != count:
            raise InputRefused(
                f"{len(lists)} names for {count} lists", where=_NAME, remedy="name each list once"
            )
        return tuple(lists)
    letters = string.ascii_uppercase
    return tuple(letters[j] if j < len(letters) else f"list {j + 1}" for j in range(count))


def _of_array(values: NDArray[Any], lists: Sequence[str] | None) -> OverlapTable:
    if values.ndim > 2 and set(values.shape) == {2}:
        return _of_mapping({place: values[place] for place in np.ndindex(values.shape)}, lists)
    if values.ndim != 2 or 0 in values.shape:
        raise InputRefused(
            f"an array of shape {values.shape} is no table",
            where=_NAME,
            remedy="give people × lists, patterns × (lists + count), or 2 × 2 × …",
        )
    if _has_counts(values, lists):
        names = _names(values.shape[1] - 1, lists)
        columns = {name: values[:, j].tolist() for j, name in enumerate(names)}
        columns |= {"count": values[:, -1].tolist()}
        choice = ColumnChoice(count="count", lists=names)
    else:
        names = _names(values.shape[1], lists)
        columns = {name: values[:, j].tolist() for j, name in enumerate(names)}
        choice = ColumnChoice(lists=names)
    return tables_in(sheet_of_columns(columns, _NAME), choice).whole


def _has_counts(values: NDArray[Any], lists: Sequence[str] | None) -> bool:
    if lists is not None:
        return bool(len(lists) == values.shape[1] - 1)
    if not bool(np.isin(values, (0, 1)).all()):
        return True
    if len(np.unique(values, axis=0)) == len(values):
        raise InputRefused(
            "the last column may be a list or a count of 1", where=_NAME, remedy="name the `lists`"
        )
    return False
