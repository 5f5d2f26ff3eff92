"""Addresses that are one though written otherwise, and others that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.places.procurement.postal_address import AddressBook, address_key


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "область А, пос. 46-й, ул. Лесная, 41",
            "обл. А, посёлок 46-й, улица Лесная, д. 41",
            "650000, Область А, поселок 46й, Лесная ул., дом 41",
            "Россия, 123456, обл А; пос 46-й; ул Лесная; д.41",
            "обл. А пос. 46-й ул. Лесная 41",
            "ОБЛАСТЬ А, ПОС. 46-Й, УЛ.ЛЕСНАЯ, 41.",
        ),
        (
            "141400, Московская область, г. Химки, ул. Лесная, д. 5, корп. 2",
            "Московская обл., г.Химки, ул.Лесная, 5к2",
            "Московская обл, Химки г, Лесная ул, 5, корп 2",
        ),
        ("г. Н, ул. Ленина, 41а", "г. Н, ул Ленина 41 А", "г Н, улица Ленина, д. 41-а"),
        (
            "Україна, 61000, Харківська обл., м. Харків, вул. Полтавський шлях, буд. 99",
            "Харківська область, місто Харків, вулиця Полтавський шлях, 99",
        ),
        ("с. Лесное, ул. Мира, 3 стр. 1", "село Лесное, улица Мира, д 3, строение 1"),
    ],
)
def test_spellings_of_one_address_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({address_key(one) for one in spellings}) == 1
    assert address_key(spellings[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("обл. А, пос. 46-й, ул. Лесная, 41", "обл. Б, пос. 46-й, ул. Лесная, 41"),
        ("обл. А, пос. 46-й, ул. Лесная, 41", "обл. А, пос. 46-й, ул. Лесная, 4"),
        ("обл. А, пос. 46-й, ул. Лесная, 41", "обл. А, пос. 4-й, ул. Лесная, 41"),
        ("г. Н, ул. Ленина, 5", "г. Н, пер. Ленина, 5"),
        ("г. Н, ул. Ленина, 5, корп. 1", "г. Н, ул. Ленина, 5, стр. 1"),
        ("г. Н, ул. Ленина, 41а", "г. Н, ул. Ленина, 41"),
    ],
)
def test_other_addresses_have_other_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


BOOK = AddressBook(
    [
        ("I1", "область А, пос. 46-й, ул. Лесная, 41"),
        ("I2", "область Б, пос. 46-й, ул. Лесная, 41"),
        ("I3", "Московская обл, г. Химки, ул. Лесная, 5"),
        ("I4", "область В, пос. 1-й, ул. Новая, 1"),
        ("I5", "обл. В, поселок 1-й, улица Новая, дом 1"),
        ("I6", ""),
    ]
)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("обл. А, Ивановский район, пос. 46-й, ул. Лесная, 41", ("I1",)),
        ("Химкинский р-н, г Химки, Лесная ул., 5", ("I3",)),
        ("пос. 46-й, ул. Лесная, 41", ()),
        ("обл. В, г. Химки, ул. Лесная, 5", ()),
        ("ул. Лесная, 5", ()),
        ("область А", ()),
        ("", ()),
        ("область В, пос. 1-й, ул. Новая, 1", ("I4", "I5")),
    ],
)
def test_an_address_is_found_where_only_one_known_one_fits(
    address: str, found: tuple[str, ...]
) -> None:
    assert BOOK.find(address) == found


@given(st.text(max_size=80))
def test_any_text_has_a_key_in_which_case_and_blanks_are_even(text: str) -> None:
    assert address_key(text) == address_key(f"  {text} ")
    assert isinstance(BOOK.find(text), tuple)
