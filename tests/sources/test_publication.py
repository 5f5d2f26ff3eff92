"""When a document came out: an interval, and what says so. All pages are invented."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import Publication
from habeas.sources.absolute_dates import printed_dates
from tests.sources.reading import read_text


def publication(text: str) -> Publication:
    found = read_text(text).publication
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "year", "month", "day"),
    [
        ("on May 23, 2025 they", 2025, 5, 23),
        ("on 23 May 2025 they", 2025, 5, 23),
        ("the 3rd of June 2024", 2024, 6, 3),
        ("12 мая 2023 года", 2023, 5, 12),
        ("3 червня 2024 року", 2024, 6, 3),
        ("2025-04-18T10:00", 2025, 4, 18),
        ("18.04.2025", 2025, 4, 18),
        ("у жовтні 2023 року", 2023, 10, None),
        ("in May 2025", 2025, 5, None),
        ("On September 17, the", None, 9, 17),
        ("17 вересня суд", None, 9, 17),
        ("In late August, the", None, 8, None),
        ("в августе", None, 8, None),
        ("in 2019", 2019, None, None),
    ],
)
def test_dates_are_read_as_printed(
    words: str, year: int | None, month: int | None, day: int | None
) -> None:
    found = list(printed_dates(words))
    assert [(each.year, each.month, each.day) for each in found] == [(year, month, day)]
    assert found[0].end <= len(words)


@pytest.mark.parametrize(
    "words",
    ["They may march home.", "30 February 2024", "Article 286", "2,019 people", "case 1-88/2024"],
)
def test_words_and_numbers_that_are_no_dates(words: str) -> None:
    assert not [found for found in printed_dates(words) if found.month]


@pytest.mark.parametrize(
    "line",
    [
        "Thursday, May 7, 2015",
        "7 May 2015",
        "KYIV, 7 May 2015",
        "Published: May 7, 2015 at 14:30",
        "By Rosa Amsel | May 7, 2015",
        "Опубликовано 7 мая 2015 года, 12:00",
        "Четвер, 7 травня 2015 року",
        "Briefing no. 3 | 7 May 2015",
        "Interview: Vilnius, 7 May 2015",
    ],
)
def test_a_date_line_dates_the_page(line: str) -> None:
    found = publication(
        f"Lawyers denied entry to the remand centre again\n\n{line}\n\n"
        "Three lawyers waited at the gate for a day, and none of them was let in.\n"
    )
    assert found.interval.first == found.interval.last == date(2015, 5, 7)
    assert found.evidence == "date line of the page"
    assert found.start is not None


def test_the_dateline_of_an_agency_item_dates_it() -> None:
    found = publication(
        "Court frees two\n\nMINSK, May 7, 2015 (Northern Wire) — A court freed two men on Monday.\n"
    )
    assert str(found.interval) == "2015-05-07"


def test_a_dateline_may_hold_its_date_in_brackets() -> None:
    found = publication("Experts alarmed\n\nGENEVA (7 May 2015) – Experts spoke of nine deaths.\n")
    assert str(found.interval) == "2015-05-07"


def test_a_yearly_report_is_dated_by_the_year_it_reports_on() -> None:
    found = publication(
        "Sovenia: Human Rights Report 2021\n\nIn March, two men died in custody in the south.\n"
    )
    assert str(found.interval) == "2021-01-01 – 2021-12-31"
    assert found.evidence == "reporting year in the title"


def test_a_report_may_name_its_period_below_the_title() -> None:
    found = publication(
        "Report on visits to places of detention\n\n1 July – 31 December 2022\n\n"
        "The group visited twelve places of detention in the second half of the year.\n"
    )
    assert str(found.interval) == "2022-07-01 – 2022-12-31"
    assert found.evidence == "the period reported on"


def test_months_without_a_year_move_the_lower_bound_to_the_latest_of_them() -> None:
    found = publication(
        "Parliament votes to leave the convention\n\n"
        "In late October, the cabinet signed it. On November 19, parliament approved it.\n\n"
        "The exchange of June 4, 2019 was the last one. In October, the minister denied it.\n\n"
        "In April, a doctor had spoken of broken ribs.\n"
    )
    assert found.interval.first == date(2019, 11, 19)
    assert found.interval.last == date(2019, 12, 31)
    assert "leaves out its year" in found.evidence


def test_a_month_before_the_latest_full_date_does_not_move_it() -> None:
    found = publication(
        "Register of the dead grows\n\nIn March, May and October, bodies were returned. "
        "The last ones came on November 30, 2019.\n\nIn June, nobody had come.\n"
    )
    assert str(found.interval) == "2019-11-30 – …"


def test_a_january_item_that_tells_of_december_comes_out_in_january() -> None:
    found = publication(
        "New year behind bars\n\nOn December 20, 2019, they were moved north. "
        "On January 5, the families were told. On January 7, a lawyer was let in.\n"
    )
    assert found.interval.first == date(2020, 1, 7)


def test_dates_that_lie_ahead_are_no_lower_bound() -> None:
    found = publication(
        "Sentence upheld\n\nThe court upheld it on 3 June 2019. He will be freed on 4 May 2031.\n"
    )
    assert str(found.interval) == "2019-06-03 – …"


def test_a_page_without_dates_has_no_publication() -> None:
    assert read_text("Some words\n\nNobody came to the gate that day.\n").publication is None
