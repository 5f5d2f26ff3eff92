"""In what claims of one event do not go together, each named with both claims."""

from __future__ import annotations

from typing import Any

from habeas.claims.events import Contradiction, Decided, Difference, SourcedClaim, propose_events
from habeas.model import Quantity, Stance
from tests.claims.events.telling import BEATEN, ON_THE_3RD, people, place, told, when


def among(*claims: SourcedClaim) -> tuple[Contradiction, ...]:
    """The contradictions of claims that a person put together."""
    together = Decided(joined=(tuple(item.claim.id for item in claims),))
    (event,) = propose_events(claims, decided=together)
    return event.contradictions


def telling(document: str, **changed: Any) -> SourcedClaim:
    return told(f"{BEATEN}, {document}", document=document, **{**ON_THE_3RD, **changed})


def test_two_exact_numbers_of_one_thing_contradict_each_other() -> None:
    fourteen, nine = telling("a"), telling("b", quantities=people(9))
    (found,) = among(fourteen, nine)
    assert found.kind is Difference.QUANTITY
    assert set(found.claims) == {fourteen.claim.id, nine.claim.id}
    assert found.words in (
        "14 prisoners against 9 prisoners",
        "9 prisoners against 14 prisoners",
    )


def test_bounds_that_leave_room_for_one_number_do_not() -> None:
    assert among(telling("a"), telling("b", quantities=people(10, 11, None))) == ()
    (found,) = among(telling("a"), telling("b", quantities=people(20, 21, None)))
    assert "more than 20 prisoners" in found.words


def test_numbers_of_different_things_do_not() -> None:
    nights = Quantity(3.0, 3.0, 3.0, "nights", "exact", 0, 1)
    assert among(telling("a"), telling("b", quantities=(nights,))) == ()


def test_days_apart_contradict_and_a_day_in_its_month_does_not() -> None:
    (found,) = among(telling("a"), telling("b", date=when("2026-02-05")))
    assert found.kind is Difference.DATE
    assert "2026-02-03" in found.words
    assert "2026-02-05" in found.words
    assert among(telling("a"), telling("b", date=when("2026-02-01", "2026-02-28"))) == ()


def test_two_towns_contradict_and_a_town_in_its_region_does_not() -> None:
    (found,) = among(telling("a"), telling("b", place=place("Lower Sedge", (52.0, 30.0))))
    assert found.kind is Difference.PLACE
    region = place("Orlyne Oblast", (48.5, 36.9), "region")
    assert among(telling("a"), telling("b", place=region)) == ()


def test_two_people_and_two_states_contradict_and_a_state_and_its_organ_do_not() -> None:
    one, other = telling("a", actor="Stal Brenko"), telling("b", actor="Oleh Torvak")
    (found,) = among(one, other)
    assert found.kind is Difference.ACTOR
    assert among(telling("a", actor="Stal Brenko"), telling("b", actor="Brenko")) == ()
    states = among(telling("a", actor="Norwegian soldiers"), telling("b", actor="Sweden"))
    assert [item.kind for item in states] == [Difference.ACTOR]
    assert among(telling("a", actor="Norwegian soldiers"), telling("b", actor="Norway")) == ()


def test_a_denial_contradicts_once_however_many_tell_it() -> None:
    denial = told(
        "nobody was beaten at Orlyne",
        document="office",
        speaker="Stal Brenko",
        stance=Stance.DENIES,
        place=place("Orlyne"),
    )
    (found,) = among(telling("a"), telling("b"), telling("c"), denial)
    assert found.kind is Difference.DENIAL
    assert found.claims[1] == denial.claim.id
    assert found.words == "Stal Brenko denies that it happened"


def test_a_value_that_many_give_contradicts_another_one_once() -> None:
    many = [telling(name) for name in "abcdef"]
    nine = [telling(name, quantities=people(9)) for name in "ghi"]
    assert len(among(*many, *nine)) == 1
