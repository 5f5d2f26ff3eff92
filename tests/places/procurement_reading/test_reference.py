"""The invented reference case: the table and the standard's file say the same."""

import csv
import json
import random
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.places.procurement.contract import Purchase
from habeas.places.procurement.norms import read_norms
from habeas.places.procurement.populations import InstitutionBook, read_institutions
from habeas.places.procurement.reading import read_purchases
from tests.house import HOUSE
from tests.places.procurement_reading.samples import release

CASE = HOUSE.parent / "shared" / "sites" / "procurement" / "dev"
needs_case = pytest.mark.skipif(
    not CASE.is_dir(), reason="the reference case is not beside this clone"
)


def without_what_one_form_lacks(purchase: Purchase) -> Purchase:
    status = "complete" if purchase.status == "active" else purchase.status
    return replace(
        purchase, status=status, where="", buyer_id="", supplier_id="", currency="",
        kg_delivered=None,
    )  # fmt: skip


@needs_case
def test_the_table_and_the_package_give_the_same_purchases() -> None:
    table = read_purchases(CASE / "contracts.csv")
    standard = read_purchases(CASE / "releases.json.gz")
    for found in (table, standard):
        assert found.balanced
        assert found.refused == ()
        assert len(found.purchases) == found.lines
    assert [without_what_one_form_lacks(one) for one in table.purchases] == [
        without_what_one_form_lacks(one) for one in standard.purchases
    ]


@needs_case
def test_institutions_and_norms_of_the_case_are_read_whole() -> None:
    read = read_institutions(CASE / "institutions.csv")
    norms = read_norms(CASE / "norms.csv")
    assert (len(read.institutions), read.refused) == (90, ())
    assert sum(one.declared is None for one in read.institutions) == 18
    assert (len(norms.norms), norms.refused) == (20, ())
    book = InstitutionBook(read.institutions)
    for institution in read.institutions:
        other = institution.address.replace("ул. ", "улица ").replace("пос.", "посёлок").upper()
        assert book.at(f"600000, {other}") == institution


def test_a_large_package_is_read_without_holding_it(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    padding = "x" * 50_000
    with path.open("w", encoding="utf-8") as file:
        file.write('{"version": "1.1", "releases": [')
        for number in range(1000):
            one = release(f"ocds-x-{number}", tender={"description": padding})
            file.write(("," if number else "") + json.dumps(one))
        file.write("]}")
    assert path.stat().st_size > 50_000_000
    tracemalloc.start()
    found = read_purchases(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.purchases) == 1000
    assert most < 30_000_000


UNITS = {
    "кг": (("Килограмм", 1), ("Тонна;^метрическая тонна (1000 кг)", 1000), ("мешок 25 кг", 25)),
    "т": (("тонн", 1), ("кг", 0.001), ("Центнер", 0.1)),
}


def spelled_otherwise(address: str, draw: random.Random) -> str:
    region, town, street, house = (part.strip() for part in address.split(","))
    region = draw.choice([region, region.replace("область", "обл."), f"{region.split()[1]} обл"])
    town = draw.choice([town, town.replace("пос.", "посёлок"), f"п. {town.split()[1]}"])
    name = street.removeprefix("ул. ")
    street = draw.choice([street, f"улица {name}", f"{name} ул.", f"УЛ.{name.upper()}"])
    house = draw.choice([house, f"д. {house}", f"дом {house}"])
    return f"{draw.choice(['', '640123, ', 'Россия, '])}{region}, {town}, {street}, {house}"


@needs_case
def test_the_case_written_as_a_portal_writes_it_gives_the_same_kg_at_the_same_institutions(
    tmp_path: Path,
) -> None:
    draw = random.Random(6)  # noqa: S311  spelling an invented table needs no secure numbers
    book = InstitutionBook(read_institutions(CASE / "institutions.csv").institutions)
    with (CASE / "contracts.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    path = tmp_path / "export.csv"
    with path.open("w", encoding="cp1251", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(
            "Номер контракта|Заказчик|Предмет закупки|Количество|Ед. изм.|Адрес доставки|"
            "Дата заключения|Срок исполнения|Цена контракта".split("|")
        )
        for row in rows:
            unit, size = draw.choice(UNITS[row["unit"]])
            start, end = (".".join(reversed(row[one].split("-"))) for one in ("start", "end"))
            writer.writerow([
                row["ocid"], row["buyer"], row["item"],
                f"{float(row['quantity']) / size:,.4f}".replace(",", "\u00a0").replace(".", ","),
                unit, spelled_otherwise(row["delivery_address"], draw), row["signed"],
                f"с {start} по {end}", f"{row['value']},00 руб.",
            ])  # fmt: skip
    usual, other = (read_purchases(one) for one in (CASE / "contracts.csv", path))
    assert other.refused == ()
    for one, again in zip(usual.purchases, other.purchases, strict=True):
        assert again.kg == pytest.approx(one.kg, rel=0.01)
        assert (again.start, again.end, again.value) == (one.start, one.end, one.value)
        assert book.at(again.address) == book.at(one.address)
