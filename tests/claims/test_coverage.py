"""Each character of a source is claim, row, context, page noise, or not understood."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from habeas.claims import Fate, coverage_of, stretches_of
from habeas.model import Block, BlockKind, Claim, Document, Passage
from tests.reports import invented


def test_all_characters_of_all_blocks_are_accounted_for() -> None:
    document = invented.document_of(invented.REPORT)
    found = coverage_of(document, invented.CLAIMS)
    assert found.characters == sum(block.end - block.start for block in document.blocks)
    assert found.noise == len("Share this page")
    assert found.claimed == sum(len(claim.passage.quote) for claim in invented.CLAIMS)
    assert dict(found.blocks) == {"paragraph": 3, "title": 1, "page noise": 1}


def test_rows_of_a_list_are_neither_claimed_nor_context() -> None:
    document = invented.list_document()
    found = coverage_of(document, ())
    assert found.rows == sum(record.end - record.start for record in document.records)
    assert (found.claimed, found.context, found.noise) == (0, 0, 0)


def test_paragraphs_in_a_language_that_is_not_read_are_counted_by_language() -> None:
    found = coverage_of(invented.document_of(invented.NOTE, "de"), ())
    assert found.unread == (("de", 2),)


def test_page_noise_is_not_unread() -> None:
    document = invented.document_of("Überschrift\n\nShare", "de")
    found = coverage_of(document, ())
    assert found.unread == (("de", 1),)


spans = st.tuples(st.integers(0, 60), st.integers(1, 20))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_overlapping_claims_count_once_and_noise_is_never_claimed(
    claims: list[tuple[int, int]], repeats: list[tuple[int, int]]
) -> None:
    text = "x" * 80
    kinds = (BlockKind.PARAGRAPH, BlockKind.PAGE_NOISE, BlockKind.PARAGRAPH)
    blocks = tuple(Block(kind, 27 * n, 27 * n + 26, "en") for n, kind in enumerate(kinds))
    made = tuple(
        _claim(text, start, start + length, repeats if n == 0 else ())
        for n, (start, length) in enumerate(claims)
    )
    found = coverage_of(Document(text, blocks, "text/plain"), made)
    told = {
        i for block in blocks if block.kind != "page_noise" for i in range(block.start, block.end)
    }
    covered = {i for start, length in claims for i in range(start, start + length)}
    if claims:
        covered |= {i for start, length in repeats for i in range(start, start + length)}
    assert found.claimed == len(told & covered)
    assert found.claimed + found.context + found.not_understood == len(told)


def _claim(text: str, start: int, end: int, repeats: Sequence[tuple[int, int]]) -> Claim:
    passages = tuple(Passage.of(text, first, first + length) for first, length in repeats)
    passage = Passage.of(text, start, end)
    return replace(invented.CELLAR, passage=passage, content=(start, end), occurrences=passages)


def test_prose_that_no_claim_was_taken_from_is_not_understood() -> None:
    text = "Nine men were held there. Nobody has seen them since that day. Why were they held?"
    first = text.index(".") + 1
    block = Block(BlockKind.PARAGRAPH, 0, len(text), "en")
    found = coverage_of(Document(text, (block,), "text/plain"), (_claim(text, 0, first, ()),))
    assert found.claimed == first
    assert found.not_understood == len(" Nobody has seen them since that day.")


def test_a_paragraph_in_another_language_is_not_understood() -> None:
    text = "Die Gefangenen wurden an einen unbekannten Ort gebracht."
    block = Block(BlockKind.PARAGRAPH, 0, len(text), "de")
    found = coverage_of(Document(text, (block,), "text/plain"), ())
    assert (found.not_understood, found.context) == (len(text), 0)


def test_stretches_tile_every_block_in_order() -> None:
    document = invented.document_of(invented.REPORT)
    found = list(stretches_of(document, invented.CLAIMS))
    assert all(one.end <= other.start for one, other in pairwise(found))
    told = [position for item in found for position in range(item.start, item.end)]
    blocks = [position for item in document.blocks for position in range(item.start, item.end)]
    assert told == blocks
    noise = [document.text[item.start : item.end] for item in found if item.fate is Fate.NOISE]
    assert noise == ["Share this page"]
    claimed = "".join(
        document.text[item.start : item.end] for item in found if item.fate is Fate.CLAIM
    )
    assert claimed == "".join(claim.passage.quote for claim in invented.CLAIMS)
