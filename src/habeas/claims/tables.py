"""The room's own data files: comma-separated rows under a commented header.

The last comment line names the columns, the lines before it the origin. Words of a language lie in
the folder of that language (ISO 639-1), what all languages share lies beside these folders.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str, language: str = "en") -> Iterator[dict[str, str]]:
    """The rows of `data/<language>/<name>.csv` as column → value; raises FileNotFoundError."""
    yield from _read(f"{language}/{name}.csv")


def shared_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<name>.csv`, which no language owns; raises FileNotFoundError."""
    yield from _read(f"{name}.csv")


@cache
def word_class(name: str, language: str = "en") -> frozenset[str]:
    """A small class of words from `word_classes.csv`; raises KeyError for an unknown one."""
    return _word_classes(language)[name]


@cache
def _word_classes(language: str) -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split()) for row in rows("word_classes", language)}


def _read(path: str) -> Iterator[dict[str, str]]:
    text = (files("habeas.claims") / "data" / path).read_text(encoding="utf-8")
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    columns = [column.strip() for column in comments[-1].lstrip("# ").split(",")]
    body = (line for line in lines if line and not line.startswith("#"))
    for row in csv.reader(body):
        yield dict(zip(columns, row, strict=False))
