"""Which statements are held against a denial, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.reports.contradiction import MOST, Utterance, confrontations
from habeas.reports.words import name_keys, word_keys


def denial(**fields: object) -> Utterance:
    values = {
        "number": "S1-001",
        "denies": True,
        "type": "torture",
        "group": "ill_treatment",
        "speaker": "Stal Brenn",
        "sides": name_keys("Governor of the Vastran Prison Office"),
        **fields,
    }
    return Utterance(**values)  # type: ignore[arg-type] # each test names its own fields


def other(words: str = "", **fields: object) -> Utterance:
    values = {
        "number": "S2-001",
        "denies": False,
        "type": "torture",
        "group": "ill_treatment",
        "speaker": "Mira Tolvan",
        "words": word_keys(words),
        **fields,
    }
    return Utterance(**values)  # type: ignore[arg-type] # each test names its own fields


def against(*utterances: Utterance) -> list[str]:
    (confrontation,) = confrontations(utterances)
    return [item.number for item in confrontation.against]


def test_the_same_act_at_the_same_place_may_contradict() -> None:
    (found,) = confrontations([denial(place="Orlyne"), other(place="Orlyne")])
    assert found.against[0].reasons == ("the same kind of act", "the same place")
    assert found.against[0].points == 5


def test_the_same_act_in_the_same_words_may_contradict() -> None:
    assert against(denial(words=word_keys("captives beaten")), other("the captive was beaten"))


def test_the_same_act_with_nothing_else_in_common_does_not() -> None:
    assert not against(denial(words=word_keys("captives beaten")), other("sailors drowned"))


def test_a_related_act_in_one_shared_word_is_too_little() -> None:
    one_word = denial(words=word_keys("captives"))
    injury = other("a captive", type="injury")
    assert not against(one_word, injury)
    assert against(
        denial(words=word_keys("captives wounded")), other("wounded captive", type="injury")
    )


def test_the_same_place_without_a_related_act_does_not() -> None:
    assert not against(
        denial(place="Orlyne"), other(place="Orlyne", type="legal_step", group="law")
    )


def test_a_general_denial_meets_what_its_side_is_accused_of() -> None:
    general = denial(type="official_denial", group="position")
    (found,) = confrontations([general, other(sides=name_keys("Vastran guards"))])
    assert found.against[0].reasons == (
        "a general denial beside a particular accusation",
        "the side that denies is the side that is accused",
    )


def test_a_general_denial_does_not_meet_what_another_side_is_accused_of() -> None:
    general = denial(type="official_denial", group="position")
    assert not against(general, other(sides=name_keys("Norlish guards")))


def test_nobody_contradicts_himself() -> None:
    assert not against(denial(place="Orlyne"), other(place="Orlyne", speaker="Stal Brenn"))


def test_a_denial_does_not_contradict_a_denial() -> None:
    one, two = confrontations(
        [denial(place="Orlyne"), denial(number="S2-001", place="Orlyne", speaker="Another")]
    )
    assert one.against == two.against == ()


def test_a_denial_that_nothing_contradicts_is_still_listed() -> None:
    (found,) = confrontations([denial()])
    assert found.denial == "S1-001"
    assert found.against == ()


def test_the_strongest_come_first_and_the_rest_are_counted() -> None:
    weak = [other(number=f"S2-{n:03}", place="Orlyne") for n in range(1, 9)]
    strong = other("beaten hands", number="S3-001", place="Orlyne")
    (found,) = confrontations(
        [denial(place="Orlyne", words=word_keys("beaten hands")), *weak, strong]
    )
    assert [item.number for item in found.against][:2] == ["S3-001", "S2-001"]
    assert len(found.against) == MOST
    assert found.more == 4


def test_a_word_that_everybody_uses_joins_nothing() -> None:
    crowd = [other("captive", number=f"S2-{n:03}", speaker=f"{n}") for n in range(1, 60)]
    assert not against(denial(words=word_keys("captives")), *crowd)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("prisoner", "prisoners"),
        ("death", "deaths"),
        ("Russia", "Russian"),
        ("тюрьмы", "тюрьма"),
        ("полонений", "полоненого"),
    ],
)
def test_inflected_words_meet(one: str, two: str) -> None:
    assert word_keys(one) == word_keys(two) != frozenset()


def test_words_without_substance_have_no_key() -> None:
    assert word_keys("They have said that it was there") == frozenset()


def test_names_are_the_capitalised_words() -> None:
    assert name_keys("Governor of the Vastran prison", None) == {"govern", "vastra"}


utterances = st.builds(
    Utterance,
    number=st.integers(1, 999).map(lambda n: f"S1-{n:03}"),
    denies=st.booleans(),
    type=st.sampled_from(["torture", "killing", "official_denial", "legal_step"]),
    group=st.sampled_from(["ill_treatment", "life", "position", "law"]),
    speaker=st.sampled_from("abc"),
    place=st.sampled_from([None, "x", "y"]),
    sides=st.frozensets(st.sampled_from(["north", "south"])),
    words=st.frozensets(st.sampled_from(["beaten", "cellar", "hands"])),
)


@given(st.lists(utterances, max_size=12, unique_by=lambda item: item.number))
def test_every_denial_is_listed_once_and_every_pair_has_its_reasons(items: list[Utterance]) -> None:
    by_number = {item.number: item for item in items}
    found = confrontations(items)
    assert [pair.denial for pair in found] == [item.number for item in items if item.denies]
    for pair in found:
        for held in pair.against:
            assert len(held.reasons) >= 2
            assert not by_number[held.number].denies
            assert by_number[held.number].speaker != by_number[pair.denial].speaker
