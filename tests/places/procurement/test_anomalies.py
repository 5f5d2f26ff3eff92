"""Purchases and declared populations in, a ranked alarm out; in an INVENTED service."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from habeas.places.procurement import (
    NOTICE,
    KitchenFinding,
    ProcurementFinding,
    cells,
    find_anomalies,
    sentence,
)
from tests.places.procurement.invented import NORMS, fed, institution, service

HIDDEN = {3: 2.2, 17: 2.6}
UNLISTED = 90


@cache
def ranked() -> ProcurementFinding:
    purchases, institutions = service(hidden=HIDDEN)
    rng = np.random.default_rng(8)
    purchases += fed(institution(UNLISTED), 220, rng)
    purchases += fed(institution(UNLISTED + 1), 25, rng)
    return find_anomalies(purchases, institutions, NORMS)


def of(found: ProcurementFinding, name: str) -> KitchenFinding:
    return next(one for one in found.kitchens if one.id == name)


def test_those_who_feed_more_are_alarms_and_nobody_else() -> None:
    alarms = [one.id for one in ranked().alarms if one.kind == "institution"]
    assert sorted(alarms) == ["I003", "I017"]
    assert [one.flag for one in ranked().kitchens[:3]] == [True] * 3


def test_a_kitchen_without_an_institution_is_an_alarm_when_many_eat() -> None:
    addresses = {one.id: one for one in ranked().kitchens if one.kind == "address"}
    many = addresses[institution(UNLISTED).address]
    few = addresses[institution(UNLISTED + 1).address]
    assert many.flag
    assert not few.flag
    assert many.q is None
    assert many.low is not None
    assert many.high is not None
    assert many.low < 220 < many.high
    assert sentence(many).startswith("an address of no listed institution")


def test_an_interval_holds_those_who_are_fed() -> None:
    _, institutions = service(hidden=HIDDEN)
    held = 0
    for place, one in enumerate(institutions):
        found = of(ranked(), one.id)
        people = (one.declared or 0) * HIDDEN.get(place, 1.0)
        held += (found.low or 0) <= people <= (found.high or 0)
    assert held >= 27


def test_an_interval_has_not_seen_the_own_declared_number() -> None:
    purchases, institutions = service(hidden=HIDDEN)
    institutions[5] = replace(institutions[5], declared=3.0)
    plain = of(find_anomalies(*service(hidden=HIDDEN), NORMS), "I005")
    changed = of(find_anomalies(purchases, institutions, NORMS), "I005")
    assert changed.estimate == pytest.approx(plain.estimate, rel=0.05)


def test_the_same_seed_gives_the_same() -> None:
    purchases, institutions = service(number=14)
    first = find_anomalies(purchases, institutions, NORMS, seed=4)
    assert find_anomalies(purchases, institutions, NORMS, seed=4) == first


def test_with_few_declared_numbers_nothing_is_said() -> None:
    found = find_anomalies(*service(number=11), NORMS)
    assert found.alarms == ()
    assert all(one.low is None and one.refused for one in found.kitchens)
    assert any("only 11 institutions" in note for note in found.notes)


def test_without_norms_what_is_eaten_is_learned() -> None:
    found = find_anomalies(*service(hidden=HIDDEN), ())
    assert {"I003", "I017"} <= {one.id for one in found.alarms}
    assert any("learned from declared populations" in note for note in found.notes)


def test_no_purchases_no_alarm() -> None:
    found = find_anomalies([], service(number=12)[1], NORMS)
    assert found.kitchens == ()
    assert found.notes == ("nothing was bought that can be counted",)


def test_a_headcount_never_stands_alone() -> None:
    for one in ranked().kitchens:
        words = str(cells(one)["sentence"])
        assert "declared" in words or "no listed institution" in words or "nothing" in words
    assert "not a count of people" in NOTICE


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_rate_is_a_share(share: float) -> None:
    with pytest.raises(ValueError, match="shares between 0 and 1"):
        find_anomalies([], [], NORMS, rate=share)


def test_every_institution_and_every_address_has_one_row_alarms_first() -> None:
    _, institutions = service(hidden=HIDDEN)
    addresses = {institution(UNLISTED).address, institution(UNLISTED + 1).address}
    ids = [one.id for one in ranked().kitchens]
    assert sorted(ids) == sorted({one.id for one in institutions} | addresses)
    flags = [one.flag for one in ranked().kitchens]
    assert flags == sorted(flags, reverse=True)
    shares = [one.q for one in ranked().alarms if one.q is not None]
    assert shares == sorted(shares)


def test_a_single_product_is_never_an_alarm() -> None:
    purchases, institutions = service(hidden={4: 6.0})
    alone = [
        one for one in purchases
        if one.product == "salt" or one.address != institutions[4].address
    ]  # fmt: skip
    found = of(find_anomalies(alone, institutions, NORMS), "I004")
    assert not found.flag
    assert found.products == ("salt",)
    assert "few_products" in found.fooled_by


def test_few_staples_for_some_people_are_courses_and_hospitals() -> None:
    purchases, institutions = service()
    elsewhere = fed(institution(UNLISTED), 120, np.random.default_rng(8))
    few = [one for one in elsewhere if one.product in {"salt", "tea"}]
    whole = of(find_anomalies([*purchases, *elsewhere], institutions, NORMS), few[0].address)
    part = of(find_anomalies([*purchases, *few], institutions, NORMS), few[0].address)
    assert whole.flag
    assert not part.flag


def test_an_institution_that_buys_nothing_keeps_its_row_and_the_reason() -> None:
    purchases, institutions = service(number=20)
    found = find_anomalies(purchases, [*institutions, institution(50)], NORMS)
    row = of(found, "I050")
    assert row.low is None
    assert "no food" in row.refused
    assert row.q is None
