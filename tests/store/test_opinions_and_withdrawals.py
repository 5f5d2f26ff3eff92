"""Opinions about claims and withdrawals in the ledger: kept, refused, taken back, erased."""

from __future__ import annotations

import pytest

from habeas.model import (
    ClaimAnchor,
    InputRefused,
    Judgement,
    Opinion,
    Passage,
    Verdict,
    Withdrawal,
    WrongUsage,
    from_plain,
    to_plain,
)
from habeas.store import CaseStore, LeafKind
from tests.store.making import NOON, STATEMENT, deposit, sha256

ONE, TWO = sha256(b"one"), sha256(b"two")
WORDS = Passage.of(STATEMENT, 4, 10)


def judgement(source: str = ONE, reason: str = "so it says") -> Judgement:
    return Judgement("c1", source, WORDS, Verdict.CONFIRM, reason, "Ila Morven", NOON)


def opinion(again: int | None, source: str = ONE, verdict: Verdict | None = None) -> Opinion:
    anchor = ClaimAnchor("c1", source, WORDS)
    return Opinion(anchor, verdict, "seen again", "Ila Morven", NOON, again=again)


def taking_back(position: int, source: str = ONE) -> Withdrawal:
    return Withdrawal(position, source, "a slip of the key", "Ila Morven", NOON)


@pytest.fixture
def two(store: CaseStore) -> CaseStore:
    """A case with two sources."""
    store.put_sources([deposit(name, f"{name.decode()}.txt") for name in (b"one", b"two")])
    return store


def test_a_judgement_taken_back_is_no_judgement_since_then(two: CaseStore) -> None:
    first = two.append_judgement(judgement())
    second = two.append_judgement(judgement(reason="and again"))
    gone = two.append(taking_back(second.position))
    assert [item.reason for item in two.judgements()] == ["so it says"]
    assert [item.position for item in two.placed_judgements(source=ONE)] == [first.position]
    assert len(list(two.judgements(at=gone.position))) == 2
    assert two.withdrawn() == {second.position}
    assert two.withdrawn(source=TWO) == frozenset()
    assert two.verify().problems == ()


def test_a_withdrawal_taken_back_makes_the_judgement_hold_again(two: CaseStore) -> None:
    placed = two.append_judgement(judgement())
    gone = two.append(taking_back(placed.position))
    assert list(two.judgements()) == []
    again = two.append(taking_back(gone.position))
    assert [item.reason for item in two.judgements()] == ["so it says"]
    two.append(taking_back(again.position))
    assert list(two.judgements()) == []
    assert two.verify().problems == ()


def test_opinions_are_kept_beside_the_judgements(two: CaseStore) -> None:
    placed = two.append_judgement(judgement())
    second = two.append(opinion(placed.position, verdict=Verdict.REJECT))
    unsure = two.append(opinion(None, TWO))
    assert [item.position for item in two.opinions()] == [second.position, unsure.position]
    assert [item.position for item in two.opinions(source=TWO)] == [unsure.position]
    assert [item.verdict for item in two.judgements()] == [Verdict.CONFIRM]
    two.append(taking_back(unsure.position, TWO))
    assert [item.position for item in two.opinions()] == [second.position]
    assert two.verify().problems == ()


@pytest.mark.parametrize(
    "record",
    [taking_back(1), taking_back(99), taking_back(3, TWO), opinion(1, verdict=Verdict.CONFIRM)],
    ids=["a source", "nothing", "of another source", "an opinion about a source"],
)
def test_what_is_about_no_judgement_of_that_source_is_refused(
    two: CaseStore, record: Opinion | Withdrawal
) -> None:
    assert two.append_judgement(judgement()).position == 3
    with pytest.raises(WrongUsage, match="no judgement about a claim of this source"):
        two.append(record)
    assert two.head().size == 4


def test_an_opinion_about_an_opinion_is_refused(two: CaseStore) -> None:
    unsure = two.append(opinion(None))
    with pytest.raises(WrongUsage):
        two.append(opinion(unsure.position, verdict=Verdict.CONFIRM))


def test_a_source_that_is_not_here_is_refused(two: CaseStore) -> None:
    with pytest.raises(InputRefused, match="no source in this case"):
        two.append(opinion(None, sha256(b"three")))


def test_they_go_with_their_source(two: CaseStore) -> None:
    placed = two.append_judgement(judgement())
    two.append(opinion(placed.position, verdict=Verdict.REJECT))
    two.append(taking_back(placed.position))
    two.delete_source(ONE, reason="asked for by the witness")
    assert list(two.opinions()) == []
    assert two.withdrawn() == frozenset()
    kinds = {LeafKind.JUDGEMENT, LeafKind.OPINION, LeafKind.WITHDRAWAL}
    assert all(entry.payload is None for entry in two.leaves() if entry.kind in kinds)
    assert two.verify().problems == ()


def test_an_opinion_that_would_be_a_judgement_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="is a judgement"):
        opinion(None, verdict=Verdict.CONFIRM)
    with pytest.raises(ValueError, match="corrections"):
        opinion(3, verdict=Verdict.CORRECT)


def test_a_judgement_of_a_version_that_did_not_note_what_was_seen_is_read() -> None:
    plain = to_plain(judgement())
    del plain["seen"]
    assert from_plain(Judgement, plain) == judgement()
