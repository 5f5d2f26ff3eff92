"""Claims as numbered statements."""

from dataclasses import replace

import pytest

from habeas.figures import Standing
from habeas.model import Claim, Stance, Verdict
from habeas.reports import SourceContent
from habeas.reports.described import described, evidence, quantity_words
from habeas.reports.statements import Statement, cited_sources, statements
from tests.reports import invented


def every() -> dict[str, Statement]:
    content = invented.case()
    return {item.number: item for item in statements(content, cited_sources(content))}


def of(claim: Claim) -> Statement:
    content = replace(
        invented.case(),
        sources=(
            SourceContent(
                invented.REPORT_SOURCE, invented.document_of(invented.REPORT), claims=(claim,)
            ),
        ),
        judgements={},
    )
    (statement,) = statements(content, cited_sources(content))
    return statement


def test_the_latest_judgement_gives_the_standing() -> None:
    assert every()["S1-002"].standing is Standing.CORRECTED
    assert [item.verdict for item in every()["S1-002"].judgements] == [
        Verdict.REJECT,
        Verdict.CORRECT,
    ]


def test_numbers_follow_the_text_whatever_the_order_of_the_claims() -> None:
    content = invented.case()
    report = replace(content.sources[0], claims=content.sources[0].claims[::-1])
    turned = replace(content, sources=(report, *content.sources[1:]))
    assert [item.claim.id for item in statements(turned, cited_sources(turned))] == [
        item.claim.id for item in every().values()
    ]


@pytest.mark.parametrize(
    ("stance", "negated", "kind"),
    [
        (Stance.ASSERTS, False, "Torture"),
        (Stance.DENIES, False, "Torture, denied"),
        (Stance.DENIES, True, "Torture, denied"),
        (Stance.RETRACTS, False, "Torture, retracted"),
        (Stance.ASSERTS, True, "Torture, negated"),
    ],
)
def test_a_denial_of_torture_is_never_counted_as_torture(
    stance: Stance, negated: bool, kind: str
) -> None:
    assert of(replace(invented.BEATING, stance=stance, negated=negated)).kind == kind


def test_content_outside_its_quote_marks_the_whole_quote() -> None:
    statement = of(replace(invented.CELLAR, content=(0, 5)))
    assert statement.quote_parts() == ("", invented.CELLAR.passage.quote, "")


def test_the_parts_of_a_quote_are_the_quote() -> None:
    for statement in every().values():
        assert "".join(statement.quote_parts()) == statement.claim.passage.quote


def test_the_surroundings_stay_inside_the_block() -> None:
    before, after = every()["S1-001"].surroundings()
    assert (before, after) == ("", "")
    assert every()["S1-003"].surroundings()[0].startswith("…")


def test_the_page_is_the_one_on_which_the_quote_begins() -> None:
    assert every()["S1-002"].page == 1
    assert of(invented.BEATING).page is None


def test_a_claim_without_its_document_is_still_told_with_its_own_context() -> None:
    content = replace(
        invented.case(), sources=(SourceContent(invented.REPORT_SOURCE, claims=invented.CLAIMS),)
    )
    statement = statements(content, cited_sources(content))[2]
    passage = statement.claim.passage
    assert statement.surroundings() == (passage.prefix, passage.suffix)
    assert dict(described(statement))["said by"] == "Mira Tolvan, nurse"
    assert evidence(statement) == []


def test_the_chain_runs_from_the_innermost_source_to_the_outlet() -> None:
    assert dict(described(every()["S1-002"]))["came through"] == "Mira Tolvan → Harbour Courier"


def test_a_quantity_says_its_modifier_and_what_it_leaves_open() -> None:
    (quantity,) = invented.BEATING.quantities
    assert quantity_words(quantity) == "more than 40 captives (from 41 to unknown)"


def test_a_share_says_what_it_is_a_share_of() -> None:
    (quantity,) = invented.BEATING.quantities
    share = replace(
        quantity, value=0.8, low=0.8, high=0.8, unit="share", modifier="exact", denominator="bodies"
    )
    assert quantity_words(share) == "80 % of bodies"
