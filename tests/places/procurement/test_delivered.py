"""What is delivered to whom: counted once, in the right unit, at the right address."""

from datetime import date

import pytest

from habeas.places.procurement import Purchase
from habeas.places.procurement.delivered import Delivered, delivered
from tests.places.procurement.invented import institution, purchase

KITCHEN = institution(1)
OTHERS = [institution(number) for number in range(2, 9)]


def kilograms(found: Delivered, kitchen: int = 0) -> float:
    return sum(order.kg for order in found.orders if order.kitchen == kitchen)


def of_kitchen(*purchases: Purchase) -> Delivered:
    return delivered(purchases, [KITCHEN])


def test_lots_of_one_kitchen_add_up() -> None:
    found = of_kitchen(purchase(KITCHEN, "salt", 500, 0), purchase(KITCHEN, "salt", 400, 1))
    assert kilograms(found) == 900
    assert [(order.first, order.last) for order in found.orders] == [(0, 2), (3, 5)]
    assert found.start == date(2023, 1, 1)
    assert found.days.tolist() == [31, 28, 31, 30, 31, 30]


def test_a_contract_broken_off_and_let_again_counts_once() -> None:
    broken = purchase(KITCHEN, "salt", 1000, status="terminated", id="broken")
    again = purchase(KITCHEN, "salt", 700, id="again")
    found = of_kitchen(broken, again)
    assert kilograms(found) == 1000
    assert "let_again" in found.kitchens[0].remarks


def test_the_break_need_not_be_noted() -> None:
    first = purchase(KITCHEN, "salt", 1000, id="first", signed=date(2022, 11, 20))
    again = purchase(KITCHEN, "salt", 700, id="again", signed=date(2022, 12, 10))
    assert kilograms(of_kitchen(first, again)) == 1000


def test_two_suppliers_of_one_quarter_are_two_purchases() -> None:
    first = purchase(KITCHEN, "salt", 1000, id="first")
    other = purchase(KITCHEN, "salt", 700, id="other", supplier="Supplier 2")
    assert kilograms(of_kitchen(first, other)) == 1700


def test_a_cancelled_contract_counts_for_nothing() -> None:
    found = of_kitchen(purchase(KITCHEN, "salt", 9, status="cancelled"))
    assert found.orders == ()
    assert found.notes == ("1 cancelled contracts left out",)


def test_a_purchase_without_days_is_left_out_and_told() -> None:
    found = of_kitchen(purchase(KITCHEN, "salt", 9, start=None))
    assert found.orders == ()
    assert "without the days" in found.notes[0]


@pytest.mark.parametrize("factor", [1000.0, 0.001])
def test_the_price_tells_of_a_wrong_unit(factor: float) -> None:
    usual = [purchase(KITCHEN, "salt", 1000, quarter) for quarter in range(7)]
    wrong = purchase(KITCHEN, "salt", 1000 * factor, 7, value=1000 * 11.0)
    found = of_kitchen(*usual, wrong)
    assert kilograms(found) == pytest.approx(8000)
    assert "wrong_unit" in found.kitchens[0].remarks


def test_a_dear_purchase_is_no_wrong_unit() -> None:
    usual = [purchase(KITCHEN, "salt", 1000, quarter) for quarter in range(7)]
    dear = purchase(KITCHEN, "salt", 1000, 7, value=1000 * 33.0)
    found = of_kitchen(*usual, dear)
    assert kilograms(found) == 8000
    assert "wrong_unit" not in found.kitchens[0].remarks


def test_goods_sold_on_are_counted_where_they_are_eaten() -> None:
    store = institution(20)
    bought = [
        purchase(store, "salt", 1010, quarter, buyer="Regional store") for quarter in range(4)
    ]
    sold = [
        purchase(KITCHEN, "salt", 1000, quarter, supplier="Regional store") for quarter in range(4)
    ]
    found = delivered([*bought, *sold], [KITCHEN])
    assert kilograms(found) == 4000
    assert "sold_on" in found.kitchens[0].remarks
    assert [kitchen.warehouse for kitchen in found.kitchens] == [False, True]


def test_a_store_buys_for_an_unlisted_kitchen_that_is_not_the_store() -> None:
    """The kitchen takes more than the store's own address does, yet nothing of it is sold on."""
    store, hidden = institution(20), institution(21)
    purchases = [
        purchase(OTHERS[0], "salt", 1000, supplier="Regional store"),
        purchase(store, "salt", 980, buyer="Regional store"),
        *(purchase(hidden, "groats", 9000, quarter, buyer="Regional store") for quarter in (0, 1)),
    ]
    found = delivered(purchases, OTHERS)
    stores = {kitchen.address: kitchen.warehouse for kitchen in found.kitchens}
    assert stores[store.address] is True
    assert stores[hidden.address] is False


def test_an_address_of_no_institution_is_a_kitchen_of_its_own() -> None:
    elsewhere = institution(40)
    found = of_kitchen(
        purchase(KITCHEN, "salt", 500),
        purchase(elsewhere, "salt", 300, buyer=KITCHEN.name),
        purchase(elsewhere, "tea", 20, buyer=KITCHEN.name),
    )
    assert len(found.kitchens) == 2
    other = found.kitchens[1]
    assert other.institution is None
    assert other.id == elsewhere.address
    assert other.buyers == (KITCHEN.name,)
    assert not other.warehouse
    assert kilograms(found, 0) == 500
    assert kilograms(found, 1) == 320


def test_without_an_address_the_buyer_eats() -> None:
    assert kilograms(of_kitchen(purchase(KITCHEN, "salt", 500, address=""))) == 500


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), (0, 11)),
        (date(2023, 2, 1), date(2023, 2, 28), (1, 1)),
        (date(2023, 3, 1), date(2023, 6, 2), (2, 4)),
        (date(2023, 3, 29), date(2023, 6, 30), (3, 5)),
    ],
)
def test_the_days_of_a_contract_are_laid_over_whole_months(
    start: date, end: date, months: tuple[int, int]
) -> None:
    january = purchase(KITCHEN, "tea", 1)
    order = purchase(KITCHEN, "salt", 100, start=start, end=end)
    found = of_kitchen(january, order)
    assert [(o.first, o.last) for o in found.orders if o.product == "salt"] == [months]
