"""Columns are known by their names in several languages, or told by a map."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.model import InputRefused, WrongUsage
from tests.people.reading.lists import events, read, texts

GENERATED = (
    "unique_id,source,script,name,surname,given,patronymic,dob,birth_year,region,event,event_date,"
    "cluster,p_surname,p_given,p_patr\n"
    "r1,court,cyr-uk,Вигадько Іван,Вигадько,Іван,,,1984,Сумська обл.,sentenced,2023-05-02,"
    "7,Правденко,Петро,Іванович\n"
)


def test_the_columns_of_invented_lists_are_known_and_their_truth_is_not_read(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, GENERATED)
    records = found.records
    assert records.ids == ("r1",)
    row = {field: texts(records, field)[0] for field in
           "list name surname given patronymic born region".split()}  # fmt: skip
    assert row == {
        "list": "court",
        "name": "Вигадько Іван",
        "surname": "Вигадько",
        "given": "Іван",
        "patronymic": "",
        "born": "1984",
        "region": "Сумська обл.",
    }
    assert events(records) == [(0, "sentenced", "2023-05-02", "2023-05-02")]
    assert "not used: script, cluster, p_surname, p_given, p_patr." in " ".join(found.notes)
    everything = {text for field in ("name", "surname", "given", "patronymic", "list")
                  for text in texts(records, field)}  # fmt: skip
    assert not everything & {"7", "Правденко", "Петро", "Іванович"}


@pytest.mark.parametrize("column", ["cluster", "person_id", "p_surname"])
def test_a_column_that_says_who_is_who_is_known_as_nothing(tmp_path: Path, column: str) -> None:
    with pytest.raises(InputRefused, match="no column of names"):
        read(tmp_path, f"{column},dob\n1,1984\n")


@pytest.mark.parametrize(
    "column",
    [
        "name", "Name", "FULL NAME", "Full-name", "ПІБ", "П.І.Б.", "П. І. Б.", "ФИО", "Ф.И.О.",
        "Прізвище, ім'я, по батькові", "Прізвище, ім’я та по батькові", "Фамилия Имя Отчество",
        "ПІБ (укр.)", "  name  ", "Imię i nazwisko",
    ],
)  # fmt: skip
def test_a_column_of_whole_names_is_known_in_many_spellings(tmp_path: Path, column: str) -> None:
    found = read(tmp_path, f'"{column}"\nІван Вигадько\n')
    assert texts(found.records, "name") == ["Іван Вигадько"]


@pytest.mark.parametrize(
    ("header", "field", "cell", "wanted"),
    [
        ("Прізвище", "surname", "Вигадько", "Вигадько"),
        ("Фамилия", "surname", "Вигадько", "Вигадько"),
        ("Last Name", "surname", "Vyhadko", "Vyhadko"),
        ("Імʼя", "given", "Іван", "Іван"),
        ("Имя", "given", "Иван", "Иван"),
        ("По батькові", "patronymic", "Іванович", "Іванович"),
        ("Отчество", "patronymic", "Иванович", "Иванович"),
        ("Дата народження", "born", "09.05.1984", "1984-05-09"),
        ("Год рождения", "born", "1984", "1984"),
        ("Date of birth", "born", "1984-05-09", "1984-05-09"),
        ("Geburtsdatum", "born", "9. Mai 1984", "1984-05-09"),
        ("Вік", "aged", "34 роки", "34"),
        ("Возраст", "aged", "34", "34"),
        ("Стать", "sex", "ч", "male"),
        ("Пол", "sex", "Ж", "female"),
        ("Область", "region", "Сумська", "Сумська"),
        ("Место содержания", "place", "СИЗО", "СИЗО"),
        ("Джерело", "list", "Реєстр", "Реєстр"),
    ],
)
def test_other_columns_are_known_too(
    tmp_path: Path, header: str, field: str, cell: str, wanted: str
) -> None:
    found = read(tmp_path, f"name;{header}\nІван Вигадько;{cell}\n")
    assert texts(found.records, field) == [wanted]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("captured", "captured"), ("Date of capture", "captured"), ("Дата полону", "captured"),
        ("Дата задержания", "captured"), ("Last seen", "seen"), ("transferred", "transferred"),
        ("Дата вироку", "sentenced"), ("Дата освобождения", "released"),
        ("Дата обміну", "exchanged"), ("Дата загибелі", "died"), ("Умер", "died"),
    ],
)  # fmt: skip
def test_a_column_of_dates_is_an_event_of_its_kind(tmp_path: Path, header: str, kind: str) -> None:
    found = read(tmp_path, f"name,{header}\nIvan Vyhadko,2022-04-05\nPetro Vyhadko,\n")
    assert events(found.records) == [(0, kind, "2022-04-05", "2022-04-05")]


def test_a_map_goes_before_names_of_columns(tmp_path: Path) -> None:
    table = "Хто,name,Коли\nІван Вигадько,не ім'я,1984\n"
    found = read(tmp_path, table, name="Хто", dob="коли")
    assert texts(found.records, "name") == ["Іван Вигадько"]
    assert texts(found.records, "born") == ["1984"]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"name": "nowhere"}, "there is no column 'nowhere'"),
        ({"eyes": "who"}, "a list of people has no 'eyes'"),
        ({"name": "who", "given": "who"}, "named for two things"),
        ({"dob": "who", "date_of_birth": "when"}, "two columns are named for born"),
    ],
)
def test_a_map_that_does_not_fit_is_wrong_usage(
    tmp_path: Path, columns: dict[str, str], reason: str
) -> None:
    with pytest.raises(WrongUsage, match=reason):
        read(tmp_path, "who,when\nІван Вигадько,1984\n", **columns)


def test_of_two_columns_for_one_thing_the_plainer_is_taken_and_the_other_named(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, "full_name,name\nIvan Vyhadko,Іван Вигадько\n")
    assert texts(found.records, "name") == ["Іван Вигадько"]
    assert found.notes[0] == "list.csv: columns not used: full_name."
