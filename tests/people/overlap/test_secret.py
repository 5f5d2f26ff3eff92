from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import InputRefused
from habeas.people.overlap.secret import derive_keys, new_secret
from tests.people.overlap.lists import SECRET


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short",
        "nineteen characters",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "passwordpasswordpasswordpassword",
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890123456789012345678901",
    ],
)
def test_a_secret_that_could_be_guessed_is_refused_without_being_shown(weak: str) -> None:
    with pytest.raises(InputRefused) as refused:
        derive_keys(weak)
    assert not weak or weak not in str(refused.value)
    assert "habeas people overlap secret" in str(refused.value)


def test_a_new_secret_is_strong_enough_and_never_twice_the_same() -> None:
    assert new_secret() != new_secret()
    derive_keys(new_secret())


def test_another_secret_or_another_occasion_gives_other_keys() -> None:
    here = derive_keys(SECRET, "spring")
    assert here == derive_keys(f"  {SECRET}\n", "spring ")
    for other in (derive_keys(SECRET), derive_keys(SECRET + "!", "spring")):
        assert other.token != here.token
        assert other.check != here.check


def test_keys_do_not_show_themselves() -> None:
    keys = derive_keys(SECRET)
    assert keys.token.hex() not in repr(keys)
    assert repr(keys.token) not in repr(keys)
    assert keys.check != keys.token[: len(keys.check)]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="ab1", max_size=60))
def test_few_different_characters_make_no_secret(words: str) -> None:
    if len(words) < 41:
        with pytest.raises(InputRefused):
            derive_keys(words)
