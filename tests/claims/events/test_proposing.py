"""Which claims are proposed to be of one happening, and which never are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.claims import events
from habeas.claims.events import Decided, SourcedClaim, propose_events
from habeas.model import Modality, Place, Stance
from tests.claims.events.telling import (
    BEATEN,
    ON_THE_3RD,
    SEDGE,
    people,
    place,
    told,
    when,
    witness,
)


def ids(*claims: SourcedClaim) -> tuple[str, ...]:
    return tuple(sorted(item.claim.id for item in claims))


ENGLISH = told(BEATEN, document="en", outlet="Harbour Courier", actor="guards", **ON_THE_3RD)
RUSSIAN = told(
    "в ночь на 3 февраля в Орлине 14 пленных избили дубинками",
    document="ru",
    outlet="Steppe Observer",
    language="ru",
    **{**ON_THE_3RD, "place": place("Орлине")},
)
UKRAINIAN = told(
    "в Орлиному охоронці побили 14 полонених",
    document="uk",
    outlet="Sedge Monitor",
    language="uk",
    **{**ON_THE_3RD, "place": place("Орлиному")},
)


def test_one_happening_told_in_three_languages_is_one_event() -> None:
    (event,) = propose_events([ENGLISH, RUSSIAN, UKRAINIAN])
    assert event.claims == ids(ENGLISH, RUSSIAN, UKRAINIAN)
    assert len(event.sources) == 3
    assert event.type == "torture"
    assert str(event.date) == "2026-02-03"
    assert event.quantity is not None
    assert event.quantity.value == 14


def test_the_same_on_the_same_day_in_another_town_is_another_happening() -> None:
    elsewhere = told(
        "guards beat fourteen prisoners with batons at the colony",
        document="other",
        **{**ON_THE_3RD, "place": place("Lower Sedge", SEDGE)},
    )
    assert propose_events([ENGLISH, elsewhere]) == ()


def test_the_same_in_the_same_town_a_month_later_is_another_happening() -> None:
    later = told(BEATEN, document="later", **{**ON_THE_3RD, "date": when("2026-03-09")})
    assert propose_events([ENGLISH, later]) == ()


def test_a_kind_alone_joins_nothing() -> None:
    bare = [told(f"prisoners were beaten, {name} said", document=name) for name in "abc"]
    assert propose_events(bare) == ()


def test_the_same_words_join_claims_without_place_or_date() -> None:
    words = "captives were made to stand barefoot in snow until several of them collapsed outside"
    one, other = told(words, document="one"), told(words + ".", document="two")
    (event,) = propose_events([one, other])
    assert event.claims == ids(one, other)


def test_a_formula_with_another_number_is_another_statement() -> None:
    words = (
        "the commission registered {} complaints about treatment during transport between prisons"
    )
    one, other = (told(words.format(n), document=n, type="investigation") for n in ("17", "23"))
    assert propose_events([one, other]) == ()


def test_a_town_lies_in_its_region_but_that_alone_is_not_enough() -> None:
    region = told(
        "fourteen prisoners were beaten in the oblast",
        document="region",
        **{**ON_THE_3RD, "place": place("Orlyne Oblast", (48.5, 36.9), "region")},
    )
    (event,) = propose_events([ENGLISH, region])
    assert event.place is not None
    assert event.place.name == "Orlyne", "the closest place is shown"
    vague = told("prisoners were beaten", document="vague", place=region.claim.place)
    assert propose_events([ENGLISH, vague]) == ()


def test_related_kinds_may_be_one_happening_and_unrelated_ones_may_not() -> None:
    abuse = told(BEATEN, document="abuse", type="abuse_general", **ON_THE_3RD)
    trial = told(
        "fourteen prisoners stood trial at Orlyne", document="trial", type="trial", **ON_THE_3RD
    )
    assert len(propose_events([ENGLISH, abuse])) == 1
    assert propose_events([ENGLISH, trial]) == ()


def test_a_named_victim_meets_across_scripts_and_cases() -> None:
    common: dict[str, Any] = {"place": place("Orlyne"), "type": "death_in_custody"}
    one = told("Taras Velmin died at Orlyne", document="a", victim="Taras Velmin", **common)
    other = told(
        "о смерти Тараса Вельмина в Орлине сообщили родные",
        document="b",
        victim="Тараса Вельмина",
        language="ru",
        **common,
    )
    third = told("Oleh Brenko died at Orlyne", document="c", victim="Oleh Brenko", **common)
    (event,) = propose_events([one, other, third])
    assert event.claims == ids(one, other)


def test_plans_and_promises_are_no_happenings() -> None:
    planned = told(BEATEN, document="p", modality=Modality.PLANNED, **ON_THE_3RD)
    promised = told(BEATEN, document="q", stance=Stance.PROMISES, **ON_THE_3RD)
    assert propose_events([ENGLISH, planned, promised]) == ()


def test_a_link_says_what_spoke_for_it_and_against_it() -> None:
    fewer = told(
        "guards beat prisoners with batons at Orlyne on three nights",
        document="fewer",
        **{**ON_THE_3RD, "quantities": people(9)},
    )
    (event,) = propose_events([ENGLISH, fewer])
    (link,) = event.links
    weights = {feature.name: feature.weight for feature in link.features}
    assert weights["place"] > 0
    assert weights["date"] > 0
    assert weights["quantity"] < 0
    assert link.score == pytest.approx(sum(weights.values()), abs=1e-3)


def test_a_denial_of_the_act_stands_in_the_event_as_a_denial() -> None:
    denial = told(
        "no prisoners were beaten at the Orlyne workshop",
        document="office",
        speaker="Stal Brenn",
        role="spokesman of the prison office",
        stance=Stance.DENIES,
        type="torture",
        place=place("Orlyne"),
    )
    other = witness("Mira Brenko", "b")
    (event,) = propose_events([ENGLISH, other, denial])
    assert event.denials == ids(denial)
    assert event.claims == ids(ENGLISH, other)
    assert event.disputed


def test_a_general_denial_is_held_against_no_event() -> None:
    denial = told(
        "the state does not harm anyone",
        document="office",
        speaker="Stal Brenn",
        stance=Stance.DENIES,
        type="official_denial",
    )
    (event,) = propose_events([ENGLISH, witness("Mira Brenko", "b"), denial])
    assert event.denials == ()


def test_what_a_person_parts_stays_apart_and_what_is_joined_stays_together() -> None:
    elsewhere = told("men fell ill", document="far", type="medical", place=place("Sedge", SEDGE))
    joined = Decided(joined=((ENGLISH.claim.id, elsewhere.claim.id),))
    (event,) = propose_events([ENGLISH, elsewhere], decided=joined)
    assert event.claims == ids(ENGLISH, elsewhere)
    assert event.links[0].by_person
    parted = Decided(parted=frozenset({frozenset(ids(ENGLISH, RUSSIAN))}))
    found = propose_events([ENGLISH, RUSSIAN, UKRAINIAN], decided=parted)
    assert all(not set(ids(ENGLISH, RUSSIAN)) <= set(event.claims) for event in found)


def test_the_same_words_are_parted_where_a_person_parts_them() -> None:
    one, other = told(BEATEN, document="a", **ON_THE_3RD), told(BEATEN, document="b", **ON_THE_3RD)
    assert len(propose_events([one, other])) == 1
    pair = frozenset({frozenset(ids(one, other))})
    assert propose_events([one, other], decided=Decided(parted=pair)) == ()


WORLD = [
    ENGLISH,
    RUSSIAN,
    UKRAINIAN,
    witness("Mira Brenko", "m", "they beat us with batons in Orlyne, fourteen of us"),
    witness("Taras Olmyn", "t", "we were beaten at Orlyne", quantities=people(9)),
    told(BEATEN, document="later", **{**ON_THE_3RD, "date": when("2026-03-09")}),
    told("he was beaten in March at Orlyne", document="x", place=place("Orlyne"),
         date=when("2026-03-01", "2026-03-31")),
    told("nobody was beaten at Orlyne", document="d", stance=Stance.DENIES, place=place("Orlyne")),
    told("prisoners were beaten", document="e", place=Place("IK-10", ())),
]  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(st.permutations(WORLD))
def test_the_order_of_claims_never_matters(shuffled: list[SourcedClaim]) -> None:
    assert propose_events(shuffled) == propose_events(WORLD)
    assert propose_events([*shuffled, *shuffled[:3]]) == propose_events(WORLD), "nor a repetition"


def test_an_id_is_that_of_its_claims() -> None:
    (event,) = propose_events([ENGLISH, RUSSIAN])
    assert event.id == events.event_id(reversed(event.claims))
    (larger,) = propose_events([ENGLISH, RUSSIAN, UKRAINIAN])
    assert larger.id != event.id


def test_nothing_comes_of_nothing() -> None:
    assert propose_events([]) == ()
    assert propose_events([ENGLISH]) == ()
