"""Methods of torture: a second vocabulary, of which one claim may name several."""

from __future__ import annotations

import pytest

from habeas.claims.methods import torture_methods
from habeas.claims.tables import rows
from tests.claims.reading import only_line


def test_one_claim_names_all_methods_that_its_words_name() -> None:
    line = only_line(
        "Guards beat the prisoners with truncheons, gave them electric shocks and staged mock "
        "executions."
    )
    assert line["methods"] == ["beating", "electric_shock", "mock_execution"]


def test_denial_of_medical_care_is_a_method() -> None:
    line = only_line("The prison denied medical care to the wounded detainees for three weeks.")
    assert "medical_care" in line["methods"]


def test_a_law_about_a_thing_is_no_method() -> None:
    line = only_line("On Monday parliament passed a law that bans pepper spray in schools.")
    assert line["methods"] == []


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_every_cue_stands_for_a_method_of_the_vocabulary(language: str) -> None:
    unknown = {row["method"] for row in rows("method_cues", language)} - torture_methods().keys()
    assert not unknown


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_hardly_a_method_is_without_words_in_a_language(language: str) -> None:
    named = {row["method"] for row in rows("method_cues", language)}
    assert len(torture_methods().keys() - named) <= 4
