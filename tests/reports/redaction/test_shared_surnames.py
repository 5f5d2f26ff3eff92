"""Brothers, couples and families: several given names before or behind one surname."""

from __future__ import annotations

import pytest

from tests.reports.redaction.named import redacted

TARAS = {"uk": "Тарас Зимородько", "ru": "Тарас Зимородько", "en": "Taras Zymorodko"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Тарас і Оксана Зимородьки жили тут.", "Person A і Оксана [redacted] жили тут."),
        ("uk", "Бачили Тараса та Оксану Зимородьків.", "Бачили Person A та Оксану [redacted]."),
        ("uk", "Зимородьки Павло і Тарас тут.", "[redacted] Павло і Person A тут."),
        ("ru", "Братья Тарас и Павел Зимородько.", "Братья Person A и Павел [redacted]."),
        (
            "en",
            "Taras, Pavlo and Oksana Zymorodko. Taras was beaten.",
            "Person A, Pavlo and Oksana [redacted]. Person A was beaten.",
        ),
        ("en", "Oksana and Taras Zymorodko lived there.", "Oksana and Person A lived there."),
    ],
)
def test_a_given_name_that_shares_a_surname_goes(language: str, text: str, expected: str) -> None:
    assert redacted(TARAS[language], text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Taras met Oksana Zymorodko.", "Taras met Oksana [redacted]."),
        ("en", "Pavlo Zymorodko and Taras Ilmen.", "Pavlo [redacted] and Taras Ilmen."),
        ("uk", "Зимородько Павло і Тарас Коваль.", "[redacted] Павло і Тарас Коваль."),
        # Who speaks after a comma is not whom something was told.
        (
            "en",
            "He told Taras, Oksana Zymorodko said.",
            "He told Taras, Oksana [redacted] said.",
        ),
        (
            "uk",
            "Сказали Тарасові, Оксана Зимородько мовчала.",
            "Сказали Тарасові, Оксана [redacted] мовчала.",
        ),
    ],
)
def test_another_who_shares_it_is_nobody(language: str, text: str, expected: str) -> None:
    assert redacted(TARAS[language], text) == expected
