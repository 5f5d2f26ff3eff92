"""`habeas count`: how many are missing from a table of overlapping lists or of records."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.counts import Estimate, OverlapTable, methods, reading, showing
from habeas.model import InputRefused, WrongUsage, printable

SECONDS_BETWEEN_LINES = 10.0
FEWEST_TABLES_TO_SHARE = 20
CLOSED_FORMULAS = frozenset(
    ("chao", "sample-coverage", "nhoi", "lincoln-petersen", "chapman", "decomposable")
)
StratumLabel = Mapping[str, str | None]


@dataclass(frozen=True)
class Columns:
    """What the user says about the columns of the table."""

    by: Sequence[str] = ()
    person: str | None = None
    list_column: str | None = None
    count: str | None = None
    lists: str | None = None

    def read(self, file: str) -> reading.Tables:
        """The tables of a file, or of standard input for `-`; notes go to standard error."""
        content, name = _content(file)
        tables = reading.read_tables(
            content,
            name=name,
            by=self.by,
            person=self.person,
            list_column=self.list_column,
            count=self.count,
            lists=_named(self.lists),
        )
        for note in tables.notes:
            print(printable(note), file=sys.stderr)
        return tables


@dataclass(frozen=True)
class Question:
    """What is to be computed, with the method's own settings."""

    method: str = "all"
    seed: int = 1
    level: float = 0.95
    settings: Mapping[str, Any] = field(default_factory=dict)
    engine: str = "local"

    def answer(self, table: OverlapTable) -> Estimate:
        """The estimate of one table."""
        _say_if_compiling(self.method)
        return methods.run(table, self.method, seed=self.seed, level=self.level, **self.settings)


def count_table(
    file: str,
    columns: Columns,
    question: Question,
    *,
    as_json: bool,
    sheet: Path | None,
    sensitivity: bool,
    key_file: Path | None = None,
) -> int:
    """Estimate the total behind a table, and of each stratum where strata are named; exit code.

    A case folder is counted source by source. Raises InputRefused for a table that cannot be
    counted, WrongUsage for a method, a setting or a column that is not there, and for options
    that a case has no use for.
    """
    if not 0 < question.level < 1:
        raise WrongUsage(f"the level is {question.level:g}", remedy="take one such as .95")
    if file and (Path(file) / "case.sqlite").exists():
        _check_for_case(file, columns, question, sheet, sensitivity)
        # It opens the case store, which a table has no use for.
        from habeas.cli.case_counting import count_case

        return count_case(
            Path(file), key_file, level=question.level, seed=question.seed, as_json=as_json
        )
    if sheet is not None and file != "-" and sheet.resolve() == Path(file).resolve():
        raise WrongUsage("the sheet would take the place of the table", where=file)
    tables = columns.read(file)
    whole = question.answer(tables.whole)
    parts = _parts(tables, question)
    curves = _curves(tables.whole, question) if sensitivity else None
    if as_json:
        _print_json(whole, parts if columns.by else None, curves)
    else:
        _print_text(whole, parts, curves)
    if sheet is not None:
        _write_sheet(sheet, tables.whole, whole, parts, curves)
    return 0


def _say_if_compiling(method: str) -> None:
    """Tell why the first count takes its time; a closed formula needs no compiling."""
    if method in CLOSED_FORMULAS:
        return
    # It loads the compiler, which closed formulas do without.
    from habeas.counts import compilation

    if not compilation.is_compiled():
        print("compiling the samplers, once on this machine: half a minute", file=sys.stderr)


def _check_for_case(
    file: str, columns: Columns, question: Question, sheet: Path | None, sensitivity: bool
) -> None:
    """A case is counted by all methods, and its tables are found by their own columns."""
    plain = Question(seed=question.seed, level=question.level)
    if columns != Columns() or question != plain or sheet is not None or sensitivity:
        raise WrongUsage(
            "a case takes --level, --seed and --json only",
            where=file,
            remedy="for anything else, name the file of a table",
        )


Part = tuple[StratumLabel, Estimate]


