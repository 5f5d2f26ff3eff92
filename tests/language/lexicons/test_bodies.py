"""Bodies are known by full name, acronym and the ways the press writes them."""

from __future__ import annotations

import pytest

from habeas.language import bodies, body, fold
from habeas.language.table import rows


@pytest.mark.parametrize(
    ("printed", "acronym"),
    [
        ("CPT", "CPT"),
        ("the European Committee for the Prevention of Torture", "CPT"),
        ("UN Human Rights Monitoring Mission in Ukraine", "HRMMU"),
        ("UN HRMMU", "HRMMU"),
        ("International Committee of the Red Cross", "ICRC"),
        ("Human Rights Watch", "HRW"),
        ("the Federal Security Service", "FSB"),
        ("ФСБ", "FSB"),
        ("the WHO", "WHO"),
        ("ECtHR", "ECHR"),
    ],
)
def test_a_body_is_found_by_any_of_its_names(printed: str, acronym: str) -> None:
    found = body(printed)
    assert found is not None
    assert found.acronym == acronym


@pytest.mark.parametrize("word", ["who", "is", "cat", "ai", "eu", "", "The", "apt"])
def test_lower_case_words_are_no_acronyms(word: str) -> None:
    assert body(word) is None


def test_no_name_belongs_to_two_bodies() -> None:
    owners: dict[str, str] = {}
    for found in bodies():
        for name in {fold(n) for n in (found.name, *found.aliases)}:
            assert owners.setdefault(name, found.name) == found.name, name


def test_kinds_and_countries_are_from_the_vocabulary() -> None:
    countries = {row["code"] for row in rows("countries.tsv")} | {""}
    kinds = {"un", "treaty", "regional", "ngo", "state", "court", "military", "armed_group"}
    assert len(bodies()) > 250
    for found in bodies():
        assert found.kind in kinds | {"research"}, found
        assert found.country in countries, found
