"""The levels of agreement: what two records that say so and so are found to say together."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest

from habeas.people import EventKind, Events, Records
from habeas.people.evidence import levels
from habeas.people.evidence.findings import FEATURE_NAMES
from habeas.people.evidence.levels import (
    BIRTH,
    EVENT,
    FEATURES,
    GIVEN,
    JANUARY_TYPE,
    NAME_LEVELS,
    PATRONYMIC,
    PLACE,
    REGION,
    SURNAME,
    YEAR_TYPE,
    level_types,
)
from tests.people.comparing import codes_of, records_of

CODES_OF_FEATURE = (
    *(levels.NAME_CODES,) * 3,
    levels.BIRTH_CODES,
    *(levels.EQUALITY_CODES,) * 3,
    levels.EVENT_CODES,
)
CROSSED = NAME_LEVELS


# Invented names: (left, right, what is found within one alphabet, whether two alphabets meet).
@pytest.mark.parametrize(
    ("left", "right", "part", "level", "crossed"),
    [
        ("Вигаденко Остап", "Вигаденко Остап", SURNAME, levels.SAME, False),
        ("Вигаденко Остап", "Vyhadenko Ostap", SURNAME, levels.SAME, True),
        ("Вигаденко Остап", "Выгаденко Остап", SURNAME, levels.SAME, False),
        ("Вигаденко Остап", "Вигаенко Остап", SURNAME, levels.ONE_OFF, False),
        ("Небуленко Остап", "Небуленко-Казка Остап", SURNAME, levels.SAME, False),
        ("Казка Остап", "Небуленко-Казка Остап", SURNAME, levels.RELATED, False),
        ("Вигаденко Остап", "Вітровій Остап", SURNAME, levels.SAME_INITIAL, False),
        ("Вигаденко Остап", "Небуленко Остап", SURNAME, levels.APART, False),
        ("Казка Микола", "Казка Микола", GIVEN, levels.SAME, False),
        ("Казка Микола", "Казка Николай", GIVEN, levels.OTHER_FORM, False),
        ("Казка Микола", "Kazka Nikolai", GIVEN, levels.OTHER_FORM, True),
        ("Казка Ярослав", "Казка Слава", GIVEN, levels.OTHER_FORM, False),
        ("Казка Вячеслав", "Казка Слава", GIVEN, levels.RELATED, False),
        ("Казка Василь", "Казка Павло", GIVEN, levels.APART, False),
        (
            "Казка Остап Миколайович",
            "Казка Остап Николаевич",
            PATRONYMIC,
            levels.OTHER_FORM,
            False,
        ),
        ("Казка Остап Миколайович", "Казка Остап Павлович", PATRONYMIC, levels.APART, False),
    ],
)
def test_names(left: str, right: str, part: int, level: int, crossed: bool) -> None:
    found = codes_of(records_of(name=[left, right]))[part]
    assert found == 1 + level + CROSSED * crossed


@pytest.mark.parametrize(
    ("right", "given", "patronymic"),
    [
        ("Казка О. М.", levels.INITIAL_AGREES, levels.INITIAL_AGREES),
        ("Казка О. П.", levels.INITIAL_AGREES, levels.INITIAL_DIFFERS),
        ("Казка П.", levels.INITIAL_DIFFERS, 0),
        ("Казка", 0, 0),
    ],
)
def test_initials_are_a_type_of_their_own(right: str, given: int, patronymic: int) -> None:
    found = codes_of(records_of(name=["Казка Остап Миколайович", right]))
    assert (found[GIVEN], found[PATRONYMIC]) == (given, patronymic)


def test_the_initial_of_a_name_in_another_language_agrees() -> None:
    """Which letters those are, the records at hand say: somebody here is printed as Николай."""
    found = codes_of(records_of(name=["Казка Микола", "Казка Н.", "Вигаденко Николай"]))
    assert found[GIVEN] == levels.INITIAL_AGREES


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("1980-02-03", "1980-02-03", levels.BIRTH_SAME),
        ("1980-02-03", "1980-03-02", levels.BIRTH_SWAPPED),
        ("1980-02-03", "1980-02-13", levels.BIRTH_ONE_PART),
        ("1980-02-03", "1980-12-03", levels.BIRTH_ONE_PART),
        ("1980-02-03", "1985-02-03", levels.BIRTH_OTHER_YEAR),
        ("1980-02-03", "1980-05-17", levels.BIRTH_YEAR),
        ("1980-02-03", "1981-05-17", levels.BIRTH_NEXT_YEAR),
        ("1980-02-03", "1986-05-17", levels.BIRTH_CLOSE),
        ("1980-02-03", "1995-05-17", levels.BIRTH_APART),
        ("1980-02-03", "1980", YEAR_TYPE),
        ("1980", "1980", YEAR_TYPE),
        ("1980-02", "1980-02-03", YEAR_TYPE),
        ("1980-02-03", "1981", YEAR_TYPE + 1),
        ("1980-02-03", "1983", YEAR_TYPE + 2),
        ("1980-02-03", "1990", YEAR_TYPE + 3),
        ("1980-02-03", "1991", YEAR_TYPE + 4),
        ("1980-01-01", "1980-02-03", JANUARY_TYPE),
        ("1980-01-01", "1982-02-03", JANUARY_TYPE + 2),
        ("1980-01-01", "1980-01-01", levels.BIRTH_SAME),
        ("1980-02-03", "", 0),
    ],
)
def test_birth(left: str, right: str, code: int) -> None:
    name = ["Казка Остап"] * 2
    assert codes_of(records_of(name=name, born=[left, right]))[BIRTH] == code
    assert codes_of(records_of(name=name, born=[right, left]))[BIRTH] == code


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("Донецька обл.", "Donetsk region", levels.EQUAL),
        ("Донецька обл.", "Херсонская область", levels.UNEQUAL),
        ("Донецька обл.", "", 0),
    ],
)
def test_regions_and_places(left: str, right: str, code: int) -> None:
    told = records_of(name=["Казка Остап"] * 2, region=[left, right], place=[right, left])
    found = codes_of(told)
    assert found[REGION] == code
    assert found[PLACE] == code


def lag(first: tuple[EventKind, int], second: tuple[EventKind, int]) -> tuple[int, int, int]:
    """The earlier kind, the later kind, and the bin of days between them."""
    told = records_of((0, *first), (1, *second), name=["Казка Остап"] * 2)
    kinds, place = divmod(int(codes_of(told)[EVENT]) - 1, levels.BINS)
    return *divmod(kinds, levels.KINDS), place


SAME_DAY = 12
CAPTURED, SEEN, RELEASED, DIED = (
    EventKind.CAPTURED,
    EventKind.SEEN,
    EventKind.RELEASED,
    EventKind.DIED,
)


def test_the_days_between_two_events_fall_in_bins() -> None:
    assert lag((CAPTURED, 19_000), (CAPTURED, 19_000)) == (CAPTURED, CAPTURED, SAME_DAY)
    assert lag((CAPTURED, 19_000), (CAPTURED, 19_003)) == (CAPTURED, CAPTURED, SAME_DAY + 1)
    assert lag((CAPTURED, 19_000), (RELEASED, 19_300)) == (CAPTURED, RELEASED, SAME_DAY + 8)
    assert lag((CAPTURED, 19_000), (SEEN, 29_000)) == (CAPTURED, SEEN, SAME_DAY + 12)


def test_which_row_stands_first_is_nothing() -> None:
    for other in (CAPTURED, SEEN, RELEASED, DIED):
        first, second = (CAPTURED, 19_000), (other, 19_300)
        assert lag(first, second) == lag(second, first)


def test_released_before_captured_is_another_finding_than_after() -> None:
    before = lag((CAPTURED, 19_300), (RELEASED, 19_000))
    assert before == (CAPTURED, RELEASED, SAME_DAY - 8)


def test_deaths_are_told_before_captures_and_captures_before_the_rest() -> None:
    told = Events(
        np.array([0, 0, 0, 1, 1, 1], dtype=np.int32),
        np.array([CAPTURED, SEEN, DIED] * 2, dtype=np.int8),
        np.array([19_000, 19_100, 19_400, 19_000, 19_250, 19_402], dtype=np.int32),
        np.array([19_000, 19_100, 19_400, 19_000, 19_250, 19_402], dtype=np.int32),
    )
    found = codes_of(Records.build(["a", "b"], name=["Казка Остап"] * 2, events=told))[EVENT]
    assert divmod(int(found) - 1, levels.BINS) == (DIED * levels.KINDS + DIED, SAME_DAY + 1)


@pytest.mark.parametrize("feature", range(FEATURES), ids=FEATURE_NAMES)
def test_every_code_belongs_to_exactly_one_type(feature: int) -> None:
    codes = chain.from_iterable(kind.codes for kind in level_types() if kind.feature == feature)
    assert sorted(codes) == list(range(1, CODES_OF_FEATURE[feature]))


def test_each_type_expects_something_of_every_level_of_its_own() -> None:
    for kind in level_types():
        assert len(kind.expected) == len(kind.by_chance) == len(kind.codes)
        assert min(kind.expected) > 0
        assert min(kind.by_chance) > 0
        assert set(kind.same) <= set(kind.codes)
        assert sum(kind.expected) == pytest.approx(1.0, abs=1e-3)
        assert sum(kind.by_chance) == pytest.approx(1.0, abs=1e-3)
