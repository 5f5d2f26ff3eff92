"""The redactions that options name, and what the investigator is told. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.cli.redacting import Redacting, redaction_lines
from habeas.model import WrongUsage
from habeas.reports.redaction import (
    RedactedPassage,
    RedactionNotice,
    RedactionReport,
    Redactions,
    Replacement,
)

SHA = "ab" * 32


def test_options_and_file_are_taken_together(tmp_path: Path) -> None:
    path = tmp_path / "redactions.json"
    path.write_text(
        '{"persons": ["Mira Tolvan"], '
        f'"passages": [{{"source": "{SHA}", "start": 1, "end": 4}}]}}',
        encoding="utf-8",
    )
    assert Redacting(["Darko Ilm"], ["Orlyne"], [SHA], path).read() == Redactions(
        ("Mira Tolvan", "Darko Ilm"), ("Orlyne",), (RedactedPassage(SHA, 1, 4),), (SHA,)
    )


def test_a_source_that_is_no_hash_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="SHA-256"):
        Redacting(sources=["report.pdf"]).read()


def test_the_investigator_is_told_who_is_who_and_who_was_not_found() -> None:
    report = RedactionReport(
        (Replacement("Person A", ("Mira Tolvan",), 3, ("Otto Tolvan",)),),
        (Replacement("Place 1", ("Orlyne",), 2),),
        ("Xenia Quorl",),
        1,
        0,
        (),
        RedactionNotice(1, 1, 0, 0, 0),
        (("Tolwan", 2),),
    )
    lines = redaction_lines(report)
    assert "Xenia Quorl" in lines[0]
    assert "Person A: Mira Tolvan, 3 times" in lines[1]
    assert "Otto Tolvan" in lines[1]
    assert lines[2].startswith("Place 1: Orlyne, 2 times")
    assert lines[3].endswith("and stay: Tolwan (2)")
