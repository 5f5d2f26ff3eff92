"""Recording a label: what it may be about, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.model import CaseLocked, InputRefused, Label, WrongUsage
from habeas.pipeline import audience_named, record_label
from habeas.store import CaseStore
from tests.pipeline.labelled import (
    COURIER,
    HERALD,
    PUBLIC,
    fill,
    label,
    people,
    put,
    sha256_of,
)
from tests.pipeline.making import CHEAP, INVESTIGATOR, PASSPHRASE


@pytest.fixture
def claim(store: CaseStore) -> str:
    """The claim of the Courier, in a case of three papers."""
    return fill(store)[COURIER]


def test_a_label_is_kept_in_the_ledger_with_its_reason_and_author(
    store: CaseStore, claim: str
) -> None:
    (placed,) = record_label(store, claim, "restricted", reason=" the witness is in hiding ")
    (kept,) = store.recorded(Label)
    assert kept == placed
    assert (kept.record.reason, kept.record.author) == ("the witness is in hiding", INVESTIGATOR)
    assert kept.record.claim is not None
    assert kept.record.claim.passage.quote == COURIER.text
    assert store.verify().ok


def test_a_source_is_named_by_how_its_hash_begins(store: CaseStore, claim: str) -> None:
    label(store, sha256_of(HERALD)[:9].upper(), PUBLIC)
    (kept,) = store.recorded(Label)
    assert kept.record.source == sha256_of(HERALD)


@pytest.mark.parametrize(
    ("subject", "level", "reason", "words"),
    [
        ("CLAIM", "secret", "so", "'secret' is neither a label nor an audience"),
        ("CLAIM", "public", "  ", "a label needs a reason"),
        ("", "public", "so", "more than one claim begins with these characters"),
        ("zzzz", "public", "so", "no source, claim or person in this case begins"),
    ],
)
def test_what_does_not_fit_together_is_refused_and_nothing_recorded(
    store: CaseStore, claim: str, subject: str, level: str, reason: str, words: str
) -> None:
    with pytest.raises(WrongUsage, match=words):
        record_label(store, claim if subject == "CLAIM" else subject, level, reason=reason)
    assert list(store.recorded(Label)) == []


def test_a_beginning_that_fits_a_source_and_a_claim_is_refused(store: CaseStore) -> None:
    claim, start = "", "0123456789abcdef"
    for shift in range(400):
        claim = put(store, COURIER, shift)
        if claim[0] == sha256_of(COURIER)[0]:
            break
    assert claim[0] in start
    with pytest.raises(WrongUsage, match="both a source and a claim begin"):
        record_label(store, claim[0], "public", reason="so")
    assert list(store.recorded(Label)) == []


def test_a_person_is_labelled_once_somebody_was_resolved(store: CaseStore, claim: str) -> None:
    with pytest.raises(InputRefused, match="nobody was resolved"):
        record_label(store, "p-", "public", reason="so")
    (person,) = people(store).persons()
    with pytest.raises(WrongUsage, match="no person in this case has this id"):
        record_label(store, f"{person}x", "public", reason="so")
    placed = record_label(store, person, "public", reason="so")
    assert len(placed) == 2
    assert {item.record.reason for item in placed} == {"so"}


def test_a_case_that_is_open_without_its_key_takes_no_label(tmp_path: Path) -> None:
    with CaseStore.create(
        tmp_path / "case",
        passphrase=PASSPHRASE,
        investigator=INVESTIGATOR,
        encrypted=False,
        key_cost=CHEAP,
    ) as made:
        claim = put(made, COURIER)
    with CaseStore.open(tmp_path / "case") as keyless, pytest.raises(CaseLocked):
        record_label(keyless, claim, "public", reason="so")


def test_an_audience_has_one_of_three_names() -> None:
    assert audience_named("public") is PUBLIC
    with pytest.raises(WrongUsage, match="neither a label nor an audience"):
        audience_named("press")
