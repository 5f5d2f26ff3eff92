"""Overlapping lists of invented people, with the truth beside them. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.people import EventKind, Events, Records

# Each name in Ukrainian, Russian, and a romanisation of the one or the other.
GIVEN = (
    ("Олександр", "Александр", "Oleksandr"),
    ("Микола", "Николай", "Nikolay"),
    ("Дмитро", "Дмитрий", "Dmytro"),
    ("Сергій", "Сергей", "Sergey"),
    ("Іван", "Иван", "Ivan"),
    ("Василь", "Василий", "Vasyl"),
    ("Григорій", "Григорий", "Hryhorii"),
    ("Павло", "Павел", "Pavel"),
)
FATHERS = (
    ("Олександрович", "Александрович"),
    ("Миколайович", "Николаевич"),
    ("Іванович", "Иванович"),
    ("Сергійович", "Сергеевич"),
    ("Петрович", "Петрович"),
    ("Павлович", "Павлович"),
)
BEGINNINGS = (
    ("Вигад", "Выгад", "Vyhad"),
    ("Небул", "Небыл", "Nebul"),
    ("Казк", "Сказк", "Kazk"),
    ("Примар", "Примар", "Prymar"),
    ("Тін", "Тен", "Tin"),
    ("Мрій", "Мрий", "Mrii"),
    ("Зорян", "Зорян", "Zorian"),
    ("Хмар", "Хмар", "Khmar"),
    ("Вітер", "Ветер", "Viter"),
    ("Довбуш", "Довбуш", "Dovbush"),
    ("Лелек", "Лелек", "Lelek"),
    ("Барвін", "Барвин", "Barvin"),
)
ENDINGS = (
    ("енко", "енко", "enko"),
    ("чук", "чук", "chuk"),
    ("ський", "ский", "skyi"),
    ("ик", "ик", "yk"),
)
REGIONS = (
    ("Донецька обл.", "Донецкая область", "Donetsk region"),
    ("Харківська обл.", "Харьковская область", "Kharkiv region"),
    ("Херсонська обл.", "Херсонская область", "Kherson region"),
)
LISTS = (("families", 0), ("exchange", 1), ("observers", 2))


@dataclass(frozen=True)
class Invented:
    """Records and the number of the invented person behind each row."""

    records: Records
    truth: NDArray[np.int64]


def lists_of(people: int, *, seed: int = 1) -> Invented:
    """Three lists, in Ukrainian, Russian and Latin letters, that hold most people each."""
    random = Random(seed)  # noqa: S311 - invented people need no secrecy
    rows: list[dict[str, str]] = []
    events: list[tuple[int, int, int]] = []
    truth: list[int] = []
    for person in range(people):
        made = _person(random)
        for name, language in LISTS:
            if random.random() < 0.25:
                continue
            kind = EventKind.RELEASED if name == "exchange" else EventKind.CAPTURED
            day = made["captured"] + random.randint(-5, 5)
            day += 300 if kind is EventKind.RELEASED else 0
            events.append((len(rows), int(kind), day))
            rows.append(_row(made, name, language, random))
            truth.append(person)
    record, kinds, days = (np.array(column) for column in zip(*events, strict=True))
    columns: dict[str, Any] = {key: [row[key] for row in rows] for key in rows[0]}
    records = Records.build(
        [f"r{number:05}" for number in range(len(rows))],
        events=Events(
            record.astype(np.int32),
            kinds.astype(np.int8),
            days.astype(np.int32),
            days.astype(np.int32),
        ),
        **columns,
    )
    return Invented(records, np.array(truth))


def _person(random: Random) -> dict[str, Any]:
    begin, end = random.choice(BEGINNINGS), random.choice(ENDINGS)
    return {
        "surname": tuple(a + b for a, b in zip(begin, end, strict=True)),
        "given": random.choice(GIVEN),
        "father": random.choice(FATHERS),
        "born": date(1960, 1, 1) + timedelta(days=random.randrange(15_000)),
        "region": random.choice(REGIONS),
        "captured": 18_900 + random.randrange(900),
    }


def _row(made: dict[str, Any], name: str, language: int, random: Random) -> dict[str, str]:
    father = made["father"][language] if language < 2 else ""
    given = made["given"][language]
    if language == 1 and random.random() < 0.15:
        given, father = f"{given[0]}.", f"{father[0]}."
    surname = made["surname"][language]
    parts = (surname, given, father) if language < 2 else (given, surname)
    born = made["born"].isoformat()
    return {
        "list": name,
        "name": " ".join(part for part in parts if part),
        "surname": surname,
        "given": given,
        "patronymic": father,
        "born": born if random.random() < 0.6 else born[:4],
        "region": made["region"][language] if random.random() < 0.7 else "",
    }


def pair_f1(truth: NDArray[np.integer], person: NDArray[np.integer]) -> float:
    """F1 over all pairs of rows of one person."""
    both = _pairs(truth.astype(np.int64) * (int(person.max()) + 1) + person)
    return 2 * both / (_pairs(truth) + _pairs(person))


def _pairs(labels: NDArray[np.integer]) -> float:
    counts = np.unique(labels, return_counts=True)[1].astype(np.float64)
    return float((counts * (counts - 1) / 2).sum())
