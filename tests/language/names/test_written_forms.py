"""Every form in which a name may be written, as skeletons. All surnames are invented."""

from __future__ import annotations

import pytest

from habeas.language import names


def meets(word: str, forms: frozenset[str]) -> bool:
    return bool(names.skeletons(word) & forms)


@pytest.mark.parametrize(
    ("surname", "written"),
    [
        ("Орленко", "Орленка Орленкові Орленком Орленки Orlenko Orlenka Orlenko's Орленківна"),
        ("Жеравський", "Жеравського Жеравська Жеравською Жеравських Zheravskyi Żerawski"),
        ("Жеравська", "Жеравський Жеравському Zheravska"),
        ("Дренов", "Дренова Дреновим Дренову Дреновой Drenov Drenoff's"),
        ("Швець", "Шевця Шевцем Shvets Швеця"),
        ("Drenik", "Дреник Дреника Drenikom Drenyk"),
    ],
)
def test_a_surname_is_met_in_its_cases_and_scripts(surname: str, written: str) -> None:
    forms = names.surname_forms(surname)
    unmet = [word for word in written.split() if not meets(word, forms)]
    # A patronymic made of a surname, and -off for -ov, are no forms of it.
    assert [word for word in unmet if word not in ("Орленківна", "Drenoff's")] == []


@pytest.mark.parametrize("other", ["Орлов", "Жук", "Дренько", "Orleans", "order"])
def test_another_word_is_not_met(other: str) -> None:
    forms = names.surname_forms("Орленко") | names.surname_forms("Жеравський")
    assert not meets(other, forms)


def test_a_given_name_is_met_in_all_languages_and_as_a_diminutive() -> None:
    forms = names.given_forms("Олена")
    for word in "Олени Оленою Елена Еленой Алена Olena Elena Yelena Оленка".split():
        assert meets(word, forms), word
    assert not meets("Ольга", forms)


def test_a_patronymic_is_met_in_its_languages_and_not_the_fathers_name() -> None:
    forms = names.patronymic_forms("Петрівна")
    for word in "Петрівною Петрівні Петровна Петровной Petrivna Petrovna".split():
        assert meets(word, forms), word
    assert not meets("Петро", forms)
    assert not meets("Павлівна", forms)


def test_look_alike_letters_and_hidden_accents_are_read_as_meant() -> None:
    assert names.skeletons("Oрлeнкo") == names.skeletons("Орленко")
    assert names.skeletons("Орле́нко") == names.skeletons("Орленко")
    assert names.skeletons("…") == frozenset()
