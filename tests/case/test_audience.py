"""A dossier for an audience: refused whole, or written with the audience on it and recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from habeas.case import Case
from habeas.model import WrongUsage, from_plain, to_plain
from habeas.pipeline import AboveAudience
from habeas.store import Export, Failure
from tests.pipeline.labelled import COURIER, MONITOR, fill, sha256_of
from tests.pipeline.making import new_case

LEFT_OUT = "statement of Taras Velmin.docx"


@pytest.fixture
def papers(tmp_path: Path) -> Iterator[Case]:
    """A case of three papers, and of a file that was left out."""
    with new_case(tmp_path / "case") as made:
        fill(made.store)
        when = datetime(2026, 3, 2, tzinfo=UTC)
        made.store.record_failure(Failure(LEFT_OUT, "no such file", when))
        yield made


def test_a_refused_dossier_leaves_no_file_and_no_entry(papers: Case, tmp_path: Path) -> None:
    head = papers.head
    # One of the claims names a perpetrator, which only the public may not read unconfirmed.
    for audience, number in (("public", 4), ("restricted", 3)):
        with pytest.raises(AboveAudience, match=f"not written: {number} things are above"):
            papers.report(tmp_path / "dossier.html", audience=audience)
    assert papers.head == head
    assert not list(tmp_path.glob("*dossier*"))


def test_a_word_that_is_no_audience_is_refused(papers: Case, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="'everybody' is neither a label nor an audience"):
        papers.report(tmp_path / "dossier.html", audience="everybody")


def test_a_released_case_gives_a_public_dossier_that_says_so(papers: Case, tmp_path: Path) -> None:
    whole = papers.report(tmp_path / "whole.html").path.read_text(encoding="utf-8")
    assert "Confidential: for the investigation" in whole
    assert LEFT_OUT in whole
    for source in list(papers.store.sources()):
        papers.label(source.sha256, "public", reason="printed")
    claim = papers.claims.filter(source=sha256_of(MONITOR))[0].claim
    papers.judge(claim.id, "confirm", reason="he was convicted")
    written = papers.report(tmp_path / "public.html", audience="public")
    page = written.path.read_text(encoding="utf-8")
    assert re.search(r'<p class="audience"[^>]*>Public: may be passed on</p>', page)
    assert page.count("<dt>handling</dt><dd>public</dd>") == 3
    assert f"--at {written.head.size}-{written.head.root[:16]} --audience public -o" in page
    assert LEFT_OUT not in page
    assert "(withheld: words without a label of their own)" in page
    exports = [(item.untrusted_name, item.audience) for item in papers.store.exports()]
    assert exports == [("whole.html", "confidential"), ("public.html", "public")]
    papers.label(sha256_of(COURIER), "confidential", reason="the speaker was threatened")
    with pytest.raises(AboveAudience):
        papers.report(tmp_path / "again.html", at=written.head.size, audience="public")
    assert papers.verify().ok


def test_an_entry_of_before_there_were_audiences_is_read() -> None:
    export = Export("a.html", "ab" * 32, "text/html", 3, "cd" * 32)
    plain = to_plain(export)
    del plain["audience"]
    assert from_plain(Export, plain) == export
