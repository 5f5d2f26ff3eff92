"""Judgements about events in the ledger: kept, refused, taken back, erased with their sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from habeas.model import (
    ClaimAnchor,
    EventJudgement,
    EventVerdict,
    InputRefused,
    Passage,
    WrongUsage,
)
from habeas.store import CaseStore, LeafKind
from tests.store.making import NOON, STATEMENT, deposit, document, sha256

ONE, TWO = sha256(b"one"), sha256(b"two")
WORDS = Passage.of(STATEMENT, 4, 10)


def joined(*sources: str, withdraws: int | None = None) -> EventJudgement:
    return EventJudgement(
        EventVerdict.JOIN if withdraws is None else None,
        tuple(ClaimAnchor(f"c{source[:6]}", source, WORDS) for source in sources),
        (),
        "both tell of the night of the transfer",
        "Ila Morven",
        NOON,
        withdraws=withdraws,
    )


@pytest.fixture
def two(store: CaseStore) -> CaseStore:
    """A case with two sources."""
    store.put_sources([deposit(name, f"{name.decode()}.txt") for name in (b"one", b"two")])
    return store


def test_it_comes_back_with_its_place(two: CaseStore) -> None:
    placed = two.append_event_judgement(joined(ONE, TWO))
    assert list(two.event_judgements()) == [placed]
    assert list(two.event_judgements(at=placed.position)) == []
    assert list(two.person_judgements()) == []
    assert two.verify().problems == ()


def test_its_sources_must_be_here_and_its_words_stand_in_them(two: CaseStore) -> None:
    with pytest.raises(InputRefused, match="no source in this case"):
        two.append_event_judgement(joined(ONE, sha256(b"elsewhere")))
    two.put_document(ONE, document(), reader="text@1")
    two.append_event_judgement(joined(ONE))
    wrong = ClaimAnchor("c1", ONE, Passage(4, 10, "Warden"))
    with pytest.raises(InputRefused, match="does not stand in the document"):
        two.append_event_judgement(replace(joined(ONE), claims=(wrong,)))


def test_only_a_judgement_about_an_event_can_be_taken_back(two: CaseStore) -> None:
    placed = two.append_event_judgement(joined(ONE, TWO))
    with pytest.raises(WrongUsage, match="entry 1 is no judgement about an event"):
        two.append_event_judgement(joined(ONE, TWO, withdraws=1))
    taken_back = joined(ONE, TWO, withdraws=placed.position)
    assert two.append_event_judgement(taken_back).position == placed.position + 1
    assert two.verify().ok


def test_erasing_a_source_erases_what_was_decided_about_its_words(two: CaseStore) -> None:
    two.append_event_judgement(joined(ONE, TWO))
    kept = two.append_event_judgement(joined(TWO))
    two.delete_source(ONE, reason="the family asked")
    assert list(two.event_judgements()) == [kept]
    gone = [entry.kind for entry in two.leaves() if entry.payload is None]
    assert LeafKind.EVENT_JUDGEMENT in gone
    assert two.verify().problems == ()


def test_the_index_finds_it_also_when_made_anew(two: CaseStore) -> None:
    two.append_event_judgement(joined(ONE, TWO))
    two.drop_derived()
    assert two.verify().problems == ()
    two.delete_source(TWO, reason="the family asked")
    assert list(two.event_judgements()) == []


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"verdict": None}, "either decides or withdraws"), ({"claims": ()}, "at least one claim")],
)
def test_a_judgement_that_says_nothing_cannot_be_made(
    wrong: dict[str, object], message: str
) -> None:
    fields: dict[str, object] = {"verdict": EventVerdict.JOIN, "claims": joined(ONE).claims}
    with pytest.raises(ValueError, match=message):
        EventJudgement(
            **{**fields, **wrong},  # type: ignore[arg-type]  # wrong on purpose, and by name
            others=(),
            reason="seen",
            author="Ila Morven",
            made_at=NOON,
        )
