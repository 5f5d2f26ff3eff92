"""Statements as the rule of contradiction sees them."""

from dataclasses import replace
from typing import Any

from habeas.model import Claim, Stance
from habeas.reports import SourceContent, build
from tests.reports import invented


def held_against(text: str, denial: Claim, accusation: Claim) -> list[str]:
    document = invented.document_of(text)
    content = replace(
        invented.case(),
        sources=(SourceContent(invented.REPORT_SOURCE, document, claims=(denial, accusation)),),
        judgements={},
    )
    (pair,) = build(content).confrontations
    return [reason for item in pair.against for reason in item.reasons]


def general(text: str, quote: str, **fields: Any) -> Claim:
    values: dict[str, Any] = {
        "type": "official_denial",
        "type_scores": (),
        "stance": Stance.DENIES,
        **fields,
    }
    return invented.claim_of(text, quote, attribution=invented.BRENN, **values)


DEATHS = "No deaths were recorded here. Nine deaths were counted by the families."


def test_a_general_denial_that_names_an_act_meets_that_act() -> None:
    denial = general(DEATHS, "No deaths were recorded here.")
    told = invented.claim_of(
        DEATHS,
        "Nine deaths were counted by the families.",
        type="death_in_custody",
        attribution=invented.TOLVAN,
    )
    assert held_against(DEATHS, denial, told) == ["the same kind of act", "shared words: death…"]


def test_the_machines_next_best_type_tells_what_a_general_denial_is_about() -> None:
    text = "Nothing of the sort happened in Orlyne. They were beaten in Orlyne."
    denial = general(
        text,
        "Nothing of the sort happened in Orlyne.",
        type_scores=(("official_denial", 0.6), ("torture", 0.3)),
        place=invented.ORLYNE,
    )
    told = invented.claim_of(
        text, "They were beaten in Orlyne.", attribution=invented.TOLVAN, place=invented.ORLYNE
    )
    assert "the same kind of act" in held_against(text, denial, told)


def test_a_body_that_denies_is_the_side_that_is_accused() -> None:
    text = "The harbour watch harmed nobody. The harbour watch beat him."
    denial = general(text, "The harbour watch harmed nobody.")
    denial = replace(
        denial, attribution=replace(invented.BRENN, speaker="harbour watch", role=None)
    )
    told = invented.claim_of(
        text, "The harbour watch beat him.", attribution=invented.TOLVAN, actor="harbour watch"
    )
    assert "the side that denies is the side that is accused" in held_against(text, denial, told)


def test_another_persons_negated_statement_supports_the_denial() -> None:
    text = "Nobody was beaten in Orlyne. No one was beaten in Orlyne."
    denial = general(text, "Nobody was beaten in Orlyne.", place=invented.ORLYNE)
    agreeing = invented.claim_of(
        text,
        "No one was beaten in Orlyne.",
        attribution=invented.TOLVAN,
        place=invented.ORLYNE,
        negated=True,
    )
    assert held_against(text, denial, agreeing) == []
    contradicting = replace(agreeing, negated=False)
    assert held_against(text, denial, contradicting)
