"""The example tables for `habeas count`: repeatable, and what their page says they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from habeas.counts import read_tables
from tests.house import HOUSE

COUNTS = HOUSE / "examples" / "counts"
# Ball, Betts, Scheuren, Dudukovic, Asher (2002), report to the ICTY; cells 1 to 15.
KOSOVO = (1131, 845, 177, 936, 228, 217, 181, 306, 106, 31, 18, 123, 42, 32, 27)


def test_kosovo_is_the_published_table() -> None:
    table = read_tables((COUNTS / "kosovo.csv").read_bytes(), name="kosovo.csv").whole
    assert table.lists == ("EXH", "ABA", "OSCE", "HRW")
    assert table.dense()[1:].tolist() == list(KOSOVO)


def test_the_invented_records_can_be_drawn_again(tmp_path: Path) -> None:
    again = tmp_path / "prisons.csv"
    subprocess.run([sys.executable, COUNTS / "invent_records.py", again], check=True)
    assert again.read_bytes() == (COUNTS / "prisons.csv").read_bytes()


def test_the_page_counts_the_invented_people_correctly() -> None:
    content = (COUNTS / "prisons.csv").read_bytes()
    tables = read_tables(content, name="prisons.csv", by=["prison"])
    page = (COUNTS / "README.md").read_text(encoding="utf-8")
    assert f"{tables.whole.observed} of them stand on a list" in page
    assert [dict(key)["prison"] for key, _ in tables.strata] == ["Harbour", "North", "South"]
