"""The report that the project was born from, and the annotated texts, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.model import BlockKind, Document
from habeas.sources import read
from tests.sources.reading import check_cover, kinds, texts

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")


@pytest.fixture(scope="module")
def seed() -> Document:
    path = SHARED / "seed" / "article.txt"
    return read(path.read_bytes(), name=path.name)


def test_the_seed_article_is_cut_as_a_reader_would(seed: Document) -> None:
    check_cover(seed)
    counted = {kind: kinds(seed).count(kind) for kind in BlockKind}
    assert counted[BlockKind.TITLE] == 1
    assert counted[BlockKind.DECK] == 1
    assert counted[BlockKind.BYLINE] == 1
    assert counted[BlockKind.SECTION_HEAD] == 4  # the rubric and three heads
    assert counted[BlockKind.CAPTION] == counted[BlockKind.CREDIT] == 4
    assert counted[BlockKind.PAGE_NOISE] == 2
    assert counted[BlockKind.PARAGRAPH] == 33
    assert seed.language == "en"


def test_the_seed_article_dates_itself_to_the_autumn_of_2025(seed: Document) -> None:
    assert seed.publication is not None
    assert str(seed.publication.interval) == "2025-09-17 – 2025-12-31"
    assert "text" in seed.publication.evidence


def test_the_annotated_report_names_its_year() -> None:
    path = SHARED / "claims" / "dev" / "en1_country_report.txt"
    document = read(path.read_bytes(), name=path.name)
    check_cover(document)
    assert document.publication is not None
    assert str(document.publication.interval) == "2024-01-01 – 2024-12-31"
    assert document.publication.evidence == "reporting year in the title"
    assert len(texts(document, BlockKind.SECTION_HEAD)) == 6
    assert len(texts(document, BlockKind.PARAGRAPH)) == 9


def test_the_annotated_news_item_keeps_its_pull_quote_and_broken_sentences() -> None:
    path = SHARED / "claims" / "dev" / "en2_news.txt"
    document = read(path.read_bytes(), name=path.name)
    check_cover(document)
    assert kinds(document)[:4] == [
        BlockKind.TITLE,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
        BlockKind.CAPTION,
    ]
    assert kinds(document)[6:9] == [BlockKind.PULL_QUOTE, BlockKind.CREDIT, BlockKind.PULL_QUOTE]
    assert BlockKind.SECTION_HEAD not in kinds(document)
    assert document.publication is not None
    assert str(document.publication.interval) == "2015-05-07"
