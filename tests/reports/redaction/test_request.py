"""What may be asked for, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.model import InputRefused, WrongUsage
from habeas.reports.redaction import (
    RedactedPassage,
    Redactions,
    passage_of,
    read_redactions,
    redactions_of,
)
from habeas.reports.redaction.request import names_of

SHA = "ab" * 32


def test_a_json_file_names_everything(tmp_path: Path) -> None:
    path = tmp_path / "redactions.json"
    path.write_text(
        f'{{"persons": ["Mira Tolvan = Міра Толван"], "places": ["Orlyne"], "sources": ["{SHA}"],'
        f' "passages": [{{"source": "{SHA}", "start": 3, "end": 9}}]}}',
        encoding="utf-8",
    )
    assert read_redactions(path) == Redactions(
        ("Mira Tolvan = Міра Толван",), ("Orlyne",), (RedactedPassage(SHA, 3, 9),), (SHA,)
    )


@pytest.mark.parametrize(
    "plain",
    [
        [],
        {"people": []},
        {"persons": "Mira"},
        {"persons": [3]},
        {"persons": ["  "]},
        {"persons": ["Mira = 7"]},
        {"sources": ["report.pdf"]},
        {"passages": [{"source": SHA, "start": 9, "end": 9}]},
        {"passages": [{"source": SHA}]},
        {"passages": [7]},
    ],
)
def test_what_does_not_fit_is_refused(plain: object) -> None:
    with pytest.raises(InputRefused):
        redactions_of(plain)


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "redactions.json"
    path.write_text("persons: Mira", encoding="utf-8")
    with pytest.raises(InputRefused, match="cannot be read"):
        read_redactions(path)


def test_a_file_that_names_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "redactions.json"
    path.write_text('{"persons": []}', encoding="utf-8")
    with pytest.raises(InputRefused, match="names nothing"):
        read_redactions(path)


@pytest.mark.parametrize("joined", ["Mira Tolvan = Міра Толван", "Mira Tolvan=Міра Толван"])
def test_names_of_one_person_are_joined_by_an_equals_sign(joined: str) -> None:
    assert names_of(joined) == ("Mira Tolvan", "Міра Толван")


def test_a_passage_is_written_as_source_and_span() -> None:
    assert passage_of(f"{SHA}:3-9") == RedactedPassage(SHA, 3, 9)
    for words in ("3-9", f"{SHA}:9-3", "report.pdf:3-9"):
        with pytest.raises(WrongUsage):
            passage_of(words)


def test_nothing_asked_for_is_nothing() -> None:
    assert not Redactions()
    assert Redactions(places=("Orlyne",))
