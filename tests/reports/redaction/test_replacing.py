"""Offsets after words were replaced: what is left stands where the map says it does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from habeas.reports.redaction.replacing import Cut, Replaced, joined, parted

TEXTS = st.text(alphabet="abc \n", min_size=1, max_size=40)


@st.composite
def texts_with_cuts(draw: st.DrawFn) -> tuple[str, list[Cut]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends), max_size=5))
    cuts = [Cut(min(span), max(span), "XY") for span in spans if span[0] != span[1]]
    return text, joined(cuts)


@given(texts_with_cuts(), st.data())
def test_what_was_not_cut_is_found_again_at_its_new_offsets(
    drawn: tuple[str, list[Cut]], data: st.DataObject
) -> None:
    text, cuts = drawn
    moved = Replaced(text, cuts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = moved.text[moved.first(start) : moved.last(end)]
    inside = [cut for cut in cuts if cut.start < end and start < cut.end]
    if not inside:
        assert words == text[start:end]
    else:
        assert "XY" in words
        before = text[start : max(start, inside[0].start)]
        after = text[min(end, inside[-1].end) : end]
        assert words.startswith(before)
        assert words.endswith(after)


@given(texts_with_cuts())
def test_nothing_of_a_cut_is_left(drawn: tuple[str, list[Cut]]) -> None:
    text, cuts = drawn
    expected, at = "", 0
    for cut in cuts:
        expected += text[at : cut.start] + "XY"
        at = cut.end
    assert Replaced(text, cuts).text == expected + text[at:]


def test_a_cut_over_a_border_is_parted_and_leaves_the_white_space_between() -> None:
    text = "Olena\tDren\nnext"
    cuts = parted(text, [Cut(0, 10, "Person A")], [0, 5, 6, 10, 11], {})
    assert Replaced(text, cuts).text == "Person A\t[redacted]\nnext"


def test_cuts_that_overlap_become_one_with_the_words_of_the_longer() -> None:
    assert joined([Cut(0, 4, "short"), Cut(2, 9, "long")]) == [Cut(0, 9, "long")]
