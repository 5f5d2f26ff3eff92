from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import CaseDamaged, CaseLocked, WrongUsage
from habeas.store.key_file import KeyCost, public_key_in, seal, unseal
from habeas.store.keys import SigningKey
from tests.store.making import CHEAP

KEY = SigningKey.generate("habeas.case/0123")
SEALED = seal(KEY, "open please", CHEAP)


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_the_right_passphrase_gives_the_key_back(passphrase: str) -> None:
    opened = unseal(seal(KEY, passphrase, CHEAP), passphrase, where="key").signing
    assert opened.verifying == KEY.verifying
    assert KEY.verifying.vouches_for(b"message", opened.sign(b"message"))


def test_a_wrong_passphrase_is_always_told_in_the_same_words() -> None:
    told = set()
    for guess in ("open pleas", "", "OPEN PLEASE", "something else altogether"):
        with pytest.raises(CaseLocked) as caught:
            unseal(SEALED, guess, where="key")
        told.add(str(caught.value))
    assert told == {
        "key: the passphrase does not open the signing key — "
        "try again; a forgotten passphrase cannot be recovered"
    }


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    sealed = seal(KEY, "caf\u00e9", CHEAP)
    assert unseal(sealed, "cafe\u0301", where="key").signing.verifying == KEY.verifying


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(WrongUsage, match="empty"):
        seal(KEY, "", CHEAP)


def test_sealing_twice_gives_different_files() -> None:
    assert seal(KEY, "open please", CHEAP) != SEALED


def test_the_secret_does_not_stand_in_the_file() -> None:
    assert KEY.secret() not in SEALED
    assert KEY.secret().hex().encode() not in SEALED


@pytest.mark.parametrize("field", ["name", "public_key", "salt", "nonce"])
def test_no_field_beside_the_secret_can_be_swapped(field: str) -> None:
    other = json.loads(seal(SigningKey.generate("habeas.case/9999"), "open please", CHEAP))
    content = json.loads(SEALED)
    content["header"][field] = other["header"][field]
    with pytest.raises(CaseDamaged, match="has been altered"):
        unseal(json.dumps(content).encode(), "open please", where="key")


@pytest.mark.parametrize("bit", range(0, len(SEALED) * 8, 7))
def test_a_flipped_bit_anywhere_in_the_file_is_known_without_its_passphrase(bit: int) -> None:
    altered = bytearray(SEALED)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CaseDamaged):
        public_key_in(bytes(altered), where="key")


@pytest.mark.parametrize(
    "cost",
    [
        KeyCost(memory_kib=1 << 40, passes=1, lanes=1),
        KeyCost(memory_kib=(1 << 20) + 1, passes=1, lanes=1),
        KeyCost(memory_kib=64, passes=17, lanes=1),
        KeyCost(memory_kib=64, passes=10**9, lanes=1),
        KeyCost(memory_kib=64, passes=1, lanes=0),
    ],
)
def test_a_file_that_asks_for_all_the_memory_or_time_is_refused_first(cost: KeyCost) -> None:
    content = json.loads(SEALED)
    content["header"]["cost"] = {
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }
    with pytest.raises(CaseDamaged, match="out of bounds"):
        unseal(json.dumps(content).encode(), "open please", where="key")
    with pytest.raises(WrongUsage, match="could not be opened again"):
        seal(KEY, "open please", cost)


@given(st.binary(max_size=60))
def test_any_other_file_is_named_as_none_of_ours(content: bytes) -> None:
    with pytest.raises(CaseDamaged, match="not a key file"):
        unseal(content, "open please", where="key")


def test_the_default_cost_is_what_the_rfc_recommends_for_less_memory() -> None:
    # RFC 9106, section 4, second recommended option: 3 passes, 4 lanes, 64 MiB.
    assert KeyCost() == KeyCost(memory_kib=64 * 1024, passes=3, lanes=4)
