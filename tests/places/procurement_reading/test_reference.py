"""The invented reference case: the table and the standard's file say the same."""

import json
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
