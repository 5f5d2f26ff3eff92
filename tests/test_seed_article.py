"""The report that Habeas was born from is an input, never a part of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house import HOUSE, PACKAGE, shown

ARTICLE = HOUSE.parent / "shared" / "seed" / "article.txt"
# The gazetteer and the lexicons of bodies and outlets have an origin of their own.
LEXICONS = PACKAGE / "language" / "data"
# Tables of cues hold set phrases of the field ("denial of medical care") of four or five words.
RUN_IN_CODE, RUN_IN_TABLES = 4, 6
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PROSE_FILES = (".py", ".md", ".txt", ".csv", ".tsv", ".json", ".html", ".css", ".j2", ".jinja")

pytestmark = pytest.mark.skipif(
    not ARTICLE.exists(), reason="../shared/seed/article.txt is not beside this checkout"
)


@cache
def article() -> str:
    return ARTICLE.read_text(encoding="utf-8")


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of that many words, folded to lower case."""
    words = [word.casefold() for word in WORD.findall(text)]
    return set(zip(*(words[start:] for start in range(length)), strict=False))


def source_files() -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and path.suffix in PROSE_FILES and path.parent != LEXICONS
    ]


def lines_and_runs(path: Path, length: int) -> Iterator[tuple[int, set[tuple[str, ...]]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield number, runs(line, length)


@pytest.mark.parametrize("path", source_files(), ids=shown)
def test_no_line_repeats_the_words_of_the_article(path: Path) -> None:
    length = RUN_IN_TABLES if "data" in path.parts else RUN_IN_CODE
    taken = runs(article(), length)
    copied = {
        f"{shown(path)}:{number}: {' '.join(run)}"
        for number, found in lines_and_runs(path, length)
        for run in found & taken
    }
    assert copied == set()


@cache
def general_names() -> frozenset[str]:
    """Words with a capital that belong to the field, not to the article."""
    lines = (HOUSE / "tests" / "general_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def names_of_the_article() -> set[str]:
    """Capitalised words that never stand in lower case and do not open a sentence there."""
    text = article()
    small = set(re.findall(r"\b[a-z]\w+", text))
    inside = set(re.findall(r"(?<=[a-z,] )([A-Z]\w{2,})", text))
    return {name for name in inside if name.casefold() not in small} - general_names()


def test_the_names_of_the_article_were_found() -> None:
    assert {"Polozov", "Suspilne", "Pokrovsk", "Izium"} <= names_of_the_article()


@pytest.mark.parametrize(
    "path", [path for path in source_files() if path.suffix == ".py"], ids=shown
)
def test_no_module_names_a_person_outlet_or_place_of_the_article(path: Path) -> None:
    words = set(re.findall(r"[A-Z]\w{2,}", path.read_text(encoding="utf-8")))
    assert words & names_of_the_article() == set()
