from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.cli.searching import search_case
from habeas.model import WrongUsage
from habeas.store import CaseStore
from tests.store.making import CHEAP, PASSPHRASE
from tests.store.searching import fill_for_search


@pytest.fixture(scope="module")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("searched") / "case"
    with CaseStore.create(
        path, passphrase=PASSPHRASE, investigator="Ila Morven", encrypted=False, key_cost=CHEAP
    ) as store:
        fill_for_search(store)
    return path


def test_found_words_are_marked_in_lines(
    case_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search_case(case_folder, "солдат", None)
    printed = capsys.readouterr()
    first, second = printed.out.splitlines()
    assert "claim aa01  [Солдатів] утримували" in first
    assert "passage 58-" in second
    assert printed.err == "2 found for солдат\n"


def test_a_name_beside_the_quote_is_shown_with_its_field(
    case_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search_case(case_folder, "Vovchenko", None, way="all-scripts")
    assert "speaker: Олена [Вовченко]" in capsys.readouterr().out


def test_json_has_a_hit_in_each_line(case_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    search_case(case_folder, "Velminsky", None, way="all-scripts", kinds=["passage"], as_json=True)
    hits = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [hit["kind"] for hit in hits] == ["passage"] * 3
    assert hits[0]["snippet"]["spans"]


def test_a_query_without_words_says_so(
    case_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search_case(case_folder, "**", None)
    assert capsys.readouterr().err == "the query holds no word\n"


def test_ways_and_kinds_that_there_are_not_are_refused(case_folder: Path) -> None:
    with pytest.raises(WrongUsage, match="no way of searching named fuzzy"):
        search_case(case_folder, "a", None, way="fuzzy")
    with pytest.raises(WrongUsage, match="nothing named image is searched"):
        search_case(case_folder, "a", None, kinds=["image"])
