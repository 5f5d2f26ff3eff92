"""Files of the Open Contracting Data Standard, well made and badly made."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.model import InputRefused, WrongUsage
from habeas.places.procurement.reading import PurchasesRead, read_purchases
from tests.places.procurement_reading.samples import package, release, table, written


def read(folder: Path, content: Any, name: str = "releases.json") -> PurchasesRead:
    found = read_purchases(written(folder, content, name))
    assert found.balanced
    return found


def test_a_release_gives_a_purchase(tmp_path: Path) -> None:
    (one,) = read(tmp_path, package(release())).purchases
    assert (one.id, one.product, one.kg) == ("ocds-x-1", "salt", 1250)
    assert (one.buyer, one.buyer_id, one.supplier) == ("Учреждение 001", "I001", "Поставщик 1")
    assert one.address == "область А, пос. 46-й, ул. Лесная, 41"
    assert (one.signed, one.start) == (date(2024, 3, 23), date(2024, 4, 1))
    assert (one.end, one.value, one.status) == (date(2024, 6, 30), 13750, "active")


@pytest.mark.parametrize(
    "content",
    [
        release(),
        [release()],
        package(release()),
        {"version": "1.1", "records": [{"ocid": "ocds-x-1", "compiledRelease": release()}]},
        {"version": "1.1", "records": [{"ocid": "ocds-x-1", "releases": [release()]}]},
        {"ocid": "ocds-x-1", "compiledRelease": release()},
    ],
)
def test_every_form_of_the_standard_gives_the_same(tmp_path: Path, content: Any) -> None:
    (one,) = read(tmp_path, content).purchases
    (usual,) = read(tmp_path, package(release())).purchases
    assert one.kg == usual.kg
    assert one.id == usual.id


def test_json_lines_and_compressed_files_are_read(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(release(f"ocds-x-{n}")) for n in range(3))
    path = tmp_path / "all.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode()))
    assert len(read_purchases(path).purchases) == 3
    plain = tmp_path / "all.json"
    plain.write_text(lines, "utf-8")
    assert len(read_purchases(plain).purchases) == 3


def test_a_broken_line_of_json_lines_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    lines = [json.dumps(release("ocds-x-1")), '{"ocid": "ocds-x', json.dumps(release("ocds-x-3"))]
    path.write_text("\n".join(lines), "utf-8")
    found = read_purchases(path)
    assert [one.id for one in found.purchases] == ["ocds-x-1", "ocds-x-3"]
    assert len(found.refused) == 1
    assert found.balanced


def test_a_later_release_amends_an_earlier_one_whatever_their_order(tmp_path: Path) -> None:
    early = release()
    late = {
        "ocid": "ocds-x-1",
        "id": "2",
        "date": "2024-05-01T00:00:00Z",
        "tag": ["contractAmendment"],
        "contracts": [
            {"id": "c1", "status": "terminated", "items": [{"id": "1", "quantity": 500}]}
        ],
    }
    for releases in ([early, late], [late, early]):
        found = read(tmp_path, package(*releases))
        (one,) = found.purchases
        assert (one.kg, one.status, one.value) == (500, "terminated", 13750)
        assert any("merged" in note for note in found.notes)


def test_a_release_that_stands_twice_counts_once(tmp_path: Path) -> None:
    assert len(read(tmp_path, package(release(), release())).purchases) == 1


def test_a_record_of_links_is_refused_with_what_to_do(tmp_path: Path) -> None:
    link = {"url": "https://example.org/release", "date": "2024-01-01T00:00:00Z"}
    record = {"ocid": "ocds-x-1", "releases": [link]}
    found = read(tmp_path, {"records": [record, {"ocid": "ocds-x-2"}]})
    assert found.purchases == ()
    assert {row.reason for row in found.refused} == {"the record only links to its releases"}


def test_a_contract_takes_the_goods_of_its_award_or_of_the_only_tender(tmp_path: Path) -> None:
    goods = release()["contracts"][0]["items"]
    award = [{"id": "1", "items": goods}]
    (one,) = read(tmp_path, package(release(contract={"items": []}, awards=award))).purchases
    assert one.kg == 1250
    tendered = release(contract={"items": []}, tender={"items": goods})
    assert len(read(tmp_path, package(tendered)).purchases) == 1
    none = read(tmp_path, package(release(contract={"items": []})))
    assert none.refused[0].reason == "the contract lists no goods"


def test_a_value_is_not_shared_over_goods_of_unknown_price(tmp_path: Path) -> None:
    salt = release()["contracts"][0]["items"][0]
    tea = salt | {"id": "2", "description": "Чай", "classification": {}, "quantity": 10}
    found = read(tmp_path, package(release(contract={"items": [salt, tea]})))
    assert [one.value for one in found.purchases] == [None, None]
    priced = salt | {"unit": {"name": "кг", "value": {"amount": 8}}}
    found = read(tmp_path, package(release(contract={"items": [priced, tea]})))
    assert [one.value for one in found.purchases] == [10000, 3750]


def test_goods_for_several_addresses_are_at_none_of_them(tmp_path: Path) -> None:
    two = {
        "deliveryAddresses": [{"streetAddress": "ул. Лесная, 1"}, {"streetAddress": "ул. Новая, 2"}]
    }
    (one,) = read(tmp_path, package(release(item=two))).purchases
    assert one.address == ""
    assert any("several addresses" in note for note in one.notes)


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (
            {"deliveryAddress": {"region": "область А", "locality": "пос. 2-й"}},
            "область А, пос. 2-й",
        ),
        ({"deliveryLocations": [{"description": "Склад 3"}]}, "Склад 3"),
        (
            {"deliveryLocation": {"geometry": {"type": "Point", "coordinates": [37.5, 55.25]}}},
            "55.25000, 37.50000",
        ),
        ({"deliveryAddresses": [{"countryName": "Россия"}]}, ""),
    ],
)
def test_a_place_of_delivery_is_read_in_whichever_form(
    tmp_path: Path, place: dict[str, Any], address: str
) -> None:
    item = {"deliveryAddresses": None} | place
    (one,) = read(tmp_path, package(release(item=item))).purchases
    assert one.address == address


def test_what_was_paid_of_a_contract_broken_off_is_what_came(tmp_path: Path) -> None:
    paid = [{"value": {"amount": 2750}}, {"value": {"amount": 2750}}]
    broken = {"status": "terminated", "implementation": {"transactions": paid}}
    (one,) = read(tmp_path, package(release(contract=broken))).purchases
    assert one.kg_delivered == pytest.approx(500)


def test_where_most_contracts_are_terminated_they_ended_as_agreed(tmp_path: Path) -> None:
    many = [release(f"ocds-x-{n}", contract={"status": "terminated"}) for n in range(30)]
    assert {one.status for one in read(tmp_path, package(*many)).purchases} == {"complete"}
    few = [release(f"ocds-x-{n}") for n in range(30)]
    found = read(tmp_path, package(*few, many[0] | {"ocid": "ocds-x-77"}))
    assert [one.status for one in found.purchases].count("terminated") == 1


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"quantity": None}, "no quantity"),
        ({"quantity": "viel"}, "no number"),
        ({"quantity": -4}, "no purchase"),
        ({"quantity": 10**15}, "absurd"),
        ({"quantity": True}, "no quantity"),
        ({"unit": {"name": "охапка"}}, "unknown unit"),
        ({"unit": None}, "no unit"),
        ({"unit": {"name": "упак"}}, "weighs"),
        ({"description": "Соль, чай, мука", "classification": None}, "several foods"),
    ],
)
def test_food_that_cannot_be_weighed_is_refused(
    tmp_path: Path, item: dict[str, Any], reason: str
) -> None:
    found = read(tmp_path, package(release(item=item), release("ocds-x-2")))
    assert len(found.purchases) == 1
    assert reason in found.refused[0].reason
    assert found.refused[0].remedy


def test_lines_that_are_no_food_are_skipped_and_counted(tmp_path: Path) -> None:
    fuel = {"description": "Бензин", "classification": {"id": "19.20.21"}, "quantity": "x"}
    found = read(tmp_path, package(release(item=fuel), release("ocds-x-2")))
    assert sum(found.skipped.values()) == 1
    assert found.refused == ()


def test_processes_without_a_contract_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, package(release(contracts=[]), release("ocds-x-2")))
    assert any("no contract" in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        '{"releases": [',
        '{"releases": [{"ocid": "ocds-x-1"}',
        '{"releases": [{"ocid": "o"} {"ocid": "p"}]}',
        '{"releases": [{"ocid": NaN}]}',
        '{"releases": []} {"more": 1}',
        '{"other": 1}',
        '{"releases": [' + "[" * 50_000 + "]" * 50_000 + "]}",
        '{"releases": [{"ocid": ' + "9" * 5_000 + "}]}",
    ],
)
def test_a_file_that_is_broken_is_refused_as_a_whole(tmp_path: Path, text: str) -> None:
    path = tmp_path / "releases.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputRefused):
        read_purchases(path)


def test_a_compressed_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "releases.json.gz"
    whole = gzip.compress(json.dumps(package(*[release(f"o-{n}") for n in range(50)])).encode())
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputRefused, match="cut short"):
        read_purchases(path)
    path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(InputRefused, match="UTF-8"):
        read_purchases(path)


def test_a_mapping_of_columns_does_not_fit_json(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        read_purchases(written(tmp_path, package(release())), {"item": "x"})


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=8)
_JSON = st.recursive(
    _SCALARS,
    lambda low: st.lists(low, max_size=3) | st.dictionaries(st.text(max_size=5), low, max_size=3),
    max_leaves=8,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_whatever_stands_in_the_fields_the_balance_is_kept(tmp_path: Path, data: Any) -> None:
    damaged = release()
    fields = data.draw(st.lists(st.sampled_from(sorted(damaged)), max_size=2))
    contract = damaged["contracts"][0]
    item = contract["items"][0]
    for holder in (damaged, contract, item):
        for key in data.draw(st.lists(st.sampled_from(sorted(holder)), max_size=2)):
            holder[key] = data.draw(_JSON)
    for key in fields:
        damaged[key] = data.draw(_JSON)
    found = read(tmp_path, package(damaged, release("ocds-x-2")))
    assert "ocds-x-2" in {one.id for one in found.purchases}


FLAT = (
    "ocid,id,date,buyer/name,contracts/0/id,contracts/0/status,contracts/0/dateSigned,"
    "contracts/0/period/startDate,contracts/0/period/endDate,contracts/0/value/amount,"
    "contracts/0/items/0/id,contracts/0/items/0/description,contracts/0/items/0/quantity,"
    "contracts/0/items/0/unit/name,contracts/0/items/0/deliveryAddresses/0/streetAddress"
)


def test_flattened_releases_are_put_together_again(tmp_path: Path) -> None:
    start = "ocds-x-1,1,2024-03-23,Учреждение 001,c1,active,2024-03-23,2024-04-01,2024-06-30,900,"
    rows = [
        FLAT,
        start + '1,Соль пищевая,50,кг,"ул. Лесная, 41"',
        start + '2,Чай чёрный,2,кг,"ул. Лесная, 41"',
        start.replace("ocds-x-1", "") + "3,Хлеб,2,кг,",
    ]
    found = read_purchases(table(tmp_path, rows))
    assert {(one.product, one.kg, one.address) for one in found.purchases} == {
        ("salt", 50, "ул. Лесная, 41"),
        ("tea", 2, "ул. Лесная, 41"),
    }
    assert [row.reason for row in found.refused] == ["a row without an ocid"]
    assert found.balanced
