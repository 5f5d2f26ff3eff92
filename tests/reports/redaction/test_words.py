"""The words of a text as they are meant."""

from __future__ import annotations

import pytest

from habeas.reports.redaction.writing.coded import coded_in
from habeas.reports.redaction.writing.words import joined_words, words_in


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Дем’яненко пішов", ["Демяненко", "пішов"]),
        ("Іва\u00adнен\u200bко", ["Іваненко"]),
        ("Іва\u0301ненко", ["Іваненко"]),
        ("ОленаІваненко2023", ["Олена", "Іваненко", "2023"]),
        ("PDFReader of McDonald", ["PDF", "Reader", "of", "Mc", "Donald"]),
        ("ivanenko_olena.pdf", ["ivanenko", "olena", "pdf"]),
        ("Київ", ["Київ"]),
    ],
)
def test_a_text_is_taken_apart_into_words(text: str, letters: list[str]) -> None:
    assert [word.letters for word in words_in(text)] == letters


def test_a_word_has_the_span_that_it_stands_in() -> None:
    text = "so Іва\u00adненко, 7"
    assert [text[word.start : word.end] for word in words_in(text)] == [
        "so", "Іва\u00adненко", "7",
    ]  # fmt: skip


def test_pieces_of_a_broken_word_may_be_one() -> None:
    text = "Іване-\nнко, О\u0020р\u0020л\u0020е\u0020н"
    found = {letters for _, _, letters in joined_words(text, words_in(text))}
    assert "Іваненко" in found
    assert "Орлен" in found
    assert "нкоО" not in found


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        (
            "see https://x.example/%D0%9E%D1%80?a=1",
            "https://x.example/%D0%9E%D1%80?a=1",
            "https://x.example/Ор?a=1",
        ),
        ("&#1054;&#1088; said", "&#1054;&#1088;", "Ор"),
        ('"\\u041e\\u0440"', "\\u041e\\u0440", "Ор"),
        ("=D0=9E=D1=80", "=D0=9E=D1=80", "Ор"),
        ("xn--80ak6aa92e.example", "xn--80ak6aa92e.example", "аррӏе.example"),
    ],
)
def test_code_is_read_as_what_it_means(text: str, written: str, meant: str) -> None:
    found = [
        text[slice(*coded.span(place, place + len(meant)))]
        for coded in coded_in(text)
        if (place := coded.meant.find(meant)) >= 0
    ]
    assert written in found


def test_plain_words_are_no_code() -> None:
    assert list(coded_in("100% of them & others = all")) == []
