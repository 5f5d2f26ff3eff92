"""Reading the rows of a user's own tables, whatever they hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping

from habeas.language import delimiter_of, encoding_of
from habeas.model import DateInterval, InputRefused, printable
from habeas.oversight.spans import read_when
from habeas.oversight.states import find_state


def rows_of(
    content: bytes,
    name: str,
    *,
    known: Collection[str],
    needed: Collection[str],
    one_of: Collection[str] = (),
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a table in CSV or TSV with the number of their line; lines with `#` are notes.

    `known` columns may stand in any order, the `needed` ones must, and at least one of `one_of`.
    Raises InputRefused, naming file and row, for a table that cannot be read so.
    """
    encoding, _ = encoding_of(content, name)
    text = content.decode(encoding)
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    skipped = len(text.splitlines()) - len(lines)
    plain = "".join(lines)
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter_of(plain))
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        _check_header(header, name, known, needed, one_of)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            number = reader.line_num + skipped
            if len(cells) != len(header):
                raise InputRefused(
                    f"{len(cells)} cells for {len(header)} columns",
                    where=f"{name}, row {number}",
                    remedy="put cells that hold the delimiter in quotation marks",
                )
            yield number, {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise InputRefused(
            "the table cannot be split into cells", where=name, remedy="save it as CSV or TSV"
        ) from error


def _check_header(
    header: list[str],
    name: str,
    known: Collection[str],
    needed: Collection[str],
    one_of: Collection[str],
) -> None:
    missing = [column for column in needed if column not in header]
    if one_of and not any(column in header for column in one_of):
        missing.append(f"one of {', '.join(one_of)}")
    unknown = [column for column in header if column not in known]
    doubled = sorted({column for column in header if header.count(column) > 1})
    if missing:
        problem = f"the table lacks the columns: {', '.join(missing)}"
    elif unknown:
        problem = f"unknown columns: {printable(', '.join(unknown))}"
    elif doubled:
        problem = f"columns that stand twice: {', '.join(doubled)}"
    else:
        return
    remedy = f"the first row names the columns, of these: {', '.join(known)}"
    raise InputRefused(problem, where=name, remedy=remedy)


def check_word(word: str, column: str, known: Collection[str], where: str) -> None:
    """Raises InputRefused if a cell holds none of the words that its column knows."""
    if word not in known:
        raise InputRefused(
            f"“{printable(word)}” is no {column}",
            where=where,
            remedy=f"write one of: {', '.join(known)}",
        )


def state_in(cell: str, where: str) -> str:
    """The code of the state that a cell names; InputRefused, naming the row, if it names none."""
    try:
        return find_state(cell)
    except InputRefused as refusal:
        raise InputRefused(refusal.what, where=where, remedy=refusal.remedy) from refusal


def when_in(cell: str, where: str) -> DateInterval | None:
    """The days that a cell names; InputRefused, naming the row, if it is no date."""
    try:
        return read_when(cell)
    except ValueError as problem:
        raise InputRefused(
            printable(str(problem)),
            where=where,
            remedy="write 2025-10-03, 2025-10, 2025, or a span such as 2025-10-01..2026-02-28",
        ) from problem
