"""The sample case: invented, repeatable, and honest about its own figures."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.model import UnreadableSource
from habeas.sources import read
from tests.house import HOUSE

EXAMPLES = HOUSE / "examples"
SOURCES = EXAMPLES / "sources"
BUILD = HOUSE / "tools" / "sample_case" / "build.py"
# Their bytes also depend on the compressor or the picture encoder of the machine.
COMPRESSED = {".docx", ".xlsx", ".gz", ".wacz", ".zip", ".jpg"}
LARGEST_TOTAL = 2_000_000


def sample_sources() -> list[Path]:
    return sorted(path for path in SOURCES.iterdir() if path.is_file())


def test_it_stays_small() -> None:
    assert sum(path.stat().st_size for path in sample_sources()) < LARGEST_TOTAL


def test_every_source_is_explained_and_every_explained_source_is_there() -> None:
    explained = re.findall(r"^\| `([^`]+)` \|", (EXAMPLES / "README.md").read_text("utf-8"), re.M)
    assert sorted(explained) == [path.name for path in sample_sources()]


def test_the_built_files_can_be_built_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, BUILD, tmp_path], check=True, capture_output=True)
    for built in tmp_path.iterdir():
        kept = (SOURCES / built.name).read_bytes()
        if built.suffix in COMPRESSED:
            assert abs(built.stat().st_size - len(kept)) < 0.05 * len(kept), built.name
        else:
            assert built.read_bytes() == kept, built.name


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        subprocess.run([sys.executable, BUILD, tmp_path / name], check=True, capture_output=True)
    for built in (tmp_path / "first").iterdir():
        assert built.read_bytes() == (tmp_path / "second" / built.name).read_bytes(), built.name


def bodies() -> list[dict[str, str]]:
    with (SOURCES / "bodies-examined.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_the_report_quotes_its_own_table_correctly() -> None:
    rows = bodies()
    found = sum(row["signs_of_torture"] == "yes" for row in rows)
    determined = sum(row["signs_of_torture"] != "undetermined" for row in rows)
    report = (SOURCES / "news-report.html").read_text(encoding="utf-8")
    assert (found, len(rows), determined) == (18, 24, 22)
    assert f"{found} of {len(rows)} bodies, or {found / len(rows):.0%}" in report
    # The official's figure holds only for the bodies that allowed a finding.
    assert round(found / determined, 1) == 0.8
    assert sum(row["rib_fractures"] == "yes" for row in rows) == 9
    assert sum(row["electric_burns"] == "yes" for row in rows) == 7
    assert sum(int(row["weight_kg"] or 99) < 50 for row in rows) == 5
    assert sum(row["stated_cause"] == "heart failure" for row in rows) == 16


@pytest.mark.parametrize("name", ["survivor-testimony.txt", "missing-families-list.csv"])
def test_old_encodings_are_recognised(name: str) -> None:
    document = read((SOURCES / name).read_bytes(), name=name)
    assert document.encoding == "windows-1251"
    assert document.language == "uk"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("news-report.html", "Nobody wrote our names down"),
        ("news-brief.txt", "We ask for the list"),
        ("official-denial.docx", "Сведения о пытках являются вымыслом"),
        ("prison-service-reply.eml", "ранее не содержался"),
        ("court-record.pdf", "лица без процессуального статуса"),
        ("photo-exchange.jpg", "Families wait for a prisoner exchange"),
        ("seen-and-exchanged-list.xlsx", "HRYDYNCHUK Danylo"),
    ],
)
def test_every_reader_finds_the_words(name: str, words: str) -> None:
    document = read((SOURCES / name).read_bytes(), name=name)
    assert words in " ".join(document.text.split())


@pytest.mark.parametrize(
    ("name", "rows"), [("bodies-examined.csv", 24), ("seen-and-exchanged-list.xlsx", 16)]
)
def test_a_row_is_a_record(name: str, rows: int) -> None:
    assert len(read((SOURCES / name).read_bytes(), name=name).records) == rows


def test_a_voice_message_cannot_be_read_and_says_so() -> None:
    with pytest.raises(UnreadableSource):
        read((SOURCES / "voice-message.wav").read_bytes(), name="voice-message.wav")
