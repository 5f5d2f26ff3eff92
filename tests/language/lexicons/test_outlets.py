"""Outlets are known by name, alias and acronym."""

from __future__ import annotations

import pytest

from habeas.language import fold, outlet, outlets
from habeas.language.table import rows


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("AFP", "Agence France-Presse"),
        ("the Associated Press", "Associated Press"),
        ("The New York Times", "New York Times"),
        ("Suspilne", "Suspilne"),
        ("SUSPILNE", "Suspilne"),
        ("Суспільне", "Suspilne"),
        ("RBC", "RBC"),
        ("Süddeutsche Zeitung", "Süddeutsche Zeitung"),
        ("suddeutsche zeitung", "Süddeutsche Zeitung"),
        ("“Meduza”", "Meduza"),
        ("Reuters’s", "Reuters"),
        ("Time", "Time"),
    ],
)
def test_an_outlet_is_found_as_it_is_printed(printed: str, name: str) -> None:
    found = outlet(printed)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("word", ["time", "republic", "ap", "guardian", "", "the", "Nonexistent"])
def test_everyday_words_are_no_outlets(word: str) -> None:
    assert outlet(word) is None


def test_no_name_belongs_to_two_outlets() -> None:
    owners: dict[str, str] = {}
    for found in outlets():
        for name in {fold(n).removeprefix("the ") for n in (found.name, *found.aliases)}:
            assert owners.setdefault(name, found.name) == found.name, name


def test_kinds_and_countries_are_from_the_vocabulary() -> None:
    countries = {row["code"] for row in rows("countries.tsv")} | {""}
    assert len(outlets()) > 400
    for found in outlets():
        assert found.kind in {"outlet", "agency", "broadcaster", "channel"}, found
        assert found.country in countries, found
        assert found.name == found.name.strip()
