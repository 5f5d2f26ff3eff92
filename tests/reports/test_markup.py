"""Words from outside may not act on the page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from habeas.reports.markup import css_string, finalised, neutralised


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_hidden_is_left(text: str) -> None:
    shown = neutralised(text)
    hidden = [c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}]
    assert set(hidden) <= {"\n", "\t"}
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ["Плач — «тут»", "مرحبا", "line\nline\tcell", "  two  spaces"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert neutralised(text) == text


def test_line_ends_of_any_system_are_line_ends() -> None:
    assert neutralised("one\r\ntwo") == "one\ntwo"


def test_our_own_mark_up_passes() -> None:
    assert finalised(Markup("<svg></svg>")) == Markup("<svg></svg>")
    assert finalised(7) == 7


@given(st.text())
def test_a_css_string_cannot_be_left(text: str) -> None:
    quoted = css_string(text)
    assert quoted[0] == quoted[-1] == '"'
    assert not set(quoted[1:-1]) & set("\"'<>{};\n@/*")
