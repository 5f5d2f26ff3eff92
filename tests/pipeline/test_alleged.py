"""Who is named as having done it; the names are invented."""

from __future__ import annotations

import pytest

from habeas.model import Correction, Verdict
from habeas.pipeline.alleged import may_name_a_person, unconfirmed_names
from tests.pipeline.told import claim, decided


@pytest.mark.parametrize(
    "words",
    [
        "Pavlo Drenik",
        "Drenik",
        "guard Pavlo Drenik",
        "the colony's warden, Pavlo Drenik",
        "Начальник колонии Иван Дреник",
        "начальник колонії Дреник",
        "ПАВЛО ДРЕНИК",
        "Russian officer Drenik",
        "محمد",
    ],
)
def test_somebody_may_be_named(words: str) -> None:
    assert may_name_a_person(words)


@pytest.mark.parametrize(
    "words",
    ["guards", "Russian soldiers", "FSB", "ФСИН", "the Kremlin", "Russia", "three men", "SIZO-2"],
)
def test_nobody_is_named(words: str) -> None:
    assert not may_name_a_person(words)


def test_the_machines_actor_waits_for_a_confirmation() -> None:
    told = claim(1, actor="Pavlo Drenik")
    assert unconfirmed_names(told, ()) == ("Pavlo Drenik",)
    assert unconfirmed_names(told, (decided(told, Verdict.CONFIRM),)) == ()
    assert unconfirmed_names(told, (decided(told, Verdict.REJECT),)) == ("Pavlo Drenik",)
    assert unconfirmed_names(claim(1, actor="guards"), ()) == ()
    assert unconfirmed_names(claim(1), ()) == ()


def test_a_correction_confirms_only_an_actor_that_it_names() -> None:
    told = claim(1, actor="Pavlo Drenik")
    elsewhere = decided(told, Verdict.CORRECT, Correction("place", "Orlyne"))
    assert unconfirmed_names(told, (elsewhere,)) == ("Pavlo Drenik",)
    same = decided(told, Verdict.CORRECT, Correction("actor", "Pavlo Drenik"))
    assert unconfirmed_names(told, (same,)) == ()


def test_a_name_that_was_set_right_stands_in_the_record_still() -> None:
    """The dossier shows what the machine had read beside what a person set."""
    told = claim(1, actor="Pavlo Drenik")
    other = decided(told, Verdict.CORRECT, Correction("actor", "Ivan Sorrel"))
    assert unconfirmed_names(told, (other,)) == ("Pavlo Drenik",)
    nobody = decided(told, Verdict.CORRECT, Correction("actor", None))
    assert unconfirmed_names(told, (nobody,)) == ("Pavlo Drenik",)
    unnamed = claim(1, actor="guards")
    earlier = decided(unnamed, Verdict.CORRECT, Correction("actor", "Ivan Sorrel"))
    assert unconfirmed_names(unnamed, (earlier,)) == ()
    assert unconfirmed_names(unnamed, (earlier, decided(unnamed, Verdict.CONFIRM))) == (
        "Ivan Sorrel",
    )


def test_what_was_taken_back_later_is_not_confirmed() -> None:
    told = claim(1, actor="Pavlo Drenik")
    then = (decided(told, Verdict.CONFIRM),)
    assert unconfirmed_names(told, then, (*then, decided(told, Verdict.REJECT))) == (
        "Pavlo Drenik",
    )
