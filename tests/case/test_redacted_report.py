"""A real case lets out a redacted dossier, and data: what was redacted is in none of the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.case import Case
from habeas.model import WrongUsage
from habeas.reports import Redactions
from tests.pipeline.making import ONE_PROCESS

HIDDEN = Redactions(persons=("Taras Velmin",), places=("Chernihiv", "Orrin"))
# In every spelling that somebody may look for; "velm" and "orrin" begin all forms.
WORDS = ("velm", "taras", "chernihiv", "chernigov", "orrin")


def seen(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace").casefold()


def test_a_redacted_dossier_holds_nothing_of_it(case: Case, tmp_path: Path) -> None:
    plain = case.report(tmp_path / "plain.html")
    assert all(word in seen(plain.path) for word in ("velm", "taras", "chernihiv", "orrin"))
    written = case.report(tmp_path / "redacted.html", redactions=HIDDEN)
    assert [word for word in WORDS if word in seen(written.path)] == []
    assert "redacted: 1 person, 2 places, 0 passages, 0 sources." in seen(written.path)
    assert written.redaction is not None
    assert written.redaction.not_found == ()
    assert (tmp_path / "plain.html.proof").is_dir()
    # A proof tells the name of its file and a hash that names could be tried against.
    assert not (tmp_path / "redacted.html.proof").exists()
    for source in case.store.sources():
        assert source.sha256[:8] in seen(plain.path)
        assert source.sha256[:8] not in seen(written.path)


def test_no_redacted_dossier_comes_to_lie_beside_the_proof_of_one_that_was_not(
    case: Case, tmp_path: Path
) -> None:
    plain = case.report(tmp_path / "dossier.html")
    before = plain.path.read_bytes()
    with pytest.raises(WrongUsage, match="sealed folder of an earlier one"):
        case.report(tmp_path / "dossier.html", redactions=HIDDEN)
    assert plain.path.read_bytes() == before


@pytest.mark.ci
def test_the_same_redactions_give_the_same_bytes_after_a_rebuild(
    case: Case, tmp_path: Path
) -> None:
    first = case.report(tmp_path / "one.html", redactions=HIDDEN)
    case.rebuild(settings=ONE_PROCESS)
    again = case.report(tmp_path / "two.html", at=str(first.head), redactions=HIDDEN)
    assert again.sha256 == first.sha256


@pytest.mark.ci
@pytest.mark.parametrize("what", ["claims", "people"])
@pytest.mark.parametrize("suffix", [".csv", ".ftm.json"])
def test_redacted_data_holds_nothing_of_it(
    what: str, suffix: str, case: Case, tmp_path: Path
) -> None:
    plain = case.export(what, tmp_path / f"plain{suffix}")
    assert "velm" in seen(plain.path)
    written = case.export(what, tmp_path / f"redacted{suffix}", redactions=HIDDEN)
    assert [word for word in WORDS if word in seen(written.path)] == []
    assert "person a" in seen(written.path)
    for source in case.store.sources():
        assert source.sha256[:8] not in seen(written.path)


def test_a_file_whose_name_tells_is_not_written(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "about-velmin.html"
    with pytest.raises(WrongUsage, match="name of the file"):
        case.report(path, redactions=HIDDEN)
    assert not path.exists()
