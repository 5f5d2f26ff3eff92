"""Russian and Ukrainian reports for measuring: all invented, the same every time."""

from __future__ import annotations

import random

_NAMES = {
    "ru": ["Тарас Вельмин", "Ольга Корсак", "Игорь Самец", "Надежда Прокопив"],
    "uk": ["Тарас Вельмин", "Ольга Корсак", "Ігор Самець", "Надія Прокопів"],
}
_SENTENCES = {
    "ru": [
        "Охранники колонии под Таганрогом {days} дней избивали пленных, рассказала {person}.",
        "«Никто не спрашивал наших имён», — сказал {person}, которого обменяли в мае.",
        "В марте {year} года из Херсона этапировали {count} заключённых, а двое исчезли.",
        "Областное управление отрицает, что в изоляторе кого-либо удерживали.",
        "По данным «Открытой тетради», с {year} года в неволе умерли более {count} человек.",
        "Родственники написали не менее {count} писем, ни на одно из которых не ответили.",
    ],
    "uk": [
        "Охоронці колонії під Таганрогом {days} днів били полонених, розповіла {person}.",
        "«Ніхто не питав наших імен», — сказав {person}, якого обміняли в травні.",
        "У березні {year} року з Херсона етапували {count} ув'язнених, а двоє зникли.",
        "Обласне управління заперечує, що в ізоляторі когось утримували.",
        "За даними «Відкритого зошита», з {year} року в неволі померли понад {count} людей.",
        "Родичі написали щонайменше {count} листів, на жоден із яких не відповіли.",
    ],
}
_TITLES = {"ru": "Доклад", "uk": "Доповідь"}


def slavic_report(language: str, number: int, words: int) -> str:
    """Report number `number` in "ru" or "uk", of about so many words."""
    chance = random.Random(number)  # noqa: S311 - invented texts, no secrets
    sentences: list[str] = []
    length = 0
    while length < words:
        sentence = chance.choice(_SENTENCES[language]).format(
            person=chance.choice(_NAMES[language]),
            year=chance.randint(2021, 2025),
            days=chance.randint(5, 20),
            count=chance.randint(5, 400),
        )
        sentences.append(sentence)
        length += len(sentence.split())
    paragraphs = [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
    return f"{_TITLES[language]} {number}\n\n" + "\n\n".join(paragraphs) + "\n"