def _parts(tables: reading.Tables, question: Question) -> list[Part]:
    """The estimate of each stratum, in the order of the strata."""
    if "model" in question.settings:
        # A model speaks of lists by position, and strata are computed in an order of their own.
        return [(dict(key), question.answer(table)) for key, table in tables.strata]
    if not tables.strata:
        return []
    # It loads an optimiser, which one table alone has no use for.
    from habeas.counts import strata

    estimator = strata.EstimatorSettings(
        question.method, {"level": question.level, **question.settings}
    )
    rows = [
        strata.StratumTable((("row", row),), None, table)
        for row, (_, table) in enumerate(tables.strata)
    ]
    result = strata.estimate_strata(
        rows,
        estimator,
        engine=question.engine,
        processes=_processes(len(rows)),
        seed=question.seed,
        progress=_progress(),
    )
    found = {dict(row.key)["row"]: row.estimate for row in result.rows}
    return [(dict(key), found[row]) for row, (key, _) in enumerate(tables.strata)]


def _processes(tables: int) -> int:
    """As many as there are cores, where there are enough tables to pay for starting them."""
    return (os.cpu_count() or 1) if tables >= FEWEST_TABLES_TO_SHARE else 1


def _curves(table: OverlapTable, question: Question) -> Any:
    """The sensitivity of the total; where one method is asked for, it is the one run again."""
    from habeas.counts import sensitivity

    estimator = None if question.method == "all" else question.answer
    return sensitivity.sensitivity(
        table, estimator=estimator, level=question.level, seed=question.seed
    )


def _print_json(whole: Estimate, parts: Sequence[Part] | None, curves: Any) -> None:
    """One line for each stratum, then one for the whole, which says that it is the whole."""
    line = showing.as_dict(whole)
    if curves is not None:
        line["sensitivity"] = showing.plain(curves.to_dict())
    if parts is None:
        print(json_line(line))
        return
    for label, estimate in parts:
        print(json_line({"whole": False, "stratum": label, **showing.as_dict(estimate)}))
    print(json_line({"whole": True, "stratum": {}, **line}))


def _print_text(whole: Estimate, parts: Sequence[Part], curves: Any) -> None:
    if parts:
        names = [_words(label) for label, _ in parts]
        people = [f"{estimate.observed:,}" for _, estimate in parts]
        width, digits = max(map(len, names)), max(map(len, people))
        for name, number, (_, estimate) in zip(names, people, parts, strict=True):
            answer = showing.in_one_line(estimate)
            print(f"{name.ljust(width)}  {number.rjust(digits)} documented  {answer}")
        print()
    print(showing.as_text(whole))
    if curves is not None:
        print()
        for sentence in _findings(curves):
            print(f"- {printable(sentence)}")


def _findings(curves: Any) -> list[str]:
    """What a sensitivity analysis came to, after the estimate that it starts from."""
    if curves is None:
        return []
    return [f"Starting from {showing.in_one_line(curves.base)}.", *curves.sentences]


def _words(label: StratumLabel) -> str:
    return ", ".join(
        f"{printable(name)} {'unknown' if value is None else printable(value)}"
        for name, value in label.items()
    )


def _write_sheet(
    file: Path, table: OverlapTable, whole: Estimate, parts: Sequence[Part], curves: Any
) -> None:
    """Write the court sheet: HTML where the file's name says so, else plain text."""
    as_page = file.suffix.lower() in (".html", ".htm")
    build = showing.court_page if as_page else showing.court_sheet
    text = build(
        whole,
        table=table,
        findings=_findings(curves),
        strata=[(_words(label), estimate) for label, estimate in parts],
    )
    content = text.encode("utf-8")
    file.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    print(f"{printable(str(file))}: {len(content):,} bytes, sha256 {digest}", file=sys.stderr)


def _named(lists: str | None) -> list[str] | None:
    if lists is None:
        return None
    names = [name.strip() for name in lists.split(",") if name.strip()]
    if not names:
        raise WrongUsage("--lists names no list", remedy="write --lists A,B,C")
    return names


def _content(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(), "standard input"
    if not file:
        raise WrongUsage("no table is named", remedy="name one, or - for standard input")
    path = Path(file)
    if path.is_dir():
        raise InputRefused("a folder", where=file, remedy="name the file of a table, or a case")
    try:
        return path.read_bytes(), path.name
    except FileNotFoundError:
        raise InputRefused(
            "there is no such file", where=file, remedy="check the spelling"
        ) from None


def _progress() -> Callable[[int, int], None]:
    """Now and then a line on standard error."""
    return partial(_show, last=[time.monotonic()])


def _show(done: int, expected: int, *, last: list[float]) -> None:
    if time.monotonic() - last[0] >= SECONDS_BETWEEN_LINES and done < expected:
        last[0] = time.monotonic()
        print(f"counting: {done:,} of {counted(expected, 'table')}", file=sys.stderr)
