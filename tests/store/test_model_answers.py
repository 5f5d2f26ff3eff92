"""Models' answers, and hosts allowed for them: kept in the ledger, and gone with their source."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.model import AllowedHost, CaseLocked, InputRefused, ModelAnswer
from habeas.store import CaseStore, LeafKind
from habeas.store.ledger import Batch
from tests.store.making import NOON, STATEMENT, deposit, sha256

TEXT = STATEMENT.encode()
SOURCE = sha256(TEXT)
# As invented as what it is about.
ANSWER = ModelAnswer(
    source=SOURCE,
    text=SOURCE,
    passages=((0, 20), (21, 40)),
    model="m",
    prompt="ab" * 32,
    request="cd" * 32,
    host="127.0.0.1",
    response=base64.b64encode(b"\xff no JSON").decode(),
    author="Ila Morven",
    made_at=NOON,
)
ALLOWED = AllowedHost("model.example.org", "Ila Morven", NOON)


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    store.put_sources([deposit(TEXT), deposit(b"another", "another.txt")])
    return store


def test_an_answer_comes_back_as_it_was(filled: CaseStore) -> None:
    other = replace(ANSWER, source=sha256(b"another"), model="other")
    assert filled.append_model_answer(ANSWER).kind is LeafKind.MODEL_ANSWER
    filled.append_model_answer(other)
    assert list(filled.model_answers()) == [ANSWER, other]
    assert list(filled.model_answers(source=SOURCE)) == [ANSWER]
    assert list(filled.model_answers(at=filled.head().size - 1)) == [ANSWER]
    assert ANSWER.body == b"\xff no JSON"
    assert ANSWER.origin == "model:m@abababababab"
    assert filled.verify().ok


def test_a_host_is_allowed_for_good(filled: CaseStore) -> None:
    filled.allow_host(ALLOWED)
    assert list(filled.allowed_hosts()) == [ALLOWED]
    assert filled.verify().ok


def test_an_answer_about_nothing_in_the_case_is_refused(store: CaseStore) -> None:
    with pytest.raises(InputRefused):
        store.append_model_answer(ANSWER)


def test_both_need_the_key(filled: CaseStore, case_path: Path) -> None:
    filled.close()
    with CaseStore.open(case_path) as closed:
        with pytest.raises(CaseLocked):
            closed.append_model_answer(ANSWER)
        with pytest.raises(CaseLocked):
            closed.allow_host(ALLOWED)


def test_an_erased_source_takes_its_answers_along_and_leaves_the_hosts(filled: CaseStore) -> None:
    filled.append_model_answer(ANSWER)
    filled.allow_host(ALLOWED)
    filled.delete_source(SOURCE, reason="the witness asked")
    assert list(filled.model_answers()) == []
    assert list(filled.allowed_hosts()) == [ALLOWED]
    assert filled.verify().ok


def test_a_remade_index_finds_them_again(filled: CaseStore) -> None:
    filled.append_model_answer(ANSWER)
    filled.allow_host(ALLOWED)
    filled.drop_derived()
    assert list(filled.model_answers(source=SOURCE)) == [ANSWER]
    assert list(filled.allowed_hosts()) == [ALLOWED]


@pytest.mark.parametrize(
    ("kind", "payload", "told"),
    [
        (LeafKind.MODEL_ANSWER, {"source": SOURCE}, "cannot be read as a model_answer"),
        (LeafKind.ALLOWED_HOST, {"host": 7}, "cannot be read as a allowed_host"),
        (
            LeafKind.MODEL_ANSWER,
            replace(ANSWER, source="ef" * 32),
            "about a source that is not there",
        ),
    ],
)
def test_verification_names_an_entry_that_is_none(
    filled: CaseStore, kind: LeafKind, payload: object, told: str
) -> None:
    batch: Batch
    with filled._case.ledger.batch() as batch:
        batch.append(kind, payload, NOON)
    assert told in str(filled.verify().problems[0])
