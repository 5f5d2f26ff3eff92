"""Second looks: compared by field, between reviewers and within one, and never the claim's."""

from __future__ import annotations

from dataclasses import replace

from habeas.model import (
    Attribution,
    Claim,
    ClaimAnchor,
    Correction,
    Judgement,
    Modality,
    Opinion,
    Passage,
    Place,
    Stance,
    Verdict,
)
from habeas.pipeline.field_values import claim_fields, claim_values, values_held
from habeas.pipeline.looking_again import field_agreements, second_looks
from habeas.store import Placed
from tests.store.making import NOON

TEXT = "Guards at the Orrin colony beat Taras Velmin."
WORDS = Passage.of(TEXT, 0, 44)
CLAIM = Claim(
    id="c1",
    passage=WORDS,
    content=(0, 44),
    type="torture",
    type_scores=(("torture", 0.8),),
    stance=Stance.ASSERTS,
    negated=False,
    modality=Modality.FACT,
    attribution=Attribution("his sister"),
    confidence=0.7,
    origin="rule:rules@2",
    place=Place("Orrin colony"),
)


def judged(
    position: int, verdict: Verdict, author: str = "Ila Morven", **set_right: str
) -> Placed[Judgement]:
    corrections = tuple(Correction(name, value) for name, value in set_right.items())
    judgement = Judgement(
        f"c{position}", "s1", WORDS, verdict, "as read", author, NOON, corrections
    )
    return Placed(position, judgement)


def again(
    position: int, of: int, verdict: Verdict | None, author: str = "Dorin Vale", **set_right: str
) -> Placed[Opinion]:
    corrections = tuple(Correction(name, value) for name, value in set_right.items())
    anchor = ClaimAnchor(f"c{of}", "s1", WORDS)
    opinion = Opinion(anchor, verdict, "as read", author, NOON, corrections, again=of)
    return Placed(position, opinion)


CLAIMS = {f"c{number}": replace(CLAIM, id=f"c{number}") for number in range(1, 9)}


def test_verdict_and_fields_are_compared_where_both_held_something() -> None:
    (look,) = second_looks(
        [judged(1, Verdict.CORRECT, place="Lower Orrin")],
        [again(2, 1, Verdict.CORRECT, place="Lower Orrin", type="injury")],
        CLAIMS,
    )
    assert look.ratings()["verdict"] == ("correct", "correct")
    assert look.differing() == {"type": ("torture", "injury")}


def test_a_rejection_and_a_doubt_say_nothing_about_fields() -> None:
    looks = second_looks(
        [judged(1, Verdict.CONFIRM), judged(2, Verdict.REJECT)],
        [again(3, 1, None), again(4, 2, Verdict.CONFIRM)],
        CLAIMS,
    )
    assert [look.ratings() for look in looks] == [
        {"verdict": ("confirm", "unsure")},
        {"verdict": ("reject", "confirm")},
    ]


def test_a_judgement_that_was_taken_back_is_left_out_and_so_is_a_first_doubt() -> None:
    doubt = Placed(9, Opinion(ClaimAnchor("c1", "s1", WORDS), None, "?", "Dorin Vale", NOON))
    assert second_looks([], [again(2, 1, Verdict.CONFIRM), doubt], CLAIMS) == ()


def test_of_two_looks_of_one_reviewer_at_one_judgement_the_first_counts() -> None:
    looks = second_looks(
        [judged(1, Verdict.CONFIRM)],
        [
            again(2, 1, Verdict.REJECT),
            again(3, 1, Verdict.CONFIRM),
            again(4, 1, Verdict.CONFIRM, "Ila Morven"),
        ],
        CLAIMS,
    )
    assert [look.second.position for look in looks] == [2, 4]


def test_agreement_is_told_between_reviewers_and_within_one() -> None:
    looks = second_looks(
        [judged(1, Verdict.CONFIRM), judged(2, Verdict.REJECT), judged(3, Verdict.CONFIRM)],
        [
            again(4, 1, Verdict.CONFIRM),
            again(5, 2, Verdict.CONFIRM),
            again(6, 3, Verdict.REJECT, "Ila Morven"),
        ],
        CLAIMS,
    )
    found = {(item.first, item.second, item.field): item for item in field_agreements(looks)}
    between = found["Ila Morven", "Dorin Vale", "verdict"].agreement
    assert (between.pairs, between.raw, between.kappa) == (2, 0.5, 0.0)
    assert found["Ila Morven", "Ila Morven", "verdict"].agreement.raw == 0.0
    assert found["Ila Morven", "Dorin Vale", "type"].agreement.pairs == 1
    assert ("Ila Morven", "Ila Morven", "type") not in found


def test_a_field_that_was_not_shown_was_not_confirmed() -> None:
    placed = judged(1, Verdict.CONFIRM)
    seen = replace(placed.record, seen=("type", "speaker"))
    assert values_held(CLAIM, seen) == {"type": "torture", "speaker": "his sister"}
    assert values_held(CLAIM, placed.record) == claim_values(CLAIM)


def test_a_claim_that_is_gone_is_compared_by_verdict_alone() -> None:
    (look,) = second_looks([judged(1, Verdict.CONFIRM)], [again(2, 1, Verdict.CONFIRM)], {})
    assert look.ratings() == {"verdict": ("confirm", "confirm")}


def test_a_value_that_a_person_gave_has_no_words_of_the_machine() -> None:
    fields = {field.name: field for field in claim_fields(CLAIM, TEXT, {"place": "Lower Orrin"})}
    assert fields["place"].value == "Lower Orrin"
    assert fields["place"].words is None
