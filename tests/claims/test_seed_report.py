"""The report that the project was born from: what must be found in it, and what must not.

It lies outside the project (real persons appear in it); a clone without it skips these tests.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from habeas.claims import extract, prediction_lines
from habeas.model import Document, Plain
from habeas.sources import read
from tests.claims.reading import line_with

REPORT = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(
    not REPORT.is_file(), reason="the report lies in ../shared, absent here"
)


@cache
def report() -> tuple[Document, list[dict[str, Plain]]]:
    document = read(REPORT.read_bytes(), name=REPORT.name)
    return document, list(prediction_lines(extract(document), document))


def lines() -> list[dict[str, Plain]]:
    return report()[1]


def test_there_are_at_least_sixty_claims() -> None:
    assert len([line for line in lines() if line["duplicate_of"] is None]) >= 60


def test_every_claim_stands_at_its_offsets() -> None:
    text = REPORT.read_bytes().decode("utf-8")
    assert all(text[line["start"] : line["end"]] == line["text"] for line in lines())


def test_no_claim_comes_from_the_page_around_the_report() -> None:
    document, found = report()
    for block in document.blocks:
        if block.kind.value in ("page_noise", "byline", "section_head"):
            inside = [li for li in found if li["start"] < block.end and block.start < li["end"]]
            assert not inside, document.text_of(block)
    texts = [line["text"] for line in found]
    for furniture in ("Do you like", "Captcha", "Galina Korol", "Torture of soldiers"):
        assert not any(furniture in text for text in texts)


def test_both_printings_of_each_caption_are_one_claim() -> None:
    copies = [line for line in lines() if line["duplicate_of"]]
    originals = {line["id"]: line for line in lines() if line["duplicate_of"] is None}
    assert len(copies) == 2
    for copy in copies:
        assert originals[copy["duplicate_of"]]["text"] == copy["text"]


def test_places_are_found_under_other_spellings() -> None:
    caption = line_with(lines(), "embraces his wife")
    assert caption["place"] == "Chernihiv Oblast"
    captured = line_with(lines(), "captured by Russian troops")
    assert captured["place"] == "Pokrovsk"
    assert captured["place_candidates"][0]["code"] == "UA-14"


def test_words_come_through_their_carriers() -> None:
    committed = line_with(lines(), "remains committed")
    assert committed["speaker"] == "Maria Zakharova"
    assert committed["via"] == ["RBC"]
    for words in ("broken bottle", "cut the rope"):
        wife = line_with(lines(), words)
        assert wife["speaker"] == "Vladyslav's wife"
        assert wife["via"] == ["Suspilne"]


def test_pronouns_find_their_speaker() -> None:
    for words in (
        "de facto ceased",
        "cleaning up the legal framework",
        "food purchases",
        "hidden in hangars",
    ):
        assert line_with(lines(), words)["speaker"] == "Nikolai Polozov"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("signed the decree", "2025-08-21", "2025-08-31"),
        ("last mission to Russia", "2021-09-01", "2021-11-30"),
        ("embraces his wife", "2025-05-23", "2025-05-23"),
        ("unanimously approved", "2025-09-17", "2025-09-17"),
    ],
)
def test_dates_are_intervals(words: str, first: str, last: str) -> None:
    line = line_with(lines(), words)
    assert (line["date_from"], line["date_to"]) == (first, last)


def test_numbers_keep_their_modifier_and_denominator() -> None:
    toll = line_with(lines(), "have died in Russian custody")["quantities"][0]
    assert (toll["value"], toll["modifier"], toll["counting_unit"]) == (200, "more_than", "person")
    share = line_with(lines(), "showed signs of torture")["quantities"][0]
    assert share["value"] == pytest.approx(0.8)
    assert "repatriated bodies" in share["denominator"]


def test_the_denial_is_a_denial() -> None:
    assert line_with(lines(), "any harm")["stance"] == "denies"
