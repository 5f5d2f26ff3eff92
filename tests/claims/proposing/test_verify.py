"""A quote stands in the document as it was copied, or it is refused: there is nothing between."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.proposing.canonical import Breaks, canonical, one_break
from habeas.claims.proposing.verify import Located, ShownText, locate_quote
from habeas.model import Document
from tests.claims.proposing.corrupting import CORRUPTIONS, typographic_variant
from tests.claims.proposing.texts import LANGUAGES, document, quotes, spans

SEED = 20311122
FEWEST_CORRUPTIONS = 1_000
FEWEST_VARIANTS = 500
ACCEPTED_VARIANTS = 0.99


def shown(found: Document) -> ShownText:
    return ShownText(found.text, spans(found))


def as_printed(found: Document, located: Located) -> str:
    return found.text[located.start : located.end]


def located(found: Document, quote: str, **given: object) -> Located | str:
    return locate_quote(shown(found), quote, **given)  # type: ignore[arg-type]  # a test's shorthand


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_copied_quote_is_found_where_it_stands(language: str) -> None:
    found = document(LANGUAGES[language])
    for quote in quotes(LANGUAGES[language]):
        place = located(found, quote)
        assert isinstance(place, Located), (quote, place)
        assert as_printed(found, place) == quote


def test_no_corruption_is_accepted() -> None:
    chance = random.Random(SEED)  # noqa: S311 - a test that draws the same each time
    tried: Counter[str] = Counter()
    accepted = []
    for language, paragraphs in LANGUAGES.items():
        found = shown(document(paragraphs))
        whole = canonical(found.text)
        others = [
            quote
            for name, other in LANGUAGES.items()
            if name != language
            for quote in quotes(other)
        ]
        for quote in quotes(paragraphs):
            for corruption in CORRUPTIONS:
                false = corruption(quote, chance, others)
                # Two equal words that change places, or a dropped word that stood at the edge,
                # leave words that the document does hold: whole and in order, they are no lie.
                if false is None or (
                    canonical(false) in whole and "cut" not in corruption.__name__
                ):
                    continue
                tried[corruption.__name__] += 1
                place = locate_quote(found, false)
                if isinstance(place, Located):
                    accepted.append((corruption.__name__, false))
    assert accepted == []
    assert sum(tried.values()) >= FEWEST_CORRUPTIONS, tried
    assert min(tried.values()) >= 20, tried
    assert len(tried) == len(CORRUPTIONS)


@pytest.mark.parametrize("line_break", ["\n\n", "\r\n\r\n"])
def test_harmless_variants_are_accepted_with_the_documents_own_words(line_break: str) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a test that draws the same each time
    tried, accepted = 0, 0
    for paragraphs in LANGUAGES.values():
        found = document(paragraphs, gap=line_break)
        searched = shown(found)
        for quote in quotes(paragraphs):
            for share in (0.3, 1.0):
                place = locate_quote(searched, typographic_variant(quote, chance, share))
                tried += 1
                accepted += isinstance(place, Located) and as_printed(found, place) == quote
    assert tried >= FEWEST_VARIANTS
    assert accepted / tried >= ACCEPTED_VARIANTS


@pytest.mark.parametrize("copied", ["beat him\nfor hours", "beat him for hours", "beat him\r\nfor"])
@pytest.mark.parametrize("printed", ["beat him\nfor hours", "beat him\r\nfor hours"])
def test_a_line_break_is_one_space_however_it_is_written(copied: str, printed: str) -> None:
    found = document(("Guards there " + printed + " that night.",))
    place = located(found, copied)
    assert isinstance(place, Located)
    assert canonical(one_break(as_printed(found, place))) == canonical(one_break(copied))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("😀👨‍👩‍👧 “They beat us” 😡 all night", "They beat us"),
        ("😀😀😀\r\n😀 he said: beaten twice 👮🏽 there", "beaten twice 👮🏽 there"),
        ("Cafe\u0301 Orrin was searched by и\u0306 guards", "Orrin was searched by и\u0306 guards"),
        ("Ясно: вони били нас у підвалі школи", "били нас у підвалі"),
        ("one\r\ntwo\r\nthree four\r\nfive six seven", "three four\nfive six"),
    ],
)
def test_offsets_count_code_points_whatever_stands_before(text: str, quote: str) -> None:
    for before in ("", "\ufeff", "\ufeff\r\n"):
        found = document((text,), before=before)
        place = located(found, quote)
        assert isinstance(place, Located), place
        assert one_break(as_printed(found, place)) == quote


@pytest.mark.parametrize(
    ("text", "quote", "cut"),
    [
        ("They did not release 1,240 people", "not release 1", "a number at its comma"),
        ("They moved 1,240 people away", "240 people away", "a number behind its comma"),
        ("They moved 1\u00a0240 people away", "240 people away", "a number behind its space"),
        ("They held twenty-five men there", "held twenty", "a compound number"),
        ("They held twenty-five men there", "five men there", "a compound number from behind"),
        ("They didn't beat anyone", "They didn", "a word at its apostrophe"),
        ("Between 10–12 men were shot", "Between 10", "a range"),
        ("About 80% of the bodies", "About 80", "a share without its sign"),
        ("It was 2.5 metres wide", "It was 2", "a decimal"),
        ("He saw и\u0306 guards", "He saw и", "a letter without its accent"),
        ("He saw men 👮🏽 there", "saw men 👮", "an emoji without its modifier"),
        ("He saw imprisoned men", "He saw imprison", "a word"),
        ("The Orrins were seen", "were see", "a word by a letter"),
    ],
)
def test_a_quote_that_ends_inside_something_is_refused(text: str, quote: str, cut: str) -> None:
    assert quote in text
    assert isinstance(located(document((text,)), quote), str), cut


def test_spaces_around_a_quote_do_not_matter() -> None:
    found = document(("Guards beat three men there.",))
    place = located(found, " \u00a0beat three men\n ")
    assert isinstance(place, Located)
    assert as_printed(found, place) == "beat three men"


def test_words_that_stand_twice_need_a_number_or_words_before() -> None:
    found = document(
        ("On Monday guards beat him.", "On Friday guards beat him. So guards beat him.")
    )
    assert "several places" in str(located(found, "guards beat him"))
    first = located(found, "guards beat him", number=1)
    assert isinstance(first, Located)
    assert first.passage == 0
    assert "several places" in str(located(found, "guards beat him", number=2))
    second = located(found, "guards beat him", number=2, before="on".title() + " Friday")
    assert isinstance(second, Located)
    assert found.text[second.start - 7 : second.end] == "Friday guards beat him"
    assert "several places" in str(located(found, "guards beat him", before="Sunday"))
    assert "several places" in str(located(found, "guards beat him", before="riday", number=2))
    assert "several places" in str(located(found, "guards beat him", number=3))


def test_words_of_a_passage_that_was_not_shown_are_refused() -> None:
    found = document(("Guards beat three men.", "A doctor treated three men."))
    searched = ShownText(found.text, spans(found)[:1])
    assert isinstance(locate_quote(searched, "Guards beat three"), Located)
    assert isinstance(locate_quote(searched, "A doctor treated"), str)


def test_words_across_two_passages_are_refused() -> None:
    found = document(("Guards beat three men", "A doctor treated them"), gap="\n")
    assert isinstance(located(found, "three men\nA doctor"), str)


@pytest.mark.parametrize("quote", ["", " ", "\n", "beat", "—", "a " * 2_000])
def test_too_little_or_too_much_is_no_quote(quote: str) -> None:
    assert isinstance(located(document(("Guards beat three men. " + "a " * 3_000,)), quote), str)


@given(st.text())
def test_the_canonical_form_has_the_length_of_the_text(text: str) -> None:
    assert len(canonical(text)) == len(text)
    assert canonical(canonical(text)) == canonical(text)


@given(st.text(alphabet="ab\r\n \u00a0", max_size=30))
def test_offsets_lead_back_to_the_same_characters(text: str) -> None:
    view = Breaks(text)
    assert len(view.plain) == len(one_break(text))
    for position, character in enumerate(view.plain):
        offset = view.offset(position)
        expected = "\r" if text[offset : offset + 2] == "\r\n" else text[offset]
        assert canonical(text[offset]) == character
        assert text[offset] == expected


@given(st.text(alphabet='ab не. \r\n“"—-', max_size=60), st.data())
def test_whatever_is_accepted_obeys_the_rule(text: str, data: st.DataObject) -> None:
    quote = data.draw(st.text(alphabet='ab не. \n“"—-', max_size=20))
    place = locate_quote(ShownText(text, ((0, len(text)),)), quote)
    if isinstance(place, Located):
        printed = text[place.start : place.end]
        assert canonical(one_break(printed)) == canonical(one_break(quote)).strip(" ")
