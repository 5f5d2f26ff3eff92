"""The strings under which the spellings of one name meet. All full names here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language.names import keys
from habeas.language.names.lexicon import lexicon_name
from habeas.language.names.near_names import near_fathers, near_given_names
from habeas.language.names.readings import loose_key, surname_readings
from tests.language.romanisation import SYSTEMS, romanised


def surname_keys(name: str) -> set[str]:
    part = keys(name).surname
    assert part is not None
    return set(part.fine)


# One surname a row: Ukrainian, Russian, then KMU-55, BGN/PCGN, ISO 9, passports, German, French,
# Czech, Polish, Turkish, Hungarian, Dutch, as far as they differ.
SURNAMES = """
Гнатюк Hnatiuk Hnatyuk Gnatyuk Gnatiuk Hnatjuk Gnatiouk Hnaťuk
Стаднюківський Stadniukivskyi Stadnyukivskyy Stadnjukiwskyj Stadniukiwski Stadniukivskiy
Чорнобай Чернобай Chornobai Chornobay Čornobaj Tschornobaj Tchornobaï Czornobaj Çornobay Tsjornobaj
Жданович Zhdanovych Zhdanovich Ždanovič Schdanowytsch Jdanovitch Żdanowicz Zsdanovics
Щербань Щербань Shcherban Shcherban' Ščerban Schtscherban Chtcherban Szczerbań Şçerban
Хоменець Хоменец Khomenets Khomenets' Chomenec Chomenez
Яцишин Yatsyshyn Iatsyshyn Jazyschyn Iatsychyn Jacyszyn Jacyšyn Yatsışın
Коваленків Коваленков Kovalenkiv Kovalenkov Kowalenkow
Лисогорський Лысогорский Lysohorskyi Lysogorsky Lysohorskyj Lyssogorski Lysogorskij
""".strip().splitlines()


@pytest.mark.parametrize("row", SURNAMES)
def test_a_surname_meets_in_every_romanisation(row: str) -> None:
    first, *others = row.split()
    for other in others:
        assert surname_keys(f"{first}, Остап") & surname_keys(f"{other}, Ostap"), other


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    "surname", "Гнатюк Черняхівець Жуковинський Щербанюк Яцишин Юхимчук".split()
)
def test_a_surname_meets_in_the_systems_of_the_table(surname: str, system: str) -> None:
    found = {key for key, _ in surname_readings(romanised(surname, system))}
    assert found & {key for key, _ in surname_readings(surname)}


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("Олена Ковалівська", "Олег Ковалівський"),
        ("Елена Ковалевская", "Олег Ковалевский"),
        ("Елена Ковалевская", "Олег Ковалівський"),
        ("Olena Kovalivska", "Oleh Kovalivskyi"),
        ("Elena Kovalevskaya", "Oleg Kovalevsky"),
        ("Олена Стаднюкова", "Олег Стаднюков"),
        ("Olena Stadniukova", "Oleh Stadniukov"),
        ("Helena Kowaliwska", "Oleg Kowaliwski"),
    ],
)
def test_a_womans_surname_meets_her_familys(woman: str, man: str) -> None:
    assert surname_keys(woman) & surname_keys(man)


def test_other_cases_meet_the_nominative() -> None:
    assert surname_keys("Гнатюка Остапа Петровича") & surname_keys("Гнатюк Остап Петрович")
    assert surname_keys("Черняхівцем Остапом") & surname_keys("Черняхівець Остап")


@pytest.mark.parametrize(
    "names",
    [
        "Олександр Александр Аляксандр Oleksandr Aleksandr Aliaksandr Alexandre Aleksandrs",
        "Микола Николай Мікалай Mykola Nikolai Nikolaï Mikalai Mykoła Nikolajs",
        "Дмитро Дмитрий Dmytro Dmitry Dmitri Dmitrijus Dmitrij",
    ],
)
def test_one_given_name_in_three_languages_has_one_number(names: str) -> None:
    found = [
        keys(f"Гнатюк, {name}" if name[0] > "z" else f"Hnatiuk, {name}") for name in names.split()
    ]
    numbers = [part.given.numbers[0] if part.given and part.given.numbers else -1 for part in found]
    assert numbers == [numbers[0]] * len(numbers)
    assert numbers[0] >= 0


def test_ch_is_read_by_the_rest_of_the_name() -> None:
    english, german = keys("Chernenko, Oleksii"), keys("Chmelenko, Wassyl")
    assert english.surname is not None
    assert german.surname is not None
    assert english.surname.fine[0].startswith("s")
    assert german.surname.fine[0].startswith("h")


def test_different_surnames_stay_apart() -> None:
    apart = "Гнатюк Гнатенко Стаднюк Іваненко Іванченко Кравчук Кравець Мороз Моргун".split()
    found = [surname_readings(name)[0][0] for name in apart]
    assert len(set(found)) == len(apart)


def test_sounds_tell_sibilants_apart_that_the_key_merges() -> None:
    (key, sound), (other_key, other_sound) = (
        surname_readings(name)[0] for name in ("Лисенко", "Лищенко")
    )
    assert key == other_key
    assert sound != other_sound


@pytest.mark.parametrize(
    ("word", "name"), [("Олексндр", "Олександр"), ("Анлрей", "Андрій"), ("Валеріій", "Валерій")]
)
def test_a_misspelt_given_name_is_found_one_letter_away(word: str, name: str) -> None:
    assert name in lexicon_name(near_given_names(word)[0]).uk


def test_a_misspelt_patronymic_finds_the_father() -> None:
    assert "Олександр" in lexicon_name(near_fathers("Олександрвич")[0]).uk


def test_the_loose_key_keeps_consonants_and_the_first_vowel() -> None:
    assert loose_key("stadnuk") == "stadnk"
    assert loose_key("asenuk") == "asnk"


@given(st.text(max_size=30))
@settings(deadline=None)
def test_no_text_breaks_the_keys(text: str) -> None:
    found = keys(text)
    for part in (found.surname, found.other_surname, found.given, found.patronymic):
        if part is not None:
            assert len(part.fine) == len(set(part.fine))
