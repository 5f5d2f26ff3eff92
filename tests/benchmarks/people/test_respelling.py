from __future__ import annotations

import pytest
from respelling import (
    SYSTEMS,
    SpelledName,
    belarusian,
    belarusian_patronymic,
    belarusian_surname,
    romanised,
)


@pytest.mark.parametrize(
    ("system", "spelled"),
    [("hungarian", "Drimlicsuk"), ("dutch", "Drymlytsjoek"), ("chat", "Drymly4uk")],
)
def test_an_unheard_romanisation_spells_by_its_table(system: str, spelled: str) -> None:
    assert romanised("Дримличук", "uk", system) == spelled


def test_a_letter_may_be_written_otherwise_at_the_beginning() -> None:
    assert romanised("Елевей", "ru", "dutch") == "Jelevej"


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    ("language", "name"),
    [("uk", "Ґудзь-Щирий Єлисей Юхимович"), ("ru", "Щёголев Эрнст"), ("be", "Ўладзька Быцік")],
)
def test_no_cyrillic_is_left(system: str, language: str, name: str) -> None:
    found = romanised(name, language, system)
    assert found.isascii()
    assert len(found.split()) == len(name.split())


def test_a_name_takes_its_belarusian_form() -> None:
    name = SpelledName("Дримленко", "Сергій", "Олександрович")
    assert belarusian(name) == SpelledName("Дрымленка", "Сяргей", "Аляксандравіч")


@pytest.mark.parametrize(
    ("uk", "be"),
    [
        ("Сергійович", "Сяргеевіч"),
        ("Миколаївна", "Мікалаеўна"),
        ("Іванович", "Іванавіч"),
        ("Прокопович", "Прокопавіч"),
    ],
)
def test_patronymics(uk: str, be: str) -> None:
    assert belarusian_patronymic(uk) == be


@pytest.mark.parametrize(
    ("uk", "be"), [("Дримленко", "Дрымленка"), ("Щупов", "Шчупоў"), ("Квачинська", "Квачынская")]
)
def test_surnames(uk: str, be: str) -> None:
    assert belarusian_surname(uk) == be
