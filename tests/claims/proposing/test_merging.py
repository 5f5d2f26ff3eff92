"""What rules and a model both found stands once, as the rules found it."""

from __future__ import annotations

from dataclasses import replace

from habeas.claims.proposing import agrees, is_proposed, without_agreement
from habeas.model import Claim
from tests.claims.proposing.asking import the_claim, told
from tests.claims.proposing.texts import ENGLISH, document

REPORT = document(ENGLISH)
QUOTE = "at least 1,240 people were moved from Chernihiv between May and July 2031"


def rule_claim(quote: str = QUOTE) -> Claim:
    made = the_claim(REPORT, quote=quote, type="transfer")
    return replace(made, origin="rule:test@1", confidence=0.8, evidence=made.evidence[:1])


def test_mostly_the_same_words_are_agreement_and_change_nothing_else() -> None:
    rule = rule_claim()
    made = told(REPORT, {"quote": f"{QUOTE}; 37 of", "type": "detention"}, rules=[rule])
    (claim,) = made.claims
    assert (made.proposed, made.agreed) == (0, 1)
    assert without_agreement(claim) == rule
    assert not is_proposed(claim)
    assert "as detention" in str(claim.evidence_for("agreement"))
    assert agrees(claim.evidence[-1].inferred_from.split(",")[0], claim)  # type: ignore[union-attr]  # it was just found
    assert not agrees("model:other@000000000000", claim)


def test_other_words_of_the_same_sentence_are_a_claim_of_their_own() -> None:
    rule = rule_claim()
    made = told(REPORT, {"quote": "37 of them never arrived", "type": "data_gap"}, rules=[rule])
    assert [is_proposed(claim) for claim in made.claims] == [False, True]
    assert (made.proposed, made.agreed) == (1, 0)


def test_agreement_is_noted_once_however_often_it_is_said() -> None:
    said = {"quote": QUOTE, "type": "transfer"}
    made = told(REPORT, said, said, rules=[rule_claim()])
    (claim,) = made.claims
    assert [item.field for item in claim.evidence].count("agreement") == 1
