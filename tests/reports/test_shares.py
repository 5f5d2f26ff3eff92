"""A share is of those who were looked at; what follows for all concerned is said with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from habeas.model import Claim, Correction, Judgement, Quantity, Verdict
from habeas.reports import DossierContent, SourceContent, build
from habeas.reports.shares import Share
from tests.reports import invented
from tests.reports.page import parsed, text


def claim(sentence: str, *quantities: Quantity) -> Claim:
    return invented.claim_of(sentence, sentence, quantities=quantities)


def quantity(sentence: str, words: str, value: float, of: str | None, **fields: Any) -> Quantity:
    start = sentence.index(words)
    given: dict[str, Any] = {"unit": f"fraction of {of}", "modifier": "exact", "share": True}
    bounds = {"low": value, "high": value}
    return Quantity(
        value, start=start, end=start + len(words), denominator=of, **{**bounds, **given, **fields}
    )


def content(
    sentence: str, *quantities: Quantity, judgement: Judgement | None = None
) -> DossierContent:
    one = claim(sentence, *quantities)
    source = SourceContent(
        invented.source_of("one.txt", sentence), invented.document_of(sentence), claims=(one,)
    )
    return DossierContent(
        "case",
        (),
        invented.case().head,
        sources=(source,),
        judgements={one.id: (judgement,)} if judgement else {},
    )


def share_of(sentence: str, words: str, value: float, of: str | None, **fields: Any) -> Share:
    (found,) = build(content(sentence, quantity(sentence, words, value, of, **fields))).shares
    return found


BODIES = "80% of returned bodies from the Orlyne cellars showed signs of torture, he said."


def test_a_share_without_a_count_has_no_interval_and_says_what_would_settle_it() -> None:
    share = share_of(BODIES, "80%", 0.8, "returned bodies")
    assert (share.said, share.of) == ("80%", "returned bodies")
    seen, whole, tipping, settled = share.sentences
    assert seen == (
        "The report says that 80% (79.5% to 80.5% before rounding) of returned bodies from the "
        "Orlyne cellars showed signs of torture; it does not say how many were examined, so no "
        "sampling error can be given."
    )
    assert whole.startswith("Of all concerned nothing is certain")
    assert "at least 3.9 times as likely (in odds)" in tipping
    assert "how many of them showed signs of torture" in settled
    assert "interval" not in " ".join(share.sentences)


@pytest.mark.parametrize(
    ("sentence", "words", "value", "of", "fields", "says"),
    [
        (
            "About 80% of them bore scars.", "About 80%", 0.8, "them",
            {"modifier": "approx", "low": None, "high": None},
            "80% (75% to 85% before rounding) of cases that the statement means",
        ),
        (
            "12.5% of prisoners were ill.", "12.5%", 0.125, "prisoners", {},
            "12.5% (12.4% to 12.6% before rounding) of prisoners were ill",
        ),
        (
            "More than 80% of prisoners were ill.", "More than 80%", 0.8, "prisoners",
            {"modifier": "more_than", "high": None},
            "“More than 80%” is taken as 80% to 100% of prisoners",
        ),
        (
            "Between 60% and 70% of captives were ill.", "Between 60% and 70%", 0.6, "captives",
            {"modifier": "range", "high": 0.7},
            "“Between 60% and 70%” is taken as 60% to 70% of captives",
        ),
        (
            "A third of the prisoners were ill.", "A third", 1 / 3, "the prisoners", {},
            "“A third” is taken as 28.3% to 38.3% of prisoners; how many were examined is not said",
        ),
        (
            "One in five detainees was ill.", "One in five", 0.2, "5", {"unit": "fraction"},
            "“One in five” is taken as 15% to 25% of detainees",
        ),
        (
            "45.5% of 200 detainees were ill.", "45.5%", 0.455, "200 detainees", {},
            "Of 200 detainees, 91 were ill (45.5%).",
        ),
        (
            "18 of 24 bodies were burned.", "18 of 24 bodies", 18, "24",
            {"unit": "bodies", "share": False}, "Of 24 bodies, 18 were burned (75%).",
        ),
        (
            "80% of 3 men were ill.", "80%", 0.8, "3 men", {},
            "The figures do not fit together: no count of 3 people rounds to 80%",
        ),
        (
            "30 of 24 bodies were burned.", "30 of 24 bodies", 30, "24",
            {"unit": "bodies", "share": False}, "The figures do not fit together: 30 with the sign",
        ),
        (
            "Deaths rose 20%.", "20%", 0.2, None, {"unit": "fraction"},
            "The statement does not say of whom or what this is a share",
        ),
    ],
)  # fmt: skip
def test_every_way_to_say_a_share_gets_a_sentence_that_fits_it(
    sentence: str, words: str, value: float, of: str | None, fields: dict[str, Any], says: str
) -> None:
    assert says in share_of(sentence, words, value, of, **fields).sentences[0]


def test_a_percentage_that_repeats_a_count_is_not_told_twice() -> None:
    sentence = "Her table lists 18 of 24 bodies, or 75%."
    counted = quantity(sentence, "18 of 24 bodies", 18, "24", unit="bodies", share=False)
    again = quantity(sentence, "75%", 0.75, None, unit="fraction")
    other = replace(again, value=0.5)
    assert [item.said for item in build(content(sentence, counted, again)).shares] == [
        "18 of 24 bodies"
    ]
    assert len(build(content(sentence, counted, other)).shares) == 2


def judged(verdict: Verdict, *corrections: Correction) -> Judgement:
    made = datetime(2026, 3, 5, 12, tzinfo=UTC)
    one = claim(BODIES)
    return Judgement(one.id, "", one.passage, verdict, "heard", "Ada Example", made, corrections)


def test_a_rejected_statement_gives_no_share() -> None:
    one = quantity(BODIES, "80%", 0.8, "returned bodies")
    assert build(content(BODIES, one, judgement=judged(Verdict.REJECT))).shares == ()


def test_a_corrected_share_is_told_as_corrected() -> None:
    one = quantity(BODIES, "80%", 0.8, "returned bodies")
    right = judged(Verdict.CORRECT, Correction("quantity", "0.6"))
    (share,) = build(content(BODIES, one, judgement=right)).shares
    assert share.said == "60%"
    assert "says that 60%" in share.sentences[0]
    gone = judged(Verdict.CORRECT, Correction("quantity", None))
    assert build(content(BODIES, one, judgement=gone)).shares == ()


def test_the_page_leads_from_the_share_to_its_statement_and_speaker() -> None:
    page = parsed(content(BODIES, quantity(BODIES, "80%", 0.8, "returned bodies")))
    (block,) = page.xpath("//div[@class='share']")
    assert block.xpath(".//a/@href") == ["#S1-001"]
    words = text(block)
    assert "the outlet's own voice (not reviewed)" in " ".join(words.split())
    assert "No statement of this record names a share." in text(
        parsed(invented.case()).get_element_by_id("section-7")
    )
