"""The index is built once, whole or not at all, and always the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from habeas.language import Gazetteer
from habeas.language.gazetteer import build as building
from habeas.language.gazetteer import cache as caching
from habeas.language.gazetteer.build import build_index
from habeas.language.gazetteer.cities import City
from habeas.language.table import table_path
from habeas.model import InputRefused

TOWNS = (
    City(1, "Vymyslene", 49.0, 32.0, "UA", "05", 700, ("Вимислене",)),
    City(2, "Nowhere", 40.0, -90.0, "US", "FL", 900, ()),
    City(3, "Elsewhere", 47.0, 3.0, "FR", "02", 600, ()),
)


@pytest.fixture
def few_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of three invented towns, so that it builds in no time."""

    def towns() -> Iterator[City]:
        yield from TOWNS

    monkeypatch.setattr(building, "cities", towns)
    monkeypatch.setattr(building, "small_entries", lambda _: ())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.usefixtures("few_towns")
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    first = build_index(tmp_path / "one" / "index.sqlite")
    second = build_index(tmp_path / "two" / "index.sqlite")
    assert digest(first) == digest(second)


@pytest.mark.usefixtures("few_towns")
def test_an_index_that_is_there_is_not_built_again(tmp_path: Path) -> None:
    path = build_index(tmp_path / "index.sqlite")
    before = path.stat()
    assert build_index(path).stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.usefixtures("few_towns")
def test_builders_at_the_same_time_leave_one_whole_index(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: build_index(path), range(4)))
    assert set(results) == {path}
    assert not list(tmp_path.glob("*.part"))
    assert Gazetteer.open(path).find("Vymyslene")[0].code == "UA-14"


@pytest.mark.usefixtures("few_towns")
def test_a_build_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Iterator[City]:
        yield TOWNS[0]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "cities", broken)
    with pytest.raises(InputRefused, match="No space left on device") as refused:
        build_index(tmp_path / "index.sqlite")
    assert "HABEAS_CACHE" in str(refused.value)
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]


@pytest.mark.usefixtures("few_towns")
def test_towns_carry_the_code_of_their_region(tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(build_index(tmp_path / "index.sqlite"))
    assert gazetteer.find("Вимислене")[0].code == "UA-14"
    assert gazetteer.find("Nowhere")[0].code == "US-FL"
    assert gazetteer.find("Elsewhere")[0].code == "FR"


def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"not an index at all" * 100)
    with pytest.raises(InputRefused, match="delete the file"):
        Gazetteer.open(path)


def test_the_cache_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_CACHE", str(tmp_path))
    assert caching.index_path().parent == tmp_path
    monkeypatch.delenv("HABEAS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert caching.index_path().parent == tmp_path / "xdg" / "habeas"


def test_a_changed_table_is_another_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = caching.index_name()
    changed = tmp_path / "data"
    changed.mkdir()
    room = table_path("").parent
    for name in caching.TABLES:
        (changed / name).write_bytes((room / "data" / name).read_bytes() + b"\n")
    monkeypatch.setattr(
        caching, "table_path", lambda name: changed / name if name else room / "data"
    )
    caching.index_name.cache_clear()
    try:
        assert caching.index_name() != before
    finally:
        caching.index_name.cache_clear()


def test_it_can_be_built_ahead_of_time_from_the_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "habeas.language.gazetteer"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"gazetteer: {build_index()}"
