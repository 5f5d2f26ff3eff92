"""Whatever is read, spans stand in the text, do not overlap, and intervals are in order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language import DateKind, find_dates
from habeas.language.dates.calendar import shifted, unit_holding
from habeas.model import DateInterval, WrongUsage

WORDS = (
    "May March in 2022 2024 the 3 9 30 31 to from between and – - , . June since until before after"
    " late early mid end of first half last next this year month week day days two on Monday ago"
    " later fall winter quarter Q1 1990s by as death 23.05.2025 03/04/2025 -22 February 29 0 9999"
).split()
SLAVIC = (
    "мая травня лютого в у с з до по 2022 2024 году року 3 9 30 31 – - , . июня червня 5-го после"
    " начале кінці прошлого минулого неделю тижня два дня назад тому понедельник осенью навесні"
    " квартале I 1990-х гг. рр. накануне через две тысячи двадцать второго 23.05.2025 29 февраля"
).split()
LANGUAGES = st.sampled_from(["en", "ru", "uk"])
ENDS = st.one_of(st.none(), st.dates())


def _interval(ends: tuple[date | None, date | None]) -> DateInterval:
    first, last = ends
    if first is not None and last is not None and first > last:
        first, last = last, first
    return DateInterval(first, last)


REFERENCES = st.tuples(ENDS, ENDS).map(_interval)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(SLAVIC), max_size=14).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, REFERENCES, LANGUAGES)
def test_spans_hold_their_words_and_never_overlap(
    text: str, reference: DateInterval, language: str
) -> None:
    end = 0
    for mention in find_dates(text, reference, language=language):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@settings(max_examples=300, deadline=None)
@given(TEXTS, REFERENCES, LANGUAGES)
def test_kinds_and_intervals_agree(text: str, reference: DateInterval, language: str) -> None:
    for mention in find_dates(text, reference, language=language):
        leaning = {DateKind.ANAPHORIC, DateKind.EVENT_RELATIVE, DateKind.DURATION}
        assert (mention.offset is not None) == (mention.kind in leaning)
        if mention.kind in leaning:
            assert mention.interval is None
        if mention.resolved_against is not None:
            assert mention.kind is DateKind.RELATIVE
            assert mention.interval is not None


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_absolute_dates_do_not_ask_the_reference(text: str) -> None:
    one = find_dates(text, DateInterval.on(date(2020, 2, 29)))
    other = find_dates(text, DateInterval.on(date(2031, 7, 1)))
    assert [m.text for m in one] == [m.text for m in other]
    for first, second in zip(one, other, strict=True):
        closed = first.interval is not None and first.interval.last is not None
        opened = first.text.casefold().startswith(("since", "after", "from", "following"))
        if first.kind is DateKind.ABSOLUTE and closed and not opened:
            assert first.interval == second.interval


@given(
    st.dates(date(1000, 1, 1), date(3000, 1, 1)),
    st.sampled_from(["day", "week", "month", "year"]),
    st.integers(-200, 200),
)
def test_shifting_there_and_back_stays_in_the_unit(day: date, unit: str, count: int) -> None:
    back = shifted(shifted(day, unit, count), unit, -count)
    here = unit_holding(day, unit)
    assert here.first is not None
    assert here.last is not None
    assert here.first <= day <= here.last
    assert unit_holding(back, unit) == here


def test_a_very_long_line_is_read_in_time_that_grows_with_it() -> None:
    text = "since the start of " * 3000 + "1" * 20000 + " " * 20000 + "May " * 5000
    assert find_dates(text, DateInterval.on(date(2024, 1, 1))) is not None
    text = "с начала марта " * 3000 + "1" * 20000 + " " * 20000 + "мая до " * 5000 + "два " * 9000
    assert find_dates(text, DateInterval.on(date(2024, 1, 1)), language="ru") is not None


def test_a_language_that_is_not_read_is_refused() -> None:
    with pytest.raises(WrongUsage, match="English, Russian and Ukrainian"):
        find_dates("am 5. Mai", DateInterval.on(date(2024, 1, 1)), language="de")
