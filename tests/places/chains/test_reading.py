"""Tables of stays, movements and facilities, as people keep them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import DateInterval, InputRefused
from habeas.places.chains import read_facility_points, read_stays
from habeas.places.chains.journey_words import hours_told, mode_told
from habeas.places.date_cells import date_told


def test_a_table_of_stays_in_russian_is_read_from_windows_1251(tmp_path: Path) -> None:
    path = tmp_path / "stays.csv"
    text = "Человек;Учреждение;Прибыл;Убыл;Часы до\nН1;СИЗО;01.03.2023;04.2023;двое суток поездом\n"
    path.write_bytes(text.encode("cp1251"))
    (stay,) = read_stays(path).stays
    assert (stay.person, stay.facility) == ("Н1", "СИЗО")
    assert stay.arrived == DateInterval.on(date(2023, 3, 1))
    assert stay.left == DateInterval(date(2023, 4, 1), date(2023, 4, 30))
    assert (stay.came.hours, stay.came.mode) == (48.0, "train")


def test_movements_of_one_person_become_a_chain() -> None:
    rows = [
        {
            "person": "p",
            "from": "A",
            "to": "X7",
            "date_from": "2023-01-01",
            "date_to": "2023-01-02",
        },
        {"person": "p", "from": "X7", "to": "B", "date_from": "2023-02-01", "hours": "5"},
    ]
    stays = read_stays(rows).stays
    assert [stay.facility for stay in stays] == ["A", "X7", "B"]
    assert stays[1].arrived == DateInterval.on(date(2023, 1, 2))
    assert stays[1].left == DateInterval.on(date(2023, 2, 1))
    assert stays[1].went.hours == 5.0


def test_a_chain_of_movements_breaks_where_one_is_missing() -> None:
    rows = [{"person": "p", "from": "A", "to": "B"}, {"person": "p", "from": "C", "to": "D"}]
    assert [stay.direct for stay in read_stays(rows).stays] == [True, True, False, True]


def test_from_and_to_are_dates_where_a_facility_is_named() -> None:
    rows = [{"person": "p", "facility": "A", "from": "2023-01-01", "to": "2023-02"}]
    (stay,) = read_stays(rows).stays
    assert stay.arrived == DateInterval.on(date(2023, 1, 1))


def test_american_dates_are_known_by_their_days() -> None:
    rows = [
        {"person": "p", "facility": "A", "book_in_date": "3/4/2024 13:30"},
        {"person": "p", "facility": "B", "book_in_date": "3/25/2024 1:00 PM"},
    ]
    first, second = read_stays(rows).stays
    assert first.arrived == DateInterval.on(date(2024, 3, 4))
    assert (first.arrived_hour, second.arrived_hour) == (13.5, 13.0)


def test_bad_rows_are_refused_one_by_one() -> None:
    rows = [
        {"person": "p", "facility": "A", "arrived": "soon"},
        {"person": "p", "facility": "B", "arrived": "2023"},
    ]
    table = read_stays(rows)
    assert [stay.facility for stay in table.stays] == ["B"]
    assert [refusal.row for refusal in table.refused] == [1]
    assert "soon" in table.refused[0].reason


def test_a_column_that_is_not_read_is_named() -> None:
    table = read_stays([{"person": "p", "facility": "A", "shoe size": "43"}])
    assert any("shoe size" in note for note in table.notes)


def test_a_table_without_places_is_refused() -> None:
    with pytest.raises(InputRefused, match="no column names places"):
        read_stays([{"person": "p", "arrived": "2023"}])


def test_a_facility_without_coordinates_is_refused_with_what_follows() -> None:
    table = read_facility_points(
        [
            {"id": "1", "name": "A", "lat": "50,5", "lon": "36", "aliases": "Old A|A1"},
            {"id": "2", "name": "B", "lat": "", "lon": ""},
            {"id": "3", "name": "C", "lat": "95", "lon": "36"},
        ]
    )
    (point,) = table.facilities
    assert (point.latitude, point.aliases) == (50.5, ("Old A", "A1"))
    assert [refusal.row for refusal in table.refused] == [2, 3]
    assert "to be found" in table.refused[0].remedy


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("36", 36.0),
        ("36 h", 36.0),
        ("two days by train", 48.0),
        ("півтори доби", 36.0),
        ("10-12 h", 11.0),
        ("1 day 4 hours", 28.0),
        ("4:30", 4.5),
        ("half an hour", 0.5),
        ("полтора часа", 1.5),
    ],
)
def test_hours_on_the_way_are_read_as_they_are_told(cell: str, hours: float) -> None:
    assert hours_told(cell) == pytest.approx(hours)


def test_a_cell_that_tells_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="tells no time"):
        hours_told("long")


def test_the_way_of_travel_is_read_in_three_languages() -> None:
    assert [mode_told(cell) for cell in ("by car", "эшелоном", "літаком", "")] == [
        "road",
        "train",
        "air",
        "",
    ]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_the_same_in_every_form(day: date) -> None:
    for written in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.isoformat()}T08:00:00Z"):
        assert date_told(written)[0] == DateInterval.on(day)
