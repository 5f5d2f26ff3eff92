"""A code is taken once, in either of its forms, and ten wrong ones end it."""

from __future__ import annotations

import re

import pytest

from habeas.web.security.one_time_code import TRIES, OneTimeCode, same


def test_the_short_form_is_four_groups_of_digits() -> None:
    drawn = {OneTimeCode.drawn().typed for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{4}", code) for code in drawn)


def test_the_token_has_as_much_chance_as_256_bits() -> None:
    assert len(OneTimeCode.drawn().token) == 43
    assert len({OneTimeCode.drawn().token for _ in range(200)}) == 200


def test_either_form_is_taken_once_and_spends_both() -> None:
    for form in ("token", "typed"):
        code = OneTimeCode.drawn()
        assert code.takes(getattr(code, form))
        assert not code.takes(code.token)
        assert not code.takes(code.typed)


@pytest.mark.parametrize(
    "written", ["1234 5678 9012 3456", "1234567890123456", " 1234-5678-9012-3456\n"]
)
def test_spaces_and_dashes_between_digits_are_nobody_s_fault(written: str) -> None:
    assert OneTimeCode("t" * 43, "1234-5678-9012-3456").takes(written)


@pytest.mark.parametrize(
    "words",
    ["", " ", "-", "1234-5678-9012-345", "1234-5678-9012-34567", "t" * 42, "t" * 44, "т" * 43],
)
def test_what_is_nearly_the_code_is_not_it(words: str) -> None:
    assert not OneTimeCode("t" * 43, "1234-5678-9012-3456").takes(words)


def test_words_that_are_no_unicode_are_a_wrong_try() -> None:
    assert not OneTimeCode.drawn().takes("\ud800")


def test_ten_wrong_tries_end_it() -> None:
    code = OneTimeCode.drawn()
    for _ in range(TRIES - 1):
        assert not code.takes("0000")
    assert not code.spent
    assert not code.takes("0000")
    assert code.spent
    assert not code.takes(code.token)


def test_nine_wrong_tries_do_not() -> None:
    code = OneTimeCode.drawn()
    for _ in range(TRIES - 1):
        code.takes("0000")
    assert code.takes(code.typed)


def test_a_code_is_not_written_where_it_is_only_mentioned() -> None:
    code = OneTimeCode.drawn()
    assert code.token not in repr(code)
    assert code.typed not in repr(code)


def test_same_is_the_same_text() -> None:
    assert same("а", "а")
    assert not same("а", "a")
