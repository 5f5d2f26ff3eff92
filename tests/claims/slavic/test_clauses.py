"""Where Russian and Ukrainian sentences are split, and what their pieces count and name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.claims.classify import type_cues, type_scores
from habeas.claims.ontology import claim_types
from habeas.claims.slavic.grammar import SlavicGrammar
from habeas.claims.slavic.parsing import missing_extra
from habeas.claims.tables import rows
from habeas.language import find_dates, find_numbers
from habeas.model import DateInterval, Modality

pytestmark = pytest.mark.skipif(
    any(missing_extra(language) for language in ("ru", "uk")), reason="extras absent"
)


def pieces(language: str, text: str) -> list[str]:
    grammar = SlavicGrammar(language)
    doc = next(iter(grammar.parse([text])))
    return [doc[p.start : p.end].text for s in doc.sents for p in grammar.pieces(s)]


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("ru", "Мать избили во дворе, а сына увезли в Вымышленск.", "сына увезли в Вымышленск."),
        (
            "ru",
            "Женщина провела в плену два месяца и вышла на свободу в мае.",
            "вышла на свободу в мае.",
        ),
        (
            "ru",
            "Фонд опубликовал отчёт, обвинив тюремщиков в пытках.",
            "обвинив тюремщиков в пытках.",
        ),
        (
            "ru",
            "Его отвезли в гараж, где держали ещё двадцать человек.",
            "где держали ещё двадцать человек.",
        ),
        ("ru", "Врача не пускали; двое пленных умерли.", "двое пленных умерли."),
        (
            "uk",
            "Матір побили у дворі, а сина вивезли до Вигаданська.",
            "сина вивезли до Вигаданська.",
        ),
        (
            "uk",
            "Прокуратура відкрила справу, звинувативши тюремників у катуванні.",
            "звинувативши тюремників у катуванні.",
        ),
        (
            "uk",
            "Його відвезли до гаража, де тримали ще двадцять людей.",
            "де тримали ще двадцять людей.",
        ),
        (
            "uk",
            "Опитали сорок колишніх полонених, серед яких дев'ять медиків.",
            "серед яких дев'ять медиків.",
        ),
    ],
)
def test_what_asserts_something_new_is_a_piece_of_its_own(
    language: str, text: str, second: str
) -> None:
    found = pieces(language, text)
    assert len(found) == 2
    assert found[1] == second


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Заключённых били, душили и травили собаками."),
        ("ru", "Следователь сообщил, что двое умерли от ран."),
        ("ru", "«Нас били током», — сказала вымышленная свидетельница."),
        ("ru", "Смерти, утверждает она, вызваны болезнями."),
        ("uk", "В'язнів били, душили й цькували собаками."),
        ("uk", "Слідчий повідомив, що двоє померли від ран."),
        ("uk", "«Нас били струмом», — сказала вигадана свідкиня."),
        ("uk", "Смерті, стверджує вона, спричинили хвороби."),
    ],
)
def test_lists_of_methods_and_attributions_are_not_split(language: str, text: str) -> None:
    assert pieces(language, text) == [text]


@pytest.mark.parametrize("language", ["ru", "uk"])
@settings(max_examples=30, deadline=None)
@given(words=st.lists(st.sampled_from("він, був який били. які — и что «так» : і".split())))
def test_pieces_lie_inside_their_sentence(language: str, words: list[str]) -> None:
    grammar = SlavicGrammar(language)
    doc = next(iter(grammar.parse([" ".join(words)])))
    for sentence in doc.sents:
        found = grammar.pieces(sentence)
        assert all(sentence.start <= p.start < p.end <= sentence.end for p in found)


def quantities(language: str, text: str) -> list[tuple[float, str, str]]:
    grammar = SlavicGrammar(language)
    doc = next(iter(grammar.parse([text])))
    dates = find_dates(text, DateInterval(None, None), language=language)
    found = grammar.quantities(find_numbers(text, language=language), dates, doc, 0)
    return [(q.value, q.unit, q.counting_unit or "") for q in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "В колонии умерли 14 пленных.", [(14.0, "пленных", "person")]),
        ("ru", "Их держали пять суток.", [(5.0, "суток", "duration")]),
        ("ru", "По статье 115 его держали в ИК-10, в камере № 7.", []),
        ("ru", "Пётр Вымышлен, 43 года, исчез.", []),
        ("uk", "У колонії померли 14 полонених.", [(14.0, "полонених", "person")]),
        ("uk", "Їх тримали п'ять діб.", [(5.0, "діб", "duration")]),
        ("uk", "За статтею 438 його тримали в СІЗО № 8.", []),
        ("uk", "Петро Вигадан, 43 роки, зник.", []),
    ],
)
def test_counts_are_told_from_ages_and_labels(
    language: str, text: str, expected: list[tuple[float, str, str]]
) -> None:
    assert quantities(language, text) == expected


def test_a_whole_stands_beside_its_part() -> None:
    text = "169 из 174 опрошенных рассказали о пытках."
    grammar = SlavicGrammar("ru")
    doc = next(iter(grammar.parse([text])))
    found = grammar.quantities(find_numbers(text, language="ru"), [], doc, 0)
    assert [(q.value, q.denominator) for q in found] == [(169.0, "174")]


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_type_has_cues_and_every_cue_a_type(language: str) -> None:
    named = {row["type"] for row in rows("type_cues", language)}
    assert named == set(claim_types())
    assert sum(1 for _ in rows("type_cues", language)) >= 1_000


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ru", "Пленных пытали током.", "torture"),
        ("ru", "Двое скончались в изоляторе от пневмонии.", "death_in_custody"),
        ("ru", "Его приговорили к девяти годам колонии.", "trial"),
        ("ru", "О судьбе водителя ничего не известно.", "enforced_disappearance"),
        ("uk", "Полонених катували струмом.", "torture"),
        ("uk", "Двоє померли в ізоляторі від пневмонії.", "death_in_custody"),
        ("uk", "Його засудили до дев'яти років колонії.", "trial"),
        ("uk", "Наглядачі примушували в'язнів рити окопи.", "forced_labour"),
    ],
)
def test_a_type_shows_in_lemmas(language: str, text: str, kind: str) -> None:
    doc = next(iter(SlavicGrammar(language).parse([text])))
    sentence = next(iter(doc.sents))
    assert type_scores(type_cues(sentence, language), sentence.root)[0][0] == kind


@pytest.mark.parametrize(
    ("language", "text", "negated", "modality"),
    [
        ("ru", "Врача не пускали.", True, Modality.FACT),
        ("ru", "Никаких пыток не было.", True, Modality.FACT),
        ("ru", "Суд должен освободить учителя.", False, Modality.OBLIGATION),
        ("ru", "Комиссия проверит колонию.", False, Modality.PLANNED),
        ("uk", "Лікаря не пускали.", True, Modality.FACT),
        ("uk", "Жодних катувань немає.", True, Modality.FACT),
        ("uk", "Комісія перевірить колонію.", False, Modality.PLANNED),
    ],
)
def test_negation_and_modality(language: str, text: str, negated: bool, modality: Modality) -> None:
    grammar = SlavicGrammar(language)
    doc = next(iter(grammar.parse([text])))
    root = next(iter(doc.sents)).root
    assert grammar.is_negated(root) is negated
    assert grammar.modality(root) is modality


@pytest.mark.parametrize(
    ("language", "text", "verb", "actor", "victim"),
    [
        ("ru", "Охранники избили врача.", "избили", "охранники", "врач"),
        ("ru", "Учитель был избит охранниками.", "избит", "охранники", "учитель"),
        ("ru", "Учитель умер в камере.", "умер", None, "учитель"),
        ("uk", "Охоронці побили вчителя.", "побили", "охоронці", "вчитель"),
        ("uk", "Вчитель помер у камері.", "помер", None, "вчитель"),
    ],
)
def test_who_acts_and_who_suffers(
    language: str, text: str, verb: str, actor: str | None, victim: str | None
) -> None:
    grammar = SlavicGrammar(language)
    doc = next(iter(grammar.parse([text])))
    predicate = next(token for token in doc if token.text == verb)
    found = grammar.arguments(predicate, "torture")
    assert (found.actor.name.casefold() if found.actor else None) == actor
    assert (found.victim.name.casefold() if found.victim else None) == victim
