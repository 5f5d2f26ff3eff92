"""The language of a stretch of text; None where there is too little of it."""

from __future__ import annotations

import pytest

from habeas.sources import read
from habeas.sources.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The guards beat him every morning before the roll call.", "en"),
        ("Його били щоранку перед перевіркою, і ніхто не питав чому.", "uk"),
        ("Его били каждое утро перед проверкой, и никто не объяснял зачем.", "ru"),
        ("Протокол", None),
        ("Полонений розповів про катування", "uk"),
        ("Заключенный рассказал о побоях", "ru"),
        ("Сёння затрымалі яшчэ пяць чалавек, паведамляюць праваабаронцы ў Мінску.", "be"),
        ("Die Wärter schlugen ihn jeden Morgen, und niemand sagte ihm warum.", "de"),
        ("Strażnicy bili go każdego ranka, a nikt nie powiedział mu dlaczego.", "pl"),
        ("Captcha *", None),
        ("", None),
        ("12.05.2023", None),
    ],
)
def test_language_of_a_block(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_paragraphs_of_one_page_have_their_own_languages() -> None:
    document = read(
        "Two letters from the same prison\n\n"
        "The first letter was written in Ukrainian, and the censor let it through.\n\n"
        "«Я живий, мене перевели до іншої камери, пишіть мені на цю адресу».\n\n"
        "«Я жив, меня перевели в другую камеру, объясните это моей матери».\n\n"
        "The second one was written in Russian, and it came back without a word.\n".encode()
    )
    assert [block.language for block in document.blocks] == ["en", "en", "uk", "ru", "en"]
    assert document.language == "en"
