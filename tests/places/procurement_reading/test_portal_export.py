"""Saved exports of portals: headings in three languages, mappings, and hostile tables."""

import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]  # it publishes no types

from habeas.model import HabeasError, InputRefused, UnsafeInput, WrongUsage
from habeas.places.procurement.reading import PurchasesRead, purchases_of, read_purchases
from habeas.places.procurement.table import table_of
from tests.places.procurement_reading.samples import table

RUSSIAN = (
    "Реестровый номер контракта;Заказчик;Поставщик;Предмет закупки;ОКПД2;Количество;"
    "Единица измерения;Цена контракта;Адрес доставки;Дата заключения;Срок исполнения;Статус"
)


def read(folder: Path, *rows: str, code: str = "utf-8") -> PurchasesRead:
    found = read_purchases(table(folder, rows, code=code))
    assert found.balanced
    return found


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_a_russian_export_is_read_by_its_headings(tmp_path: Path, code: str) -> None:
    found = read(
        tmp_path,
        RUSSIAN,
        "0001;Учреждение 7;Поставщик 1;Мука пшеничная;10.61.21.113;1,775;Тонна;39 050,00;"
        "обл. А, ул. Лесная, 4;23.03.2024;с 01.04.2024 по 30.06.2024;Исполнение завершено",
        "0002;Учреждение 8;Поставщик 1;Соль;10.84.30.120;12,5;кг;137,50 руб.;"
        "обл. А, ул. Лесная, 5;24.03.2024;30.06.2024;Исполнение прекращено",
        code=code,
    )
    flour, salt = found.purchases
    assert (flour.id, flour.value) == ("0001", 39050)
    assert flour.kg == pytest.approx(1775)
    assert (flour.signed, flour.start, flour.end) == (
        date(2024, 3, 23),
        date(2024, 4, 1),
        date(2024, 6, 30),
    )
    assert (flour.status, flour.code) == ("complete", "10.61.21.113")
    assert (salt.kg, salt.value, salt.status) == (12.5, 137.5, "terminated")
    assert (salt.start, salt.end) == (None, date(2024, 6, 30))


def test_a_ukrainian_export_is_read_by_its_headings(tmp_path: Path) -> None:
    (one,) = read(
        tmp_path,
        "Замовник\tНазва товару\tКод ДК 021:2015\tКількість\tОдиниця виміру\tМісце поставки"
        "\tСума договору\tДата укладення",
        "Установа 5\tБорошно пшеничне\t15612100-2\t2\tтонна\tвул. Нова, 1\t40000\t2024-01-09",
    ).purchases
    assert (one.product, one.kg, one.buyer) == ("flour", 2000, "Установа 5")
    assert (one.address, one.value, one.signed) == ("вул. Нова, 1", 40000, date(2024, 1, 9))


def test_an_english_export_with_prices_of_a_unit(tmp_path: Path) -> None:
    (one,) = read(
        tmp_path,
        "Contract number,Buyer,Item description,Quantity,Unit of measure,Unit price,Date signed",
        'C-1,Facility 3,"Tea, black",1 200.5,kg,2.00,3/23/2024',
    ).purchases
    assert (one.kg, one.value, one.signed) == (1200.5, 2401, date(2024, 3, 23))


def test_headings_may_stand_below_the_name_of_the_query(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Результаты поиска;;;",
        "",
        "Предмет закупки;Количество;Ед. изм.;Заказчик",
        "Соль;10;кг;Учреждение 1",
    )
    assert found.purchases[0].kg == 10
    assert any("row 3" in note for note in found.notes)


def test_columns_of_other_names_are_mapped_by_the_user(tmp_path: Path) -> None:
    path = table(tmp_path, ["what,how much,in,for whom", "Соль,10,кг,Учреждение 1"])
    with pytest.raises(InputRefused, match="no column for the item"):
        read_purchases(path)
    roles = {"item": "what", "quantity": "how much", "unit": "in", "buyer": "For Whom"}
    (one,) = read_purchases(path, roles).purchases
    assert (one.kg, one.buyer) == (10, "Учреждение 1")
    for wrong in ({"thing": "what"}, {"item": "nowhere"}, {"item": "what", "unit": "what"}):
        with pytest.raises(WrongUsage):
            read_purchases(path, wrong)


