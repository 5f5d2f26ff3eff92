"""The Python face: the same calls as the commands, thin over all below."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

import habeas
from habeas.case import Case
from habeas.model import (
    CaseLocked,
    CaseNotFound,
    InputRefused,
    MissingExtra,
    Verdict,
    WrongUsage,
)
from habeas.store import LeafKind
from habeas.store.case_key import new_identity
from tests.pipeline.making import INVESTIGATOR, ONE_PROCESS, PASSPHRASE, account, write


def test_the_way_through_the_whole_house(case: Case, tmp_path: Path) -> None:
    report = case.add(write(tmp_path / "in", {"a.txt": account(1)}), settings=ONE_PROCESS)
    assert report.balance.created == 1
    claim = case.claims.filter(type="torture")[0]
    case.judge(claim.claim.id, Verdict.CONFIRM, reason="the medical file")
    assert case.claims.filter(state="confirmed")[0].claim == claim.claim
    written = case.report(tmp_path / "dossier.html")
    assert hashlib.sha256(written.path.read_bytes()).hexdigest() == written.sha256
    assert case.rebuild(settings=ONE_PROCESS).ok
    assert case.verify().ok
    kinds = [entry.kind for entry in case.log()]
    assert kinds == [
        LeafKind.CASE,
        LeafKind.ACCESS,
        LeafKind.SOURCE,
        LeafKind.SOURCE,
        LeafKind.JUDGEMENT,
        LeafKind.EXPORT,
    ]
    assert case.unanchored == ()


def test_a_dossier_is_pinned_to_the_head_before_its_own_entry(case: Case, tmp_path: Path) -> None:
    head = case.head
    written = case.report(tmp_path / "dossier.html")
    assert written.head == head
    (export,) = case.store.exports()
    assert (export.sha256, export.head_size, export.head_root) == (
        written.sha256,
        head.size,
        head.root,
    )
    assert case.head.size == head.size + 1
    assert head.root.encode() in written.path.read_bytes()


def test_an_earlier_dossier_comes_back_byte_for_byte(case: Case, tmp_path: Path) -> None:
    first = case.report(tmp_path / "1.html")
    claim = case.claims[0].claim
    case.judge(claim.id, "reject", reason="said of another place")
    case.add(write(tmp_path / "in", {"a.txt": account(1)}), tmp_path / "gone", settings=ONE_PROCESS)
    names: list[int | str] = [
        first.head.size,
        str(first.head),
        str(first.head)[:8],
        first.head.root[:12],
    ]
    before = {case.report(tmp_path / "2.html", at=name).sha256 for name in names}
    case.rebuild(settings=ONE_PROCESS)
    after = {case.report(tmp_path / "3.html", at=name).sha256 for name in names}
    assert before == after == {first.sha256}
    assert case.report(tmp_path / "4.html", at="HEAD").sha256 != first.sha256


def test_the_same_bytes_of_the_same_head_are_recorded_once(case: Case, tmp_path: Path) -> None:
    first = case.report(tmp_path / "1.html")
    size = case.head.size
    case.report(tmp_path / "copy.html", at=first.head.size)
    assert case.head.size == size


def test_a_failure_stands_in_the_dossier_of_its_head_and_of_no_earlier_one(
    case: Case, tmp_path: Path
) -> None:
    first = case.report(tmp_path / "1.html")
    case.add(tmp_path / "vanished.txt", settings=ONE_PROCESS)
    second = case.report(tmp_path / "2.html")
    case.report(tmp_path / "3.html", at=first.head.size)
    assert b"vanished.txt" in second.path.read_bytes()
    assert (tmp_path / "3.html").read_bytes() == (tmp_path / "1.html").read_bytes()


def test_a_head_that_never_was_is_refused(case: Case, tmp_path: Path) -> None:
    for name in ("99", "1-0000", "yesterday", "0"):
        with pytest.raises(WrongUsage):
            case.report(tmp_path / "x.html", at=name)
    assert not list(tmp_path.glob("*.html*"))


def test_no_dossier_leaves_without_its_entry(case: Case, tmp_path: Path) -> None:
    folder, (identity, recipient) = case.store.path, new_identity()
    case.store.admit_reader("Oda Lind", recipient)
    case.close()
    (tmp_path / "identity").write_text(identity)
    with (
        habeas.open(folder, identity=tmp_path / "identity") as keyless,
        pytest.raises(CaseLocked),
    ):
        keyless.report(tmp_path / "x.html")
    assert not list(tmp_path.glob("*.html*"))
    assert not list(tmp_path.glob(".*.unfinished"))


def test_no_dossier_passes_over_sources_that_wait_to_be_read(case: Case, tmp_path: Path) -> None:
    case.store.drop_derived()
    with pytest.raises(InputRefused, match="1 sources are not read yet") as refused:
        case.report(tmp_path / "x.html")
    assert "rebuild" in (refused.value.remedy or "")


def test_a_folder_that_is_not_there_is_named(case: Case, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no such folder"):
        case.report(tmp_path / "nowhere" / "x.html")


def test_the_passphrase_comes_from_the_environment_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
    with habeas.new(tmp_path / "new", investigator=INVESTIGATOR) as made:
        assert made.store.can_sign
    with habeas.open(tmp_path / "new") as opened:
        assert opened.store.can_sign
    with habeas.open(tmp_path / "new", read_only=True) as looked_at:
        assert not looked_at.store.can_sign
    monkeypatch.delenv("HABEAS_PASSPHRASE")
    with pytest.raises(CaseLocked, match="this case is encrypted"):
        habeas.open(tmp_path / "new")


def test_a_case_that_is_not_encrypted_opens_without_a_passphrase_and_signs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HABEAS_PASSPHRASE", raising=False)
    habeas.new(
        tmp_path / "new", investigator=INVESTIGATOR, passphrase=PASSPHRASE, encrypted=False
    ).close()
    with habeas.open(tmp_path / "new") as keyless:
        assert not keyless.store.can_sign


def test_a_new_case_needs_a_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HABEAS_PASSPHRASE", raising=False)
    with pytest.raises(WrongUsage, match="passphrase"):
        habeas.new(tmp_path / "new", investigator=INVESTIGATOR)
    assert not (tmp_path / "new").exists()


def test_what_is_not_a_case_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFound):
        habeas.open(tmp_path)


def test_a_missing_data_frame_library_is_named_with_the_line_that_installs_it(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match="polars") as missing:
        case.claims.to_polars()
    assert "habeas[tables]" in (missing.value.remedy or "")
