"""`habeas read --explain`: every value of a claim with the words or the inference behind it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_each_value_names_its_rule_and_its_words(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "A report on a prison\n\nIn May 2025 guards beat 12 prisoners in Taganrog, said the lawyer "
        "Ada Example.\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "habeas", "read", str(report), "--explain"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "speaker     Ada Example: “Ada Example” at" in run.stdout
    assert "[place.locative]" in run.stdout
    assert "method      Beating and other blunt trauma: “beat” at" in run.stdout
    assert "quantity    “12 prisoners” at" in run.stdout
    assert "of the text: " in run.stderr
