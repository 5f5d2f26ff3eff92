"""Declared populations, and whose a buyer or an address is."""

from pathlib import Path

import pytest

from habeas.model import InputRefused
from habeas.places.procurement.contract import Institution
from habeas.places.procurement.institution_name import number_key, region_in_name
from habeas.places.procurement.populations import InstitutionBook, read_institutions
from tests.places.procurement_reading.samples import table


def test_a_table_of_institutions_is_read_and_an_empty_number_is_withheld(tmp_path: Path) -> None:
    found = read_institutions(
        table(
            tmp_path,
            [
                "id,name,type,region,address,declared_population",
                'I1,Учреждение 1,general colony,А,"обл. А, ул. Новая, 1",494',
                "I2,Учреждение 2,,,,",
                "I3,Учреждение 3,,,,засекречено",
                'I4,Учреждение 4,,,,"1,519"',
                "I1,Учреждение 5,,,,7",
                "I6,Учреждение 6,,,,много",
                "I7,Учреждение 7,,,,-4",
                "I8,Учреждение 8,,,,1000000",
                ",,x,,,3",
            ],
        )
    )
    assert [one.declared for one in found.institutions] == [494, None, None, 1519]
    assert found.institutions[0].address == "обл. А, ул. Новая, 1"
    assert [row.where for row in found.refused] == [f"export.csv, row {n}" for n in range(6, 11)]


@pytest.mark.parametrize(
    "head",
    [
        "Код;Наименование учреждения;Тип;Регион;Адрес;Численность",
        "Ідентифікатор;Назва установи;Тип установи;Область;Адреса;Кількість осіб",
    ],
)
def test_headings_in_russian_and_ukrainian(tmp_path: Path, head: str) -> None:
    (one,) = read_institutions(
        table(tmp_path, [head, "7;ИК-7;ИК;А;ул. Новая, 1;1 200"])
    ).institutions
    assert (one.id, one.name, one.declared) == ("7", "ИК-7", 1200)


def test_a_table_without_institutions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no column for the id or the name"):
        read_institutions(table(tmp_path, ["a,b", "1,2"]))


@pytest.mark.parametrize(
    ("name", "number", "region"),
    [
        ("ФКУ ИК-10 УФСИН России по Ростовской области", "ик 10", "RU-ROS"),
        ("исправительная колония № 10, Ростовская обл.", "ик 10", "RU-ROS"),
        ("ФКУ СИЗО-1 ГУФСИН России по Московской области", "сизо 1", "RU-MOS"),
        ("Следственный изолятор № 1/2", "сизо 1/2", ""),
        ("Penal colony No. 7 in Vladimir oblast", "ик 7", "RU-VLA"),
        ("SIZO-2", "сизо 2", ""),
        ("Учреждение 033", "", ""),
    ],
)
def test_kind_number_and_region_are_read_from_a_name(name: str, number: str, region: str) -> None:
    assert number_key(name) == number
    assert region_in_name(name) == region


BOOK = InstitutionBook(
    [
        Institution(
            "I1", "ИК-10", region="Ростовская область", address="обл. А, п. 1, ул. Новая, 1"
        ),
        Institution(
            "I2", "ИК-10", region="Московская область", address="обл. Б, п. 1, ул. Новая, 1"
        ),
        Institution("I3", "СИЗО № 3", address="обл. В, п. 1, ул. Новая, 1"),
        Institution("I4", "Учреждение 033", address="обл. В, п. 1, ул. Новая, д. 1"),
    ]
)


@pytest.mark.parametrize(
    ("name", "own", "found"),
    [
        ("ФКУ ИК-10 УФСИН России по Ростовской области", "", "I1"),
        ("исправительная колония №10 Московская область", "", "I2"),
        ("ИК-10", "", None),
        ("ФКУ ИК-10 УФСИН России по Владимирской области", "", None),
        ("следственный изолятор № 3", "", "I3"),
        ("«Учреждение 033»", "", "I4"),
        ("anything", "I2", "I2"),
        ("", "", None),
    ],
)
def test_a_buyer_is_found_by_id_name_or_kind_number_and_region(
    name: str, own: str, found: str | None
) -> None:
    institution = BOOK.named(name, own)
    assert (institution.id if institution else None) == found


def test_an_address_that_two_institutions_share_is_nobodys_alone() -> None:
    assert BOOK.at("область В, поселок 1, ул. Новая, 1") is None
    assert [one.id for one in BOOK.sharing("обл. В, п. 1, ул. Новая, 1")] == ["I3", "I4"]
    first = BOOK.at("обл. А, посёлок 1, Новая ул., д. 1")
    assert first is not None
    assert first.id == "I1"
