"""The room's own data files: comma-separated rows under a commented header.

The last comment line names the columns, the lines before it the origin.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<name>.csv` as column → value; raises FileNotFoundError."""
    text = (files("habeas.claims") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    columns = [column.strip() for column in comments[-1].lstrip("# ").split(",")]
    body = (line for line in lines if line and not line.startswith("#"))
    for row in csv.reader(body):
        yield dict(zip(columns, row, strict=False))


@cache
def word_class(name: str) -> frozenset[str]:
    """A small class of words from `data/word_classes.csv`; raises KeyError for an unknown one."""
    return _word_classes()[name]


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split()) for row in rows("word_classes")}
