"""Where nothing can shut a worker in: refused, or a person's decision that is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from habeas.cli.reading import read_file
from habeas.model import CaseLocked, UnsafeParse
from habeas.pipeline import add, read_one, rebuild, unisolated
from habeas.pipeline.isolation import IsolationMissing, Level
from habeas.store import CaseStore
from tests.pipeline.making import INVESTIGATOR, ONE_PROCESS, write

ALLOWED = replace(ONE_PROCESS, unsafe_parse=True)
# A table has no sentences, so no language is loaded for it.
TABLE = "name,prison\nTaras Velmin,Orrin colony\nIla Morven,Orrin colony\n"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no isolation works."""
    monkeypatch.setattr(unisolated, "best_level", lambda: Level.NONE)


@pytest.mark.usefixtures("without")
def test_without_isolation_nothing_is_taken_in(store: CaseStore, tmp_path: Path) -> None:
    with pytest.raises(IsolationMissing, match="nothing here can shut a hostile file in") as caught:
        add(store, [write(tmp_path / "in", {"a.csv": TABLE})], settings=ONE_PROCESS)
    assert "bubblewrap" in str(caught.value)
    assert "--unsafe-parse" in str(caught.value)
    assert list(store.sources()) == []


@pytest.mark.usefixtures("without")
def test_reading_without_isolation_is_kept_in_the_ledger_once(
    store: CaseStore, tmp_path: Path
) -> None:
    report = add(
        store,
        [write(tmp_path / "in", {"a.csv": TABLE, "b.csv": TABLE + "A,B\n"})],
        settings=ALLOWED,
    )
    assert report.documents == 2
    (kept,) = store.recorded(UnsafeParse)
    assert kept.record.author == INVESTIGATOR
    assert "bubblewrap" in kept.record.what
    add(store, [tmp_path / "in"], settings=ALLOWED)
    assert len(list(store.recorded(UnsafeParse))) == 1, "nothing was read a second time"
    assert store.verify().ok


def test_where_isolation_works_it_is_used_and_nothing_is_recorded(
    store: CaseStore, tmp_path: Path
) -> None:
    add(store, [write(tmp_path / "in", {"a.csv": TABLE})], settings=ALLOWED)
    assert list(store.recorded(UnsafeParse)) == []


def test_a_rebuild_that_may_not_read_drops_nothing(
    store: CaseStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, [write(tmp_path / "in", {"a.csv": TABLE})], settings=ONE_PROCESS)
    (source,) = store.sources()
    kept = store.document(source.sha256)
    monkeypatch.setattr(unisolated, "best_level", lambda: Level.NONE)
    with pytest.raises(IsolationMissing):
        rebuild(store, settings=ONE_PROCESS)
    assert kept is not None
    assert store.document(source.sha256) == kept
    rebuild(store, settings=ALLOWED)
    assert len(list(store.recorded(UnsafeParse))) == 1
    assert store.document(source.sha256) == kept


@pytest.mark.usefixtures("without")
def test_without_a_key_to_sign_it_nothing_is_read_unisolated(tmp_path: Path) -> None:
    refuse = unisolated.recorded_in(_Closed(tmp_path), _never)  # type: ignore[arg-type]  # stands in
    with pytest.raises(CaseLocked, match="reading without isolation goes into the ledger"):
        refuse("no wall")


@pytest.mark.usefixtures("without")
def test_one_file_is_refused_or_read_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(IsolationMissing):
        read_one(TABLE.encode(), name="a.csv")
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    read_file(
        str(path), as_json=True, explain=False, published=None, outlet=None, unsafe_parse=True
    )
    assert "Warning: read without isolation" in capsys.readouterr().err


def test_one_file_is_read_without_a_warning_where_isolation_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    read_file(
        str(path), as_json=True, explain=False, published=None, outlet=None, unsafe_parse=True
    )
    assert "Warning" not in capsys.readouterr().err


class _Closed:
    can_sign = False

    def __init__(self, path: Path) -> None:
        self.path = path


def _never() -> object:
    raise AssertionError("no time is asked for")
