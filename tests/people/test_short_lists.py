"""Lists too short to learn from: obvious people are found, and namesakes and families stay apart.

Everybody is invented.
"""

from __future__ import annotations

import pytest

from habeas.people import Records, resolve

Row = tuple[str, str]


def persons(*rows: Row, one_list: bool = False) -> int:
    """How many persons these names with their births are, each row a list of its own or not."""
    records = Records.build(
        [str(place) for place in range(len(rows))],
        list=["only" if one_list else f"list {place}" for place in range(len(rows))],
        name=[name for name, _ in rows],
        born=[born for _, born in rows],
    )
    return len(resolve(records))


@pytest.mark.parametrize(
    "rows",
    [
        (("Олександр Вигаднюк", "1984-03-12"), ("Aleksandr Vyhadnyuk", "1984")),
        (("Олександр Вигаднюк", ""), ("Aleksandr Vyhadnyuk", "")),
        (("Вигаднюк О. І.", "1984-03-12"), ("Вигаднюк Олександр Іванович", "1984-03-12")),
        (("Вигаднюк Олександр", "1984-03-12"), ("Вигаднюк Олександр", "1984-12-03")),
        (("Вигаднюк Олександр Іванович", "1984"), ("Вигаднюк Олександр Іванович", "1985")),
        (("Олександра Вигаднюка", "1984"), ("Вигаднюк Олександр", "1984")),
    ],
)
def test_one_human(rows: tuple[Row, Row]) -> None:
    assert persons(*rows) == 1


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("Вигаднюк Олександр Іванович", "1984-03-12"),
            ("Вигаднюк Олексій Іванович", "1986-05-02"),
        ),
        (("Вигаднюк Іван Петрович", "1954-03-12"), ("Вигаднюк Петро Іванович", "1980-05-02")),
        (("Вигаднюк Іван Іванович", "1954-03-12"), ("Вигаднюк Іван Іванович", "1980-05-02")),
        (("Олександр Вигаднюк", "1984-03-12"), ("Aleksandr Vyhadnyuk", "1967")),
        (("Вигаднюк Олександр Іванович", ""), ("Вигаднюк Олександр Петрович", "")),
        (("Вигаднюк Олександр Іванович", "1984"), ("Вигаднюк Олександр Петрович", "1984")),
        (("Вигаднюк Олександр", ""), ("Вигаднюк Сергій", "")),
    ],
)
def test_relatives_and_namesakes_stay_apart(rows: tuple[Row, Row]) -> None:
    assert persons(*rows) == 2


def test_a_list_that_stands_alone_may_repeat_somebody() -> None:
    twice = ("Вигаднюк Олександр Іванович", "")
    assert persons(twice, twice, ("Небулець Іван Петрович", ""), one_list=True) == 2


def test_a_person_of_nine_lists_is_no_common_name() -> None:
    names = [
        ("Олександр Вигаднюк", "1984"),
        ("Aleksandr Vyhadnyuk", ""),
        ("Вигаднюк О.І.", "1984-03-12"),
        ("Oleksandr Vyhadniuk", "1984-03-12"),
        ("Александр Вигаднюк", "1984"),
        ("Вигаднюк Олександр Іванович", ""),
        ("Vyhadniuk Oleksandr", "1984"),
        ("Вигаднюк Александр Иванович", "1984-03-12"),
        ("Vygadniuk Aleksandr", "1984-03-12"),
    ]
    assert persons(*names, ("Сергій Вигаднюк", "1990")) == 2
