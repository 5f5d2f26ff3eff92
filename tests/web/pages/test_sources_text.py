"""A long text in pages, offsets as a browser counts them, and what is marked where."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from habeas.claims import stretches_of
from habeas.model import Block, BlockKind, Document
from habeas.pipeline import JudgedClaim
from habeas.web.pages.sources.marks import Marker, pieces_of
from habeas.web.pages.sources.text_pages import BrowserOffsets, as_shown, page_of, text_pages
from tests.reports import invented


def in_blocks(*texts: str) -> Document:
    """A document of paragraphs with an empty line between."""
    blocks, position = [], 0
    for text in texts:
        blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(text), "en"))
        position += len(text) + 2
    return Document("\n\n".join(texts), tuple(blocks), "text/plain")


def units(text: str) -> str:
    """The text as a browser counts it, one character for each UTF-16 unit."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(int.from_bytes(raw[at : at + 2], "little")) for at in range(0, len(raw), 2))


paragraphs = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), max_size=8)


@given(paragraphs, st.integers(5, 80))
def test_pages_cover_the_text_once_and_none_is_too_long(texts: list[str], longest: int) -> None:
    document = in_blocks(*texts)
    pages = text_pages(document, longest)
    assert "".join(document.text[start:end] for start, end in pages) == document.text
    # White space between two blocks stays with the first of them.
    assert all(end - start <= longest + 2 for start, end in pages)
    for number, (start, end) in enumerate(pages, start=1):
        assert {page_of(pages, offset) for offset in range(start, end)} <= {number}


def test_pages_are_cut_between_blocks_and_a_long_block_between_words() -> None:
    document = in_blocks("a" * 30, "b" * 30, "word " * 20)
    pages = text_pages(document, 40)
    assert pages[0] == (0, 32)
    assert pages[1] == (32, 64)
    assert document.text[: pages[2][1]].endswith("word ")


@given(st.text(st.characters(codec="utf-8")), st.data())
def test_a_span_in_the_browser_holds_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    offsets = BrowserOffsets(text)
    shown = units(text)[offsets.at(start) : offsets.at(end)]
    assert shown == units(text[start:end])


@given(st.text(st.characters(codec="utf-8")))
@example("one\r\ntwo\rthree\x00")
def test_what_is_shown_survives_a_browser_and_moves_nothing(text: str) -> None:
    shown = as_shown(text)
    assert len(shown) == len(text)
    assert not {"\r", "\x00"} & set(shown)
    assert [one for one, other in zip(shown, text, strict=True) if one != other] == [
        one for one, other in zip(shown, text, strict=True) if other in "\r\x00"
    ]


@given(paragraphs, st.integers(5, 80))
def test_the_pieces_of_a_page_are_its_text(texts: list[str], longest: int) -> None:
    document = in_blocks(*texts)
    for start, end in text_pages(document, longest):
        pieces = pieces_of(document, (start, end))
        assert "".join(piece.text for piece in pieces) == as_shown(document.text[start:end])
        assert all(piece.kind is None or piece.id for piece in pieces)


def judged(document: Document) -> list[JudgedClaim]:
    assert all(claim.passage.stands_in(document.text) for claim in invented.CLAIMS)
    return [JudgedClaim(claim, invented.REPORT_SOURCE) for claim in invented.CLAIMS]


def test_every_claim_is_marked_where_its_words_stand_by_its_stance() -> None:
    document = invented.document_of(invented.REPORT)
    claims = judged(document)
    marks = list(Marker(document, (0, len(document.text))).claims(claims, ["x"] * len(claims)))
    for item, mark in zip(claims, marks, strict=True):
        assert document.text[mark.start : mark.end] == item.claim.passage.quote
        assert mark.kind == f"claim {item.claim.stance.value}"
        assert mark.id == f"c-{item.claim.id}"


def test_marks_are_cut_to_their_page() -> None:
    document = invented.document_of(invented.REPORT)
    claims = judged(document)
    first = claims[0].claim.passage
    page = (first.start + 3, first.end - 3)
    (mark,) = Marker(document, page).claims(claims, ["x"] * len(claims))
    assert (mark.start, mark.end) == (0, first.end - first.start - 6)


def test_coverage_marks_what_is_in_no_claim() -> None:
    document = invented.document_of(invented.REPORT)
    stretches = list(stretches_of(document, invented.CLAIMS))
    marks = list(Marker(document, (0, len(document.text))).coverage(stretches))
    assert {mark.kind for mark in marks} <= {"context", "noise", "not-understood"}
    assert "Share this page" in {document.text[mark.start : mark.end] for mark in marks}
