"""The verb beside a date without a year decides on which side of now it lies."""

from __future__ import annotations

import pytest

from tests.language.dates.reading import REPORTING_YEAR, UNKNOWN, days, intervals, spelled

# Now is Monday, 22 September 2025.
AHEAD = [
    ("en", "The commission will inspect the block on 10 October.", "2025-10-10"),
    ("en", "The hearing is scheduled for October 10.", "2025-10-10"),
    ("en", "The court will rule in November.", "2025-11-01..2025-11-30"),
    ("en", "The trial begins on 10 October.", "2025-10-10"),
    ("en", "On Friday the court will hear the case.", "2025-09-26"),
    ("ru", "10 октября комиссия проверит изолятор.", "2025-10-10"),
    ("ru", "Заседание состоится в ноябре.", "2025-11-01..2025-11-30"),
    ("ru", "В пятницу суд рассмотрит жалобу.", "2025-09-26"),
    ("ru", "Мы вернёмся туда в середине октября, — пообещал он.", "2025-10-11..2025-10-20"),
    ("ru", "10 октября комиссия осмотрит камеры.", "2025-10-10"),
    ("uk", "Комісія перевірить дільницю 10 жовтня.", "2025-10-10"),
    ("uk", "Засідання відбудеться у листопаді.", "2025-11-01..2025-11-30"),
    ("uk", "У п’ятницю рідні проведуть акцію.", "2025-09-26"),
    ("uk", "Слухання відновлять 10 жовтня.", "2025-10-10"),
]
BEHIND = [
    ("en", "The commission inspected the block on 10 October.", "2024-10-10"),
    ("en", "He said on 10 October that he will not appeal.", "2024-10-10"),
    ("en", "On Friday the court heard the case.", "2025-09-19"),
    ("ru", "10 октября комиссия проверила изолятор.", "2024-10-10"),
    ("ru", "Он сообщил 10 октября, что комиссия проверит изолятор.", "2024-10-10"),
    ("ru", "В пятницу суд рассмотрел жалобу.", "2025-09-19"),
    ("ru", "Как сообщает во вторник агентство, всё спокойно.", "2025-09-16"),
    ("uk", "Як повідомляє у вівторок агентство, усе спокійно.", "2025-09-16"),
    ("uk", "Комісія перевірила дільницю 10 жовтня.", "2024-10-10"),
    ("uk", "Він повідомив 10 жовтня, що комісія перевірить дільницю.", "2024-10-10"),
    ("uk", "У п’ятницю рідні провели акцію.", "2025-09-19"),
]


@pytest.mark.parametrize(("language", "text", "expected"), AHEAD)
def test_a_verb_of_the_future_puts_it_after_now(language: str, text: str, expected: str) -> None:
    assert spelled(intervals(text, language=language)) == expected


@pytest.mark.parametrize(("language", "text", "expected"), BEHIND)
def test_a_verb_of_the_past_leaves_it_before_now(language: str, text: str, expected: str) -> None:
    assert spelled(intervals(text, language=language)) == expected


def test_a_present_that_may_be_future_does_not_leave_a_yearly_report() -> None:
    text = "15 января комиссия осмотрит камеры."
    assert spelled(intervals(text, days("2024-12-30"), "ru")) == "2025-01-15"
    assert spelled(intervals(text, days("2024-12-31"), "ru")) == "2024-01-15"


def test_only_a_reference_of_one_day_knows_what_lies_ahead() -> None:
    text = "The commission will inspect the block in October."
    assert spelled(intervals(text, REPORTING_YEAR)) == "2024-10-01..2024-10-31"
    assert spelled(intervals(text, UNKNOWN)) == "?"
