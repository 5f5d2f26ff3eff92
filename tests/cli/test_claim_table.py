"""Claims on a terminal and in a pipe: readable at 80 and 120 columns, with nothing cut off."""

from __future__ import annotations

from typing import Any

import pytest

from habeas.cli.claim_table import as_lines, as_table

LINE: dict[str, Any] = {
    "id": "abcdefghijkl",
    "text": "More than 200 prisoners were held near Chernihiv in late August, she said.",
    "type": "enforced_disappearance",
    "stance": "denies",
    "modality": "fact",
    "negated": True,
    "speaker": "Halyna Korsak-Velychkivska",
    "via": ["Lower Orrin Herald", "Orrin Press Agency"],
    "place": "Chernihiv",
    "date_from": "2031-08-21",
    "date_to": "2031-08-31",
    "quantities": [{"value": 200, "unit": "prisoners", "modifier": "more_than"}],
    "duplicate_of": None,
    "state": "not reviewed",
}


def shown(
    width: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    **changes: object,
) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    as_table([LINE | changes])
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown(width, capsys, monkeypatch)
    assert all(len(line) <= width for line in table.splitlines())
    words = set(table.replace("/", " ").replace(";", " ").split())
    assert set(LINE["text"].split()) <= words
    assert {"Halyna", "Herald", "Chernihiv", "2031-08-21", "2031-08-31", "200"} <= words
    assert {"enforced", "disappearance", "denies,", "negated"} <= words


def test_in_a_pipe_each_claim_is_one_line_with_its_words_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    as_lines([LINE, LINE | {"text": "two\nlines", "type": "trial"}])
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith(LINE["text"])
    assert second.endswith("two lines")
    assert "2031-08-21/2031-08-31" in first
    assert "more than 200 prisoners" in first
    assert first.index("Halyna") == second.index("Halyna")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-08-21", "2031-08-21", "2031-08-21"),
        ("2031-08-01", "2031-08-31", "2031-08"),
        ("2032-02-01", "2032-02-29", "2032-02"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2031-01-01", "2032-12-31", "2031-01-01/2032-12-31"),
        (None, "2031-08-31", "…/2031-08-31"),
        ("2031-08-21", None, "2031-08-21/…"),
    ],
)
def test_an_interval_is_as_short_as_it_can_be(
    first: str | None, last: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    as_lines([LINE | {"date_from": first, "date_to": last}])
    assert f"  {words}  " in capsys.readouterr().out


def test_mark_up_and_direction_marks_in_a_source_do_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown(120, capsys, monkeypatch, text="[red]guards[/red] \u202eback\x1b[31m words")
    assert "[red]guards[/red]" in table
    assert "\u202e" not in table
    assert "\x1b" not in table


def test_a_further_printing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    as_lines([LINE | {"duplicate_of": "abcdefghijkl"}])
    assert "(printed again)" in capsys.readouterr().out


def test_no_claims_are_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    as_lines([])
    assert capsys.readouterr().out == ""
    as_table([])


@pytest.mark.parametrize(
    ("value", "unit", "modifier", "words"),
    [
        (0.8, "fraction of them", "approx", "approx 80% of them"),
        (0.125, "fraction", "exact", "12.5%"),
        (2149, "prisoners", "exact", "2,149 prisoners"),
        (1.5, "years", "nearly", "nearly 1.5 years"),
    ],
)
def test_a_quantity_is_said_as_people_say_it(
    value: float, unit: str, modifier: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    as_lines([LINE | {"quantities": [{"value": value, "unit": unit, "modifier": modifier}]}])
    assert f"  {words}  " in capsys.readouterr().out
