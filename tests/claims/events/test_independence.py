"""How many independent sources an event has: copies and retellings of one original count once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.claims.events import IndependentSources, SourcedClaim, propose_events
from habeas.model import Claim
from tests.claims.events.telling import BEATEN, ON_THE_3RD, told, witness


def counted(*claims: SourcedClaim) -> tuple[int, int]:
    independent = behind(claims)
    return independent.low, independent.high


def behind(claims: Sequence[SourcedClaim]) -> IndependentSources:
    (event,) = propose_events(claims)
    assert len(event.claims) == len(claims), "these are of one event"
    return event.independent


RETOLD = "prisoners, fourteen of them, were beaten at the Orlyne workshop, where guards used batons"
ANEW = "at Orlyne, guards with batons beat prisoners, and that for nights, fourteen men in all"

OWN_WORDS = "they used batons on us, every night of three, in the Orlyne workshop"


def test_two_survivors_who_tell_it_separately_are_two() -> None:
    assert counted(witness("Mira Brenko", "a"), witness("Taras Olmyn", "b", RETOLD)) == (2, 2)


def test_one_survivor_in_three_papers_is_one_however_the_name_is_spelled() -> None:
    papers = [
        witness("Mira Brenko", "a", outlet="Harbour Courier"),
        witness("Мира Бренко", "b", RETOLD, outlet="Steppe Observer"),
        witness("Мірою Бренко", "c", ANEW, outlet="Sedge Monitor"),
    ]
    assert counted(*papers) == (1, 1)


def test_three_outlets_that_retell_one_are_one() -> None:
    original = witness("Mira Brenko", "a", outlet="Harbour Courier")
    retelling = [
        told(RETOLD, document="b", via=("Harbour Courier",), outlet="Steppe Herald", **ON_THE_3RD),
        told(ANEW, document="c", via=("Harbour Courier",), outlet="Sedge Monitor", **ON_THE_3RD),
        witness("Mira Brenko", "d", ANEW, via=("Harbour Courier",), outlet="Northern Post"),
    ]
    assert counted(original, *retelling) == (1, 1)


def test_outlets_that_carry_one_which_is_not_here_are_one() -> None:
    carried = [
        told(BEATEN, document="a", via=("Harbour Courier",), outlet="Steppe Herald", **ON_THE_3RD),
        told(ANEW, document="b", via=("Harbour Courier",), outlet="Sedge Monitor", **ON_THE_3RD),
    ]
    assert counted(*carried) == (1, 1)


def test_outlets_that_name_nobody_may_be_one_or_as_many_as_they_are() -> None:
    papers = [
        told(BEATEN, document="a", outlet="Steppe Herald", **ON_THE_3RD),
        told(ANEW, document="b", outlet="Sedge Monitor", **ON_THE_3RD),
    ]
    assert counted(*papers) == (1, 2)
    assert str(behind(papers)) == "between 1 and 2 independent sources"


def test_what_an_outlet_says_beside_its_witness_goes_back_to_the_witness() -> None:
    headline = told(RETOLD, document="a", outlet="Harbour Courier", **ON_THE_3RD)
    assert counted(headline, witness("Mira Brenko", "a", outlet="Harbour Courier")) == (1, 1)


def test_two_who_are_never_found_apart_are_one_or_two() -> None:
    together = [witness("Mira Brenko", "a"), witness("Taras Olmyn", "a", RETOLD)]
    assert counted(*together) == (1, 2)
    assert counted(*together, witness("Taras Olmyn", "b", ANEW)) == (1, 2)
    apart = [witness("Taras Olmyn", "b", ANEW), witness("Mira Brenko", "c", OWN_WORDS)]
    assert counted(*together, *apart) == (2, 2)


def test_two_who_tell_it_in_the_same_words_are_one_or_two() -> None:
    assert counted(witness("Taras Olmyn", "a"), witness("Mira Brenko", "b")) == (1, 2)


def test_a_wife_who_passes_it_on_may_be_her_husbands_account() -> None:
    wife = witness("Olha Brenko", "b", RETOLD, role="wife of a prisoner")
    assert counted(witness("Taras Olmyn", "a"), wife) == (1, 2)


def test_who_tells_of_another_teller_may_have_it_from_him() -> None:
    victim = witness("Taras Olmyn", "a")
    comrade = witness("Mira Brenko", "b", RETOLD, victim="Taras Olmyn")
    assert counted(victim, comrade) == (1, 2)


def test_sources_that_a_person_set_apart_are_two_and_those_set_together_one() -> None:
    def paper(document: str, words: str, group: str) -> SourcedClaim:
        return told(words, document=document, outlet=document, group=group, **ON_THE_3RD)

    assert counted(paper("a", BEATEN, "agency"), paper("b", ANEW, "own desk")) == (2, 2)
    assert counted(paper("a", BEATEN, "agency"), paper("b", ANEW, "agency")) == (1, 1)


LONG = " ".join(f"word{at} of the report on the workshop" for at in range(20))


def test_a_copied_page_is_no_second_source() -> None:
    one = told(BEATEN, document="a", outlet="Steppe Herald", text=LONG, **ON_THE_3RD)
    copy = told(ANEW, document="b", outlet="Sedge Monitor", text="Copied: " + LONG, **ON_THE_3RD)
    assert counted(one, copy) == (1, 1)


def test_every_claim_is_accounted_for_by_an_original_or_a_note() -> None:
    headline = told(RETOLD, document="a", outlet="Harbour Courier", **ON_THE_3RD)
    found = behind([headline, witness("Mira Brenko", "a", outlet="Harbour Courier")])
    assert [(one.name, one.own) for one in found.originals] == [("Mira Brenko", True)]
    assert found.notes == ("Harbour Courier goes back to whom the same document names",)


OUTLETS = ("Harbour Courier", "Steppe Herald", "Sedge Monitor")


@st.composite
def tellings(draw: st.DrawFn) -> list[SourcedClaim]:
    """A few accounts of one happening by a few people and outlets, some through each other."""
    found = []
    for number in range(draw(st.integers(2, 6))):
        speaker = draw(st.sampled_from(["narrator", "Mira Brenko", "Taras Olmyn", "a survivor"]))
        document = draw(st.integers(0, 3))
        via = draw(st.sampled_from([(), *[(name,) for name in OUTLETS]]))
        words = f"{draw(st.sampled_from([BEATEN, RETOLD, ANEW]))} {'again ' * number}"
        found.append(
            told(
                words,
                document=str(document),
                speaker=speaker,
                via=via,
                outlet=OUTLETS[document % 3],
                **ON_THE_3RD,
            )
        )
    return found


@settings(deadline=None, max_examples=60)
@given(tellings(), st.data())
def test_adding_a_copy_never_raises_the_number(
    claims: list[SourcedClaim], data: st.DataObject
) -> None:
    copied = data.draw(st.sampled_from(claims))
    claim: Claim = copied.claim
    copy: dict[str, Any] = {
        "speaker": claim.attribution.speaker,
        "via": claim.attribution.via,
        "outlet": "Northern Observer",
    }
    added = told(claim.passage.quote, document="copy", **copy, **ON_THE_3RD)
    before = propose_events(claims)
    after = propose_events([*claims, added])
    for event in after:
        if added.claim.id in event.claims:
            rest = [item for item in claims if item.claim.id in event.claims]
            was = next((one for one in before if rest[0].claim.id in one.claims), None)
            highest = was.independent.high if was else 1
            lowest = was.independent.low if was else 1
            assert event.independent.high <= highest
            assert event.independent.low <= lowest
