"""How scores are pooled and shown, and that the naive extractor is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from claims_baseline import naive
from claims_pooled import Count, head, row, shown

from habeas.model import DateInterval
from habeas.sources import read
from tests.claims.test_gate import AnnotatedText


def test_counts_are_pooled_before_they_become_a_score() -> None:
    both = Count(1, 1, 1).plus(Count(0, 3, 5))
    assert both.score == pytest.approx(2 * 1 / (4 + 6))


def test_nothing_to_find_is_no_score() -> None:
    assert Count(0, 2, 0).score is None
    assert shown(None) == "–"


def test_scores_are_shown_in_hundredths() -> None:
    assert [shown(score) for score in (0.0, 0.834, 1.0)] == [".00", ".83", "1.00"]


def test_a_row_has_as_many_cells_as_its_head() -> None:
    first, line = head("group", ["a", "b"]).splitlines()
    assert first.count("|") == line.count("|") == row("dev", ["1", "2"]).count("|")


def test_the_naive_extractor_reads_a_plain_sentence() -> None:
    written = DateInterval.on(date(2024, 5, 20))
    text = AnnotatedText("plain", Path("plain.txt"), written, "Example")
    words = "Guards tortured 14 people in Kherson on 3 March 2024, Taras Velmin said.\n"
    (line,) = naive(text, read(words.encode(), name="plain.txt"))
    assert (line["type"], line["speaker"], line["place"]) == ("torture", "Taras Velmin", "Kherson")
    assert (line["date_from"], line["date_to"]) == ("2024-03-03", "2024-03-03")
    assert [quantity["value"] for quantity in line["quantities"]] == [14.0]
