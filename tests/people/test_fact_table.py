"""The room's tables are whole: a row without a cell for every column is a mistake of ours."""

from __future__ import annotations

import pytest

from habeas.people.fact_table import rows
from habeas.people.records import EventKind


@pytest.mark.parametrize("name", ["columns.tsv", "event_words.tsv", "cell_words.tsv"])
def test_a_word_stands_once_in_a_role(name: str) -> None:
    found = [tuple(row.values()) for row in rows(name)]
    assert len(found) > 50
    assert len(set(found)) == len(found)


def test_a_column_has_one_role() -> None:
    words = [row["word"] for row in rows("columns.tsv")]
    assert len(set(words)) == len(words)


def test_every_kind_of_event_has_words() -> None:
    kinds = {row["kind"].upper() for row in rows("event_words.tsv")}
    assert kinds == {kind.name for kind in EventKind} | {"NOT"}
