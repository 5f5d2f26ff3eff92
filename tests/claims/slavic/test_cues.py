"""Where a Russian or Ukrainian sentence says that somebody said it. All names are invented."""

from __future__ import annotations

import pytest

from habeas.claims.mention import MentionKind
from habeas.language import Gender
from habeas.model import Stance
from tests.claims.slavic.sentences_read import (
    cues,
    needs_russian,
    needs_ukrainian,
    said,
    source,
)


@needs_russian
@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Адвокат Мария Гусева заявила, что её подзащитного пытали.",
            "Мария Гусева",
            "адвокат",
        ),
        (
            "«Людей не кормили», — сказала координатор проекта Мария Гусева.",
            "Мария Гусева",
            "координатор проекта",
        ),
        (
            "По словам начальника колонии Олега Гусева, жалоб не было.",
            "Олег Гусев",
            "начальник колонии",
        ),
        (
            "Отец погибшего, Сергей Гусев, заявил: «Нам отдали закрытый гроб».",
            "Сергей Гусев",
            "отец погибшего",
        ),
        (
            "Мария Гусева, координатор проекта, сообщила, что врача нет.",
            "Мария Гусева",
            "координатор проекта",
        ),
    ],
)
def test_a_russian_name_comes_in_the_nominative_with_its_office(
    text: str, name: str, role: str
) -> None:
    found = source(text, "ru")
    assert (found.name, found.role, found.kind) == (name, role, MentionKind.PERSON)


@needs_russian
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Как сообщает областная прокуратура, проверка начата.", "областная прокуратура"),
        ("В ГУФСИН по области заявили, что проверка начата.", "ГУФСИН по области"),
        ("По данным «Открытой клетки», в колонии умерли пятеро.", "Открытая клетка"),
        ("Согласно отчёту организации «Свет», исчезли 300 человек.", "Свет"),
        ("В ответе пресс-службы управления говорится, что жалоб нет.", "пресс-служба управления"),
        ("В справке, подготовленной прокуратурой, указано, что мест нет.", "прокуратура"),
        ("Об избиениях рассказали трое бывших заключённых.", "трое бывших заключённых"),
        ("Один из осуждённых сообщил, что его били.", "осуждённый"),
        ("Amnesty International призвала освободить врача.", "Amnesty International"),
    ],
)
def test_bodies_documents_and_descriptions_speak(text: str, name: str) -> None:
    assert source(text, "ru").name == name


@needs_ukrainian
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("«Їжі не було», — розповіла дружина полоненого Ірина Гусак.", "Ірина Гусак"),
        ("За словами речниці управління Ірини Гусак, скарг не було.", "Ірина Гусак"),
        ("За даними ООН, загинули 40 людей.", "ООН"),
        ("На думку експертів, катування мають системний характер.", "експерти"),
        ("Зі слів матері, хлопця не бачили з березня.", "мати"),
        ("Москва звинувачення заперечує.", "Москва"),
        ("Як повідомляє обласна прокуратура, перевірку розпочато.", "обласна прокуратура"),
        ("Слідчий Н. Гусак стверджує, що підсудний упав сам.", "Н. Гусак"),
    ],
)
def test_ukrainian_sources_come_in_the_nominative(text: str, name: str) -> None:
    assert source(text, "uk").name == name


@needs_russian
def test_a_carrier_is_no_speaker() -> None:
    cited = cues("Как сообщает «Волна» со ссылкой на прокуратуру, проверка начата.", "ru")[0]
    assert cited.source is not None
    assert (cited.source.name, cited.via) == ("прокуратура", ("Волна",))
    told = cues("Врач Анна Ким рассказала «Северному маяку», что мест нет.", "ru")[0]
    assert told.source is not None
    assert (told.source.name, told.via) == ("Анна Ким", ("Северный маяк",))
    quoted = cues("«Жалоб нет», — цитирует врача Анну Ким агентство «Волна».", "ru")[0]
    assert quoted.source is not None
    assert (quoted.source.name, quoted.via) == ("Анна Ким", ("Волна",))


@needs_russian
def test_a_verb_without_a_subject_tells_who_spoke() -> None:
    found = source("Добавила, что врача нет.", "ru")
    assert (found.kind, found.head, found.gender) == (MentionKind.PRONOUN, "she", Gender.FEMALE)
    assert source("Напоминаем, что приём закрыт.", "ru").head == "we"


@needs_russian
def test_a_verb_shares_the_subject_of_the_one_before_it() -> None:
    first, second = cues("Проект «Свет» сообщил, что врача нет, отметив, что мест нет.", "ru")
    assert first.source == second.source
    assert "мест" not in said(first)


@needs_russian
def test_a_tag_inside_a_quotation_is_one() -> None:
    found = cues("«Нас били, — вспоминает Олег. — Еды не давали».", "ru")
    assert [cue.word.text for cue in found] == ["вспоминает"]


@needs_russian
@pytest.mark.parametrize(
    "text",
    [
        "Суд отклонил ходатайство защиты.",
        "Мать солдата узнала об этом из новостей.",
        "Его били и не говорили, за что.",
    ],
)
def test_what_nobody_says_has_no_cue(text: str) -> None:
    assert cues(text, "ru") == []


@needs_russian
@needs_ukrainian
@pytest.mark.parametrize(
    ("text", "language", "stance"),
    [
        ("Кремль отрицает причастность к удару.", "ru", Stance.DENIES),
        ("Подсудимый вину не признал.", "ru", Stance.DENIES),
        ("В полиции комментировать ситуацию отказались.", "ru", Stance.DENIES),
        ("Управление обещает провести проверку.", "ru", Stance.PROMISES),
        ("Служба відкликала заяву про те, що хворих перевели.", "uk", Stance.RETRACTS),
        ("Кремль заперечує причетність до удару.", "uk", Stance.DENIES),
        ("Росія не відповіла на запит.", "uk", Stance.DENIES),
    ],
)
def test_verbs_tell_the_stance(text: str, language: str, stance: Stance) -> None:
    assert [cue.stance for cue in cues(text, language)] == [stance]


@needs_russian
def test_a_sentence_may_say_whose_the_words_before_it_were() -> None:
    found = cues("Умер заключённый. Об этом сообщила прокуратура.", "ru")
    assert [cue.concludes for cue in found] == [True]
