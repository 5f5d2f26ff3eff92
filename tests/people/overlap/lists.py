"""Two lists of invented people with a known number of them on both."""

from __future__ import annotations

import numpy as np

from habeas.people import Records

SECRET = "seven invented herons over a frozen estuary, 4481"  # noqa: S105 - guards invented names
# Stems and endings that make surnames which no list of real people was consulted for.
_STEMS = "Бавр Вист Гольд Дренч Жовн Зварт Кудл Лемб Мурз Нагл Обруч Пельч Рувт Сквир Тольт".split()
_MIDDLES = "ав ей ир ол ун яч".split()
_ENDINGS = "енко ук ський ець".split()
_GIVEN = "Олександр Сергій Андрій Микола Іван Петро Роман Тарас Павло Юрій".split()
_FATHERS = "Олександрович Сергійович Андрійович Миколайович Іванович Петрович Романович".split()
_GIVEN_LATIN = "Oleksandr Serhii Andrii Mykola Ivan Petro Roman Taras Pavlo Yurii".split()


def invented(count: int, seed: int) -> list[dict[str, str]]:
    """So many invented people."""
    random = np.random.default_rng(seed)
    people = []
    for _ in range(count):
        stem, middle, ending = (random.choice(each) for each in (_STEMS, _MIDDLES, _ENDINGS))
        year, month, day = random.integers(1950, 2004), random.integers(1, 13), random.integers(28)
        people.append(
            {
                "surname": f"{stem}{middle}{ending}",
                "given": str(random.choice(_GIVEN)),
                "patronymic": str(random.choice(_FATHERS)),
                "born": f"{year}-{month:02}-{day + 1:02}",
            }
        )
    return people


def records(people: list[dict[str, str]], prefix: str = "r") -> Records:
    """People as rows of one list."""
    ids = [f"{prefix}{number}" for number in range(len(people))]
    return Records.build(
        ids,
        surname=[each["surname"] for each in people],
        given=[each["given"] for each in people],
        patronymic=[each["patronymic"] for each in people],
        born=[each["born"] for each in people],
    )


def carelessly(people: list[dict[str, str]], seed: int) -> list[dict[str, str]]:
    """The same people as another list has them: parts missing, some letters and dates wrong."""
    random = np.random.default_rng(seed)
    copied = []
    for person in people:
        row = dict(person)
        if random.random() < 0.3:
            row["patronymic"] = ""
        chance = random.random()
        if chance < 0.2:
            row["born"] = row["born"][:4]
        elif chance < 0.3:
            row["born"] = ""
        if random.random() < 0.08:
            row["surname"] = row["surname"][:2] + row["surname"][3:]
        copied.append(row)
    return copied
