"""Whom Russian and Ukrainian prose names as its source, class by class. All names are invented."""

from __future__ import annotations

import pytest

from habeas.claims.slavic.lemmas import has_dictionary
from habeas.claims.slavic.russian import is_installed
from tests.claims.reading import line_with, lines_of
from tests.claims.slavic.sentences_read import cues, needs_russian, needs_ukrainian

LANGUAGES = {"ru": is_installed(), "uk": has_dictionary("uk")}


def name_of_source(text: str, language: str) -> str:
    """The name of the first cue's source."""
    if not LANGUAGES[language]:
        pytest.skip(f"the extra for {language} is not installed")
    mention = cues(text, language)[0].source
    assert mention is not None
    return mention.name


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        # The office is followed by what it is for, by an acronym, by a second office.
        (
            "uk",
            "Уповноважений Верховної Ради з прав людини Богдан Ковтун заявив, що людей катували.",
            "Богдан Ковтун",
        ),
        ("uk", "Про це повідомив уповноважений з прав людини Богдан Ковтун.", "Богдан Ковтун"),
        ("uk", "Прессекретар СБУ Артем Ковтун підтвердив, що людей катували.", "Артем Ковтун"),
        (
            "ru",
            "Об этом рассказал активист и бывший заключённый Валентин Гусев.",
            "Валентин Гусев",
        ),
        # A participle with its own words stands before the name.
        (
            "ru",
            "По словам освободившегося из колонии в мае Ивана Гусева, людей пытали.",
            "Иван Гусев",
        ),
        ("uk", "За словами звільненого з полону Івана Ковтуна, людей били.", "Іван Ковтун"),
        # Two names beside each other: whose lawyer, and the lawyer.
        (
            "ru",
            "Врача нет, сообщает агентство со ссылкой на адвоката Олега Гусева Дмитрия Рыбина.",
            "Дмитрий Рыбин",
        ),
        # Kin and a surname: whose she is.
        ("ru", "Супруга Гусева рассказала, что её мужа избили.", "супруга Гусева"),
        ("ru", "Мать Андрея Гусева рассказала, что его избили.", "мать Андрея Гусева"),
        # The clause comes first.
        ("ru", "О том, что людей бьют, «Волне» рассказал адвокат Иван Гусев.", "Иван Гусев"),
        ("uk", "Про те, що людей б'ють, «Хвилі» розповів адвокат Іван Ковтун.", "Іван Ковтун"),
        # What is said is an object further behind.
        (
            "ru",
            "Омбудсмен Татьяна Гусева сообщила в телеграм-канале об избиениях.",
            "Татьяна Гусева",
        ),
        # A bracket, a surname alone, a compound, a number.
        ("uk", "Іван Ковтун (ім'я змінено) розповів, що його били.", "Іван Ковтун"),
        ("uk", "Потерпілий Ковтун показав у суді, що його били.", "Ковтун"),
        ("ru", "Экс-заключённый Камал Гусев сообщил, что людей бьют.", "Камал Гусев"),
        ("ru", "В колонии более 400 заключённых рассказали о насилии.", "400 заключённых"),
        # Bodies.
        ("ru", '"В колонию приезжали адвокаты", - отметили в СГ.', "СГ"),
        ("uk", "Відповідно до заяви адвокатки Марії Ковтун, людей били.", "Марія Ковтун"),
    ],
)
def test_the_source_is_named(language: str, text: str, name: str) -> None:
    assert name_of_source(text, language) == name


@needs_russian
def test_an_outlet_quotes_a_person() -> None:
    (cue,) = cues("«Меня били, — цитирует „Эхо Волги“ Гусева. — Врача нет».", "ru")
    assert cue.source is not None
    assert (cue.source.name, cue.via) == ("Гусев", ("Эхо Волги",))


@needs_russian
def test_a_place_is_no_listener() -> None:
    (cue,) = cues("Об этом заявил представитель по Зареченской области Олег Гусев.", "ru")
    assert cue.via == ()


@needs_russian
def test_an_outlet_behind_the_clause_carries_it() -> None:
    lines = lines_of("Адвокат Дмитрий Гусев заявил, что людей избивают, сообщает «Маяк».")
    line = line_with(lines, "избивают")
    assert (line["speaker"], line["via"]) == ("Дмитрий Гусев", ["Маяк"])


@needs_russian
def test_a_source_keeps_the_first_clause_when_another_speaks_in_the_second() -> None:
    lines = lines_of("По данным ФСИН, в сети появилось видео, автор заявил, что людей избивают.")
    assert line_with(lines, "видео")["speaker"] == "ФСИН"
    assert line_with(lines, "избивают")["speaker"] == "автор"


@needs_russian
def test_a_paragraph_behind_a_dash_is_one_speech() -> None:
    lines = lines_of("— Сына задержали в мае. Его били, — рассказывает мать. — Врача не было.")
    assert {line["speaker"] for line in lines} == {"мать"}


@needs_ukrainian
def test_a_prosecutor_is_no_court() -> None:
    lines = lines_of(
        "Зарічний районний суд визнав поліцейського винним. Прокуратура заявляє, що його били."
    )
    assert line_with(lines, "били")["speaker"] == "прокуратура"


@needs_russian
def test_an_outlet_may_carry_what_somebody_said_before() -> None:
    (line,) = lines_of("Людей избивают. Об этом сообщил адвокат Иван Гусев, передаёт «Маяк».")
    assert (line["speaker"], line["via"]) == ("Иван Гусев", ["Маяк"])


@needs_ukrainian
def test_a_husband_is_not_his_wife() -> None:
    lines = lines_of(
        "Ковальов повідомляє про побиття. Його дружина, Марія Ковальова, каже, що лікаря немає."
    )
    assert line_with(lines, "побиття")["speaker"] == "Ковальов"
