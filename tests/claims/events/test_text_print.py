"""Copies and excerpts are found by the print of a text, whatever its length."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.events.text_print import MOST, containment, copied, text_print


def text_of(seed: int, words: int = 400) -> str:
    chance = random.Random(seed)  # noqa: S311 - invented words, no secret
    return " ".join(f"word{chance.randrange(5000)}" for _ in range(words))


def test_a_text_is_contained_in_itself_in_other_letters_and_spaces() -> None:
    text = text_of(1)
    assert containment(text_print(text), text_print(text.upper().replace(" ", "\n  "))) == 1.0


def test_an_excerpt_is_contained_and_another_text_is_not() -> None:
    whole = text_of(2)
    excerpt = " ".join(whole.split()[100:200])
    assert containment(text_print(whole), text_print(excerpt)) == 1.0
    assert containment(text_print(whole), text_print(text_of(3))) < 0.05


def test_a_long_text_is_sampled_and_the_share_stays_about_the_same() -> None:
    long = text_of(4, 20_000)
    half = " ".join(long.split()[:10_000]) + " " + text_of(5, 10_000)
    found = text_print(long)
    assert len(found.hashes) <= MOST
    assert abs(containment(found, text_print(half)) - 0.5) < 0.06
    assert containment(found, text_print(" ".join(long.split()[:3000]))) > 0.95


def test_a_few_words_say_nothing() -> None:
    assert containment(text_print("share this page"), text_print("share this page")) == 0.0


def test_copies_of_copies_are_one_and_other_texts_stay_alone() -> None:
    first = text_of(6)
    middle = " ".join([*first.split()[50:], *text_of(7, 50).split()])
    last = " ".join([*middle.split()[50:], *text_of(8, 50).split()])
    prints = {name: text_print(text) for name, text in
              {"c": first, "b": middle, "a": last, "d": text_of(9)}.items()}  # fmt: skip
    assert copied(prints) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_many_copies_of_one_page_are_one() -> None:
    page = text_of(10)
    prints = {f"{n:02}": text_print(f"{page} {text_of(100 + n, 20)}") for n in range(40)}
    assert set(copied(prints).values()) == {"00"}


@given(st.text(max_size=300), st.text(max_size=300))
def test_containment_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    mine, theirs = text_print(one), text_print(other)
    assert containment(mine, theirs) == containment(theirs, mine)
    assert 0.0 <= containment(mine, theirs) <= 1.0
