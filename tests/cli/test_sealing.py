"""What a person sees who seals, compares, and co-signs. Nobody named here exists."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from habeas.cli import sealing
from habeas.model import Confidentiality, InputRefused, Label
from habeas.store import CaseStore, Cosigner
from tests.store.making import CHEAP, PASSPHRASE, STATEMENT, deposit, fill, sha256

MADE_AT = datetime(2026, 4, 1, 12, tzinfo=UTC)
NAME = "orrin.example/noor-adeyemi"


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
    path = tmp_path / "case"
    with CaseStore.create(
        path,
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        encrypted=request.param,
        key_cost=CHEAP,
    ) as store:
        fill(store)
    return path


def add(case: Path, data: bytes) -> None:
    with CaseStore.open(case, passphrase=PASSPHRASE) as store:
        store.put_source(deposit(data))


def growth(case: Path, place: Path) -> int:
    with CaseStore.open(case, passphrase=PASSPHRASE, read_only=True) as store:
        return sealing.tell_growth(store, place)


def test_sealing_says_what_was_sealed_and_what_it_tells(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealing.seal_case(case, tmp_path / "sealed", None, None)
    said = capsys.readouterr()
    assert "3 exhibits" in said.out
    assert "who collected it" in said.err
    sealing.seal_case(case, tmp_path / "one", [sha256(STATEMENT.encode())[:10]], None)
    assert "1 exhibits" in capsys.readouterr().out
    sealing.seal_case(case, tmp_path / "none", [], None)
    assert capsys.readouterr().err == ""


def test_no_proof_goes_to_somebody_who_may_not_know_of_the_source(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = sha256(STATEMENT.encode())
    with CaseStore.open(case, passphrase=PASSPHRASE) as store:
        store.append(
            Label(Confidentiality.PUBLIC, "it was published", "Ila Morven", MADE_AT, source=shown)
        )
    assert sealing.seal_case(case, tmp_path / "all", None, None, "public") == 1
    said = capsys.readouterr().err
    assert "2 things are above the audience public" in said
    assert shown[:12] not in said
    assert not (tmp_path / "all").exists()
    assert sealing.seal_case(case, tmp_path / "one", [shown[:10]], None, "public") == 0
    assert sealing.seal_case(case, tmp_path / "none", [], None, "public") == 0
    assert sealing.seal_case(case, tmp_path / "all", None, None) == 0


def test_since_says_that_the_case_only_grew(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealing.seal_case(case, tmp_path / "sealed", [], None)
    add(case, b"later")
    capsys.readouterr()
    for place in (tmp_path / "sealed", tmp_path / "sealed" / "checkpoint.txt"):
        assert growth(case, place) == 0
        assert "grew by 1 entry, and only grew" in capsys.readouterr().out


def test_since_says_what_is_wrong_with_a_checkpoint(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "note.txt").write_text("hello\n")
    assert growth(case, tmp_path / "note.txt") == 1
    said = capsys.readouterr()
    assert (said.out, "NOT what it was: no note" in said.err) == ("", True)
    with pytest.raises(InputRefused):
        growth(case, tmp_path / "missing.txt")


def test_a_second_person_signs_and_the_case_takes_it_in(
    case: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealing.seal_case(case, tmp_path / "sealed", [], None)
    monkeypatch.setenv("HABEAS_PASSPHRASE", "the witness's own words")
    capsys.readouterr()
    sealing.witness_key(tmp_path / "witness.key", NAME, None)
    vkey = capsys.readouterr().out.strip()
    assert Cosigner.from_vkey(vkey).name == NAME
    sealing.cosign(tmp_path / "sealed", tmp_path / "witness.key", None)
    assert vkey in capsys.readouterr().out
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
    note = tmp_path / "sealed" / "checkpoint.txt"
    sealing.take_cosigned(case, note, vkey, None)
    assert f"co-signed by {NAME}" in capsys.readouterr().out
    assert growth(case, note) == 0