def test_the_unit_may_stand_behind_the_number(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "Товар;Количество", "Соль;1 250 кг").purchases
    assert one.kg == 1250


def test_a_spreadsheet_is_read_with_its_own_numbers_and_dates(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Заказчик", "Наименование товара", "Количество", "Ед. изм.", "Дата заключения"])
    sheet.append(["Учреждение 1", "Соль", 12.5, "т", date(2024, 3, 23)])
    book.save(tmp_path / "export.xlsx")
    (one,) = read_purchases(tmp_path / "export.xlsx").purchases
    assert (one.kg, one.signed) == (12500, date(2024, 3, 23))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputRefused, match="damaged"):
        read_purchases(tmp_path / "broken.xlsx")


def test_a_row_that_stands_twice_counts_once_and_goods_of_one_contract_all_count(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path,
        "Номер контракта;Товар;Количество;Ед. изм.",
        "7;Соль;10;кг",
        "7;Чай;1;кг",
        "7;Соль;10;кг",
        "7;Соль;11;кг",
    )
    assert sorted(one.kg for one in found.purchases) == [1, 10, 11]
    assert len({one.id for one in found.purchases}) == 3
    assert sum(found.skipped.values()) == 1


def test_the_sum_of_a_whole_contract_is_no_price_of_each_of_its_goods(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Номер контракта;Товар;Количество;Ед. изм.;Цена контракта",
        "7;Соль;10;кг;5000",
        "7;Чай;1;кг;5000",
        "8;Соль;10;кг;110",
    )
    assert [one.value for one in found.purchases] == [None, None, 110]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("7;Соль;-10;кг", "no purchase"),
        ("7;Соль;много;кг", "no number"),
        ("7;Соль;;кг", "no quantity"),
        ("7;Соль;10;", "no unit"),
        ("7;Соль;10;охапка", "unknown unit"),
        ("7;;;", "neither a good nor a quantity"),
        ("7;Соль;10;кг;лишнее", "5 cells under 4 headings"),
    ],
)
def test_rows_that_cannot_serve_are_refused_with_their_number(
    tmp_path: Path, row: str, reason: str
) -> None:
    found = read(tmp_path, "Номер контракта;Товар;Количество;Ед. изм.", row, "8;Соль;10;кг")
    assert len(found.purchases) == 1
    assert reason in found.refused[0].reason
    assert found.refused[0].where == "export.csv, row 2"
    assert found.refused[0].remedy


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Товар;Количество;Ед. изм.;Дата начала;Дата окончания",
        "Соль;10;кг;2024-06-30;2024-04-01",
        "Соль;10;кг;1999-01-01;2024-04-01",
    )
    assert len(found.refused) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "a", "\x00\x01", 'a;b\n"open;1\n' + "x" * 200_000])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputRefused):
        read_purchases(path)


_CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(_CELLS, max_size=14), max_size=5))
def test_any_rows_are_accounted_for(tmp_path: Path, rows: list[list[str]]) -> None:
    lines = [";".join(row) for row in rows]
    # A quotation mark that is never closed swallows the rest: refused as a whole.
    with suppress(HabeasError):
        read(tmp_path, RUSSIAN, *lines, "0009;У;П;Соль;10.84.30;10;кг;110;ул. Новая;;;")


def test_rows_in_memory_are_read_as_rows_of_a_file() -> None:
    header = ["buyer", "item", "quantity", "unit", "signed", "value"]
    row = ["Учреждение 1", "Соль", 12.0, "т", date(2024, 3, 23), None]
    (one,) = purchases_of(table_of("frame", header, [row])).purchases
    assert (one.kg, one.signed, one.value) == (12000, date(2024, 3, 23), None)


def test_a_spreadsheet_that_unfolds_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 100_000)
    monkeypatch.setattr("habeas.places.procurement.table._LARGEST_FILE", 10_000)
    with pytest.raises(UnsafeInput, match="unfolds"):
        read_purchases(path)
