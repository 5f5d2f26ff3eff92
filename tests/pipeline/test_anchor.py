"""Judgements find their claims again, and never move to other words."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from habeas.model import (
    Attribution,
    Claim,
    Judgement,
    Modality,
    Passage,
    Stance,
    Verdict,
)
from habeas.pipeline.anchor import anchor

SOURCE = "ab" * 32
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
TEXT = (
    "First he was held in Orrin. He was beaten. "
    "Then he was held in Lower Orrin. He was beaten. And then he was freed."
)


def claim(identity: str, passage: Passage, *occurrences: Passage) -> Claim:
    return Claim(
        id=identity,
        passage=passage,
        content=(passage.start, passage.end),
        type="torture",
        type_scores=(),
        stance=Stance.ASSERTS,
        negated=False,
        modality=Modality.FACT,
        attribution=Attribution(),
        confidence=0.5,
        origin="rule:test@1",
        occurrences=occurrences,
    )


def judgement(passage: Passage, verdict: Verdict = Verdict.CONFIRM) -> Judgement:
    return Judgement("old", SOURCE, passage, verdict, "heard the tape", "Ila Morven", NOON)


def nth(words: str, number: int, text: str = TEXT) -> Passage:
    start = -1
    for _ in range(number):
        start = text.index(words, start + 1)
    return Passage.of(text, start, start + len(words))


FIRST, SECOND = nth("He was beaten.", 1), nth("He was beaten.", 2)


def test_a_judgement_stays_with_the_words_at_its_offsets() -> None:
    found = anchor([judgement(SECOND)], [(SOURCE, claim("a", FIRST)), (SOURCE, claim("b", SECOND))])
    assert list(found.by_claim) == ["b"]
    assert found.unanchored == ()


def test_words_that_moved_are_found_by_what_stands_around_them() -> None:
    longer = "A new opening paragraph of some length. " + TEXT
    claims = [
        (SOURCE, claim("a", nth("He was beaten.", 1, longer))),
        (SOURCE, claim("b", nth("He was beaten.", 2, longer))),
    ]
    assert list(anchor([judgement(FIRST)], claims).by_claim) == ["a"]
    assert list(anchor([judgement(SECOND)], claims).by_claim) == ["b"]


def test_a_further_printing_of_a_claim_carries_the_judgement_too() -> None:
    found = anchor([judgement(SECOND)], [(SOURCE, claim("a", FIRST, SECOND))])
    assert list(found.by_claim) == ["a"]


def test_a_judgement_never_moves_to_other_words() -> None:
    wider = nth("Lower Orrin. He was beaten.", 1)
    found = anchor([judgement(SECOND)], [(SOURCE, claim("a", wider))])
    assert found.by_claim == {}
    assert found.unanchored == (judgement(SECOND),)


def test_a_judgement_never_moves_to_another_source() -> None:
    found = anchor([judgement(FIRST)], [("cd" * 32, claim("a", FIRST))])
    assert found.unanchored == (judgement(FIRST),)


def test_the_latest_judgement_counts_and_all_are_kept() -> None:
    judgements = [judgement(FIRST), judgement(FIRST, Verdict.REJECT)]
    found = anchor(judgements, [(SOURCE, claim("a", FIRST))])
    assert found.by_claim["a"] == tuple(judgements)
    latest = found.latest("a")
    assert latest is not None
    assert latest.verdict is Verdict.REJECT
    assert found.latest("never judged") is None


spans = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT)))
)


@given(judged=st.lists(spans, max_size=8), claimed=st.lists(spans, max_size=8))
def test_no_judgement_is_lost_or_doubled(
    judged: list[tuple[int, int]], claimed: list[tuple[int, int]]
) -> None:
    judgements = [judgement(Passage.of(TEXT, *span)) for span in judged]
    claims = [
        (SOURCE, claim(str(number), Passage.of(TEXT, *span))) for number, span in enumerate(claimed)
    ]
    found = anchor(judgements, claims)
    placed = [item for history in found.by_claim.values() for item in history]
    assert len(placed) + len(found.unanchored) == len(judgements)
    quotes = {item.id: item.passage.quote for _, item in claims}
    for identity, history in found.by_claim.items():
        assert {item.passage.quote for item in history} == {quotes[identity]}
