"""Where a Russian or Ukrainian sentence says that it happened."""

from __future__ import annotations

import pytest

from tests.claims.slavic.sentences_read import needs_russian, needs_ukrainian, place


@needs_russian
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Его держали в Таганроге.", "Таганрог"),
        ("Тело нашли под Вязьмой.", "Вязьма"),
        ("Людей держали в подвале на окраине Ейска.", "Ейск"),
        ("Пытки применяли в Донецкой области.", "Донецкая область"),
        ("Его держали недалеко от Херсона.", "Херсон"),
        ("В колонии № 29 в Снежном умер заключённый.", "колония № 29"),
        ("Его держали в исправительной колонии № 10.", "исправительная колония № 10"),
        ("Его держали в СИЗО-2.", "СИЗО-2"),
        ("Их били в тюрьме «Изоляция».", "Изоляция"),
    ],
)
def test_a_locative_says_where(text: str, name: str) -> None:
    assert place(text, "ru") == name


@needs_ukrainian
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Полонених тримали в Горлівці.", "Горлівка"),
        ("Тіло знайшли біля Каховки.", "Каховка"),
        ("Його тримали у виправній колонії № 120.", "виправна колонія № 120"),
        ("Двох чоловіків затримали на Луганщині.", "Луганщина"),
    ],
)
def test_a_ukrainian_locative_says_where(text: str, name: str) -> None:
    assert place(text, "uk") == name


@needs_russian
def test_a_direction_counts_where_somebody_is_moved() -> None:
    assert place("Его этапировали из Донецка в Таганрог.", "ru", "transfer") == "Таганрог"
    assert place("Письмо написали в Таганрог.", "ru") is None


@needs_russian
@pytest.mark.parametrize(
    "text",
    [
        "Жительница Бердянска потеряла сына.",
        "Он родился в Лисичанске.",
        "Украинских пленных не кормили.",
        "Москва нарушает конвенцию.",
    ],
)
def test_origin_nationality_and_governments_are_no_places(text: str) -> None:
    assert place(text, "ru") is None
