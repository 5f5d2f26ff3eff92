"""What the dossier says of happenings that several sources tell of; everything is invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from habeas.case import Case
from tests.pipeline.corroborated import COURIER, WRITTEN, Written, fill
from tests.pipeline.making import new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(tmp_path / "case") as made:
        yield made


def section(case: Case, folder: Path) -> HtmlElement:
    """The fourth section of the dossier, where happenings stand below denials."""
    written = case.report(folder / "dossier.html")
    page: HtmlElement = html.document_fromstring(written.path.read_text(encoding="utf-8"))
    assert page.xpath("//*[@id='corroborated']")
    found: HtmlElement = page.xpath("//section[@id='section-4']")[0]
    return found


def words(node: HtmlElement) -> str:
    return " ".join(str(node.text_content()).split())


def test_a_happening_names_its_sources_its_originals_and_what_differs(
    case: Case, tmp_path: Path
) -> None:
    fill(case.store)
    found = words(section(case, tmp_path))
    assert "Torture, Orlyne, 2026-02-03, 14 prisoners" in found
    assert "between 2 and 3 independent sources (proposed)" in found
    assert "Mira Brenko, an original of its own (S1-001)" in found
    assert "They differ in quantity: 14 prisoners against 9 prisoners" in found
    assert "They differ in that it is denied" in found
    assert "1 of them by two independent sources at least" in found


def test_it_says_why_and_what_people_decided(case: Case, tmp_path: Path) -> None:
    ids = fill(case.store)
    case.judge_event("confirm", ids[:3], reason="the same night")
    node = section(case, tmp_path)
    assert "place: Orlyne and Orlyne: one place (+3.0)" in words(node)
    assert "(confirmed)" in words(node)
    cells = [words(cell) for cell in node.xpath(".//table[@id='event-judgements']//td")]
    assert cells[1:4] == ["confirm", "3", "Ila Morven"]
    assert cells[-1] == "in force"


def test_every_link_of_a_happening_leads_to_its_statement(case: Case, tmp_path: Path) -> None:
    fill(case.store)
    node = section(case, tmp_path)
    page = node.getroottree().getroot()
    for target in node.xpath(".//a/@href"):
        assert page.xpath(f"//*[@id='{target[1:]}']"), target


def test_the_same_head_gives_the_same_bytes(case: Case, tmp_path: Path) -> None:
    ids = fill(case.store)
    head = case.head
    first = case.report(tmp_path / "one.html").path.read_bytes()
    case.judge_event("part", [ids[0]], reason="unlike")
    assert case.report(tmp_path / "two.html", at=str(head)).path.read_bytes() == first
    assert case.report(tmp_path / "three.html").path.read_bytes() != first


def test_a_case_without_such_happenings_says_so(case: Case, tmp_path: Path) -> None:
    fill(case.store, WRITTEN[:1])
    assert "No two statements of this record seem to tell of one happening." in words(
        section(case, tmp_path)
    )


def test_copies_of_one_text_are_named_and_count_once(case: Case, tmp_path: Path) -> None:
    told = " ".join(f"On night {night} they took the men of cell {night}." for night in range(20))
    first, second = (
        Written(outlet, f"{COURIER} {told}{end}", number=14)
        for outlet, end in (("Harbour Courier", ""), ("Northern Observer", " Reprinted."))
    )
    fill(case.store, [first, second])
    found = words(section(case, tmp_path))
    assert "1 independent source (proposed)" in found
    assert "Copies of one text, counted as one original: source 1, source 2." in found
