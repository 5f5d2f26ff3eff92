"""The language of the interface: which one, and how it writes numbers and days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from habeas.model import DateInterval
from habeas.web.speech import preferred, speech


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "uk-UA,uk;q=0.9,en;q=0.5", "uk"),
        (None, "de-DE,ru;q=0.4,en;q=0.3", "ru"),
        (None, "fr", "en"),
        ("ru", "uk", "ru"),
        ("xx", "uk", "uk"),
        (None, "uk;q=broken,ru;q=0.1", "ru"),
        (None, ";;;,,q=1", "en"),
    ],
)
def test_the_language_that_was_chosen_or_is_liked_best(
    cookie: str | None, accepted: str, language: str
) -> None:
    assert preferred(cookie, accepted) == language


def test_numbers_and_days_as_each_language_writes_them() -> None:
    day = date(2031, 5, 4)
    assert speech("en").number(1234567.5, 1) == "1,234,567.5"
    assert speech("uk").number(1234567.5, 1).replace("\xa0", " ") == "1 234 567,5"
    assert speech("en").day(day) == "4 May 2031"
    assert "2031" in speech("ru").day(day)
    assert speech("en").interval(DateInterval(day, None)) == "4 May 2031 – …"
    assert speech("en").moment(datetime(2031, 5, 4, 12, 5, tzinfo=UTC)) == "4 May 2031, 12:05 UTC"
