"""Russian and Ukrainian numbers, with their modifiers, shares, ranges and wholes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language import NumberMention, find_numbers
from habeas.model import WrongUsage


def only(text: str, language: str) -> NumberMention:
    (mention,) = find_numbers(text, language=language)
    return mention


RUSSIAN = [
    ("двенадцать человек", 12),
    ("двенадцати человек", 12),
    ("с двадцатью пятью осуждёнными", 25),
    ("сто двадцать пять человек", 125),
    ("двумстам тридцати пленным", 230),
    ("сорок тысяч человек", 40_000),
    ("полторы тысячи человек", 1500),
    ("полтора десятка человек", 15),
    ("два десятка человек", 20),
    ("десяток человек", 10),
    ("две сотни человек", 200),
    ("тысяча двести человек", 1200),
    ("три тысячи двести сорок пять дел", 3245),
    ("два миллиона сто тысяч человек", 2_100_000),
    ("полмиллиона гривен", 500_000),
    ("полсотни человек", 50),
    ("двое солдат", 2),
    ("трое суток", 3),
    ("у четверых пленных", 4),
    ("пятеро", 5),
    ("сидели ввосьмером", 8),
    ("один заключённый", 1),
    ("убили одного человека", 1),
    ("1 150 человек", 1150),
    ("1\u00a0150 человек", 1150),
    ("19\u2009000 детей", 19_000),
    ("19.000 детей", 19_000),
    ("1,5 млн человек", 1_500_000),
    ("6 тыс. человек", 6000),
    ("3,5 тонны", 3.5),
    ("12-ти человек", 12),
    ("24-летний", 24),
    ("три с половиной года", 3.5),
]
UKRAINIAN = [
    ("дванадцять людей", 12),
    ("дванадцятьох людей", 12),
    ("із двадцятьма п’ятьма засудженими", 25),
    ("сто двадцять п'ять людей", 125),
    ("двомстам тридцятьом полоненим", 230),
    ("п’ятдесят людей", 50),
    ("сорок тисяч людей", 40_000),
    ("півтори тисячі людей", 1500),
    ("півтора десятка людей", 15),
    ("два десятки людей", 20),
    ("десяток людей", 10),
    ("дві сотні людей", 200),
    ("тисяча двісті людей", 1200),
    ("три тисячі двісті сорок п’ять справ", 3245),
    ("два мільйони сто тисяч людей", 2_100_000),
    ("півмільйона гривень", 500_000),
    ("двоє солдатів", 2),
    ("троє", 3),
    ("п’ятеро полонених", 5),
    ("чотирнадцятеро", 14),
    ("жили вп’ятьох", 5),
    ("удвадцятьох", 20),
    ("один в’язень", 1),
    ("1 150 осіб", 1150),
    ("19\u202f000 дітей", 19_000),
    ("1,5 млн осіб", 1_500_000),
    ("6 тис. осіб", 6000),
    ("12-ти осіб", 12),
    ("24-річний", 24),
    ("три з половиною роки", 3.5),
]
MODIFIED = [
    ("ru", "более 40 человек", "more_than"),
    ("ru", "больше сорока человек", "more_than"),
    ("ru", "свыше 40 человек", "more_than"),
    ("ru", "более чем 40 человек", "more_than"),
    ("ru", "40 с лишним человек", "more_than"),
    ("ru", "40+ человек", "more_than"),
    ("ru", "не менее 40 человек", "at_least"),
    ("ru", "как минимум 40 человек", "at_least"),
    ("ru", "по меньшей мере 40 человек", "at_least"),
    ("ru", "40 и более человек", "at_least"),
    ("ru", "почти сорок человек", "nearly"),
    ("ru", "до 40 человек", "up_to"),
    ("ru", "не более 40 человек", "up_to"),
    ("ru", "менее 40 человек", "up_to"),
    ("ru", "лишь 40 человек", "only"),
    ("ru", "только 40 человек", "only"),
    ("ru", "всего 40 человек", "only"),
    ("ru", "Всего 40 человек", "exact"),
    ("ru", "около 40 человек", "approx"),
    ("ru", "примерно 40 человек", "approx"),
    ("ru", "порядка 40 человек", "approx"),
    ("ru", "человек сорок", "approx"),
    ("ru", "по 40 лет", "each"),
    ("uk", "понад 40 людей", "more_than"),
    ("uk", "більше сорока людей", "more_than"),
    ("uk", "більш ніж 40 людей", "more_than"),
    ("uk", "40 з гаком", "more_than"),
    ("uk", "щонайменше 40 людей", "at_least"),
    ("uk", "не менше 40 людей", "at_least"),
    ("uk", "принаймні 40 людей", "at_least"),
    ("uk", "40 або більше людей", "at_least"),
    ("uk", "майже сорок людей", "nearly"),
    ("uk", "до 40 людей", "up_to"),
    ("uk", "не більше ніж 40 людей", "up_to"),
    ("uk", "може сягати сорока", "up_to"),
    ("uk", "лише 40 людей", "only"),
    ("uk", "тільки 40 людей", "only"),
    ("uk", "близько 40 людей", "approx"),
    ("uk", "приблизно 40 людей", "approx"),
    ("uk", "людей сорок", "approx"),
    ("uk", "по 40 років", "each"),
]
SHARES = [
    ("ru", "80% тел", 0.8),
    ("ru", "80 % тел", 0.8),
    ("ru", "восемьдесят процентов тел", 0.8),
    ("ru", "6,5 процента тел", 0.065),
    ("ru", "половина пленных", 0.5),
    ("ru", "у половины пленных", 0.5),
    ("ru", "треть пленных", 1 / 3),
    ("ru", "две трети пленных", 2 / 3),
    ("ru", "три четверти пленных", 0.75),
    ("ru", "две пятых пленных", 0.4),
    ("ru", "пятая часть пленных", 0.2),
    ("ru", "каждый пятый пленный", 0.2),
    ("ru", "каждая вторая женщина", 0.5),
    ("ru", "девять из десяти опрошенных", 0.9),
    ("uk", "80% тіл", 0.8),
    ("uk", "вісімдесят відсотків тіл", 0.8),
    ("uk", "6,5 відсотка тіл", 0.065),
    ("uk", "половина полонених", 0.5),
    ("uk", "третина полонених", 1 / 3),
    ("uk", "дві третини полонених", 2 / 3),
    ("uk", "три чверті полонених", 0.75),
    ("uk", "дві п’ятих полонених", 0.4),
    ("uk", "п’ята частина полонених", 0.2),
    ("uk", "кожен п’ятий полонений", 0.2),
    ("uk", "кожна друга жінка", 0.5),
    ("uk", "дев’ять із десяти опитаних", 0.9),
]
RANGES = [
    ("ru", "10–15 человек", 10, 15),
    ("ru", "10-15 человек", 10, 15),
    ("ru", "от 10 до 15 человек", 10, 15),
    ("ru", "от 1 150 до 1 200 человек", 1150, 1200),
    ("ru", "от пяти до семи лет", 5, 7),
    ("ru", "между 10 и 15 человек", 10, 15),
    ("ru", "два-три дня", 2, 3),
    ("ru", "пять или шесть человек", 5, 6),
    ("ru", "20–30% тел", 0.2, 0.3),
    ("ru", "5–10 тысяч человек", 5000, 10_000),
    ("uk", "10–15 людей", 10, 15),
    ("uk", "від 10 до 15 людей", 10, 15),
    ("uk", "від п’яти до семи років", 5, 7),
    ("uk", "між 10 та 15 людьми", 10, 15),
    ("uk", "два-три дні", 2, 3),
    ("uk", "п’ять чи шість людей", 5, 6),
    ("uk", "20–30 відсотків тіл", 0.2, 0.3),
    ("uk", "5–10 тисяч людей", 5000, 10_000),
]
VAGUE = [
    ("ru", "десятки людей", 10, "dozens"),
    ("ru", "сотни людей", 100, "hundreds"),
    ("ru", "тысячи людей", 1000, "thousands"),
    ("ru", "десятки тысяч людей", 10_000, "thousands"),
    ("ru", "сотни тысяч людей", 100_000, "thousands"),
    ("ru", "миллионы людей", 1_000_000, "millions"),
    ("ru", "несколько десятков людей", 10, "dozens"),
    ("ru", "несколько сотен людей", 100, "hundreds"),
    ("uk", "десятки людей", 10, "dozens"),
    ("uk", "сотні людей", 100, "hundreds"),
    ("uk", "тисячі людей", 1000, "thousands"),
    ("uk", "десятки тисяч людей", 10_000, "thousands"),
    ("uk", "кількасот людей", 100, "hundreds"),
    ("uk", "кілька десятків людей", 10, "dozens"),
]


@pytest.mark.parametrize(("text", "value"), RUSSIAN)
def test_russian_figures_and_words_have_the_same_values(text: str, value: float) -> None:
    mention = only(text, "ru")
    assert (mention.value, mention.low, mention.high) == (value, value, value)
    assert (mention.modifier, mention.share, mention.denominator) == ("exact", False, None)


@pytest.mark.parametrize(("text", "value"), UKRAINIAN)
def test_ukrainian_figures_and_words_have_the_same_values(text: str, value: float) -> None:
    mention = only(text, "uk")
    assert (mention.value, mention.low, mention.high) == (value, value, value)
    assert (mention.modifier, mention.share, mention.denominator) == ("exact", False, None)


@pytest.mark.parametrize(("language", "text", "modifier"), MODIFIED)
def test_the_words_beside_a_number_set_its_modifier(
    language: str, text: str, modifier: str
) -> None:
    mention = only(text, language)
    assert (mention.value, mention.modifier) == (40, modifier)


@pytest.mark.parametrize(("language", "text", "value"), SHARES)
def test_a_share_is_a_fraction_of_one(language: str, text: str, value: float) -> None:
    mention = only(text, language)
    assert mention.share
    assert mention.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("language", "text", "modifier"),
    [
        ("ru", "более половины пленных", "more_than"),
        ("ru", "не менее половины пленных", "at_least"),
        ("ru", "почти треть пленных", "nearly"),
        ("uk", "більше половини полонених", "more_than"),
        ("uk", "понад половину полонених", "more_than"),
        ("uk", "майже третина полонених", "nearly"),
    ],
)
def test_a_share_takes_its_modifier_too(language: str, text: str, modifier: str) -> None:
    mention = only(text, language)
    assert mention.share
    assert mention.modifier == modifier


@pytest.mark.parametrize(("language", "text", "low", "high"), RANGES)
def test_a_range_has_both_ends_and_its_first_number_as_value(
    language: str, text: str, low: float, high: float
) -> None:
    mention = only(text, language)
    assert (mention.value, mention.low, mention.high) == (low, low, high)
    assert mention.modifier == "range"


@pytest.mark.parametrize(("language", "text", "value", "modifier"), VAGUE)
def test_a_vague_plural_is_at_least_two_of_its_size(
    language: str, text: str, value: float, modifier: str
) -> None:
    mention = only(text, language)
    assert (mention.value, mention.low, mention.high) == (value, 2 * value, None)
    assert mention.modifier == modifier


@pytest.mark.parametrize(
    ("language", "text", "value", "modifier"),
    [
        ("ru", "около тысячи человек", 1000, "approx"),
        ("ru", "более сотни человек", 100, "more_than"),
        ("uk", "близько тисячі людей", 1000, "approx"),
        ("uk", "понад сотню людей", 100, "more_than"),
    ],
)
def test_a_genitive_after_its_governor_is_a_number(
    language: str, text: str, value: float, modifier: str
) -> None:
    mention = only(text, language)
    assert (mention.value, mention.modifier) == (value, modifier)


@pytest.mark.parametrize(
    ("language", "text", "value", "whole"),
    [
        ("ru", "169 из 174 пленных", 169, 174),
        ("ru", "пятеро из семи", 5, 7),
        ("ru", "трое из этих десяти", 3, 10),
        ("ru", "четверо из более чем 20", 4, 20),
        ("uk", "169 зі 174 полонених", 169, 174),
        ("uk", "п’ятеро із семи", 5, 7),
        ("uk", "троє з цих десяти", 3, 10),
    ],
)
def test_a_number_out_of_a_number_keeps_the_whole(
    language: str, text: str, value: float, whole: float
) -> None:
    mention = only(text, language)
    assert (mention.value, mention.denominator, mention.share) == (value, whole, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "в одной камере, одного пожилого мужчину"),
        ("ru", "один из последних, ни один, один и тот же, один другого"),
        ("ru", "ИК-10, СИЗО-2, № 38"),
        ("ru", "5-го, 1-й, 1990-х, 20:15"),
        ("ru", "первая половина, в последней трети, половина пятого"),
        ("ru", "в сорок втором, двадцать пятого"),
        ("ru", "семья, стоянка, пятно, тройка, сотрудник"),
        ("uk", "один з останніх, жоден, один і той самий, один одного"),
        ("uk", "ІК-10, СІЗО-2, № 38"),
        ("uk", "5-го, 1-й, 1990-х, 20:15"),
        ("uk", "перша половина"),
        ("uk", "у сорок другому, двадцять п’ятого, у сорок третьому, сорок першого"),
        ("uk", "Герої Небесної Сотні, 10-ї серії"),
        ("uk", "сімейний, стояти, п’ятниця, сотник"),
    ],
)
def test_what_only_looks_like_a_number_is_none(language: str, text: str) -> None:
    assert find_numbers(text, language=language) == ()


@pytest.mark.parametrize(
    ("language", "text", "words", "number"),
    [
        ("ru", "Не менее 40 человек", "Не менее 40", "40"),
        ("ru", "более полутора тысяч человек", "более полутора тысяч", "полутора тысяч"),
        ("uk", "щонайменше п’ятнадцять осіб", "щонайменше п’ятнадцять", "п’ятнадцять"),
    ],
)
def test_the_spans_hold_number_and_modifier(
    language: str, text: str, words: str, number: str
) -> None:
    mention = only(text, language)
    assert mention.text == words
    assert text[mention.number_start : mention.number_end] == number


def test_one_beside_a_word_that_stresses_it_is_a_number() -> None:
    mention = only("по одной кружке воды", "ru")
    assert (mention.value, mention.modifier) == (1, "each")


PIECES = (
    "более чем не менее половина треть из 12 14 1 150 3,5 % процентов один два из пяти до – - или"
    " и между от сотни тысяч десятка двадцать два п'ять понад кожен п’ятий тис. + ½ 9999999999999"
).split()


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)),
    st.sampled_from(["ru", "uk"]),
)
def test_any_text_gives_spans_in_order_and_bounds_around_the_value(
    text: str, language: str
) -> None:
    end = 0
    for mention in find_numbers(text, language=language):
        assert end <= mention.number_start < mention.number_end <= len(text)
        assert mention.start <= mention.number_start
        assert mention.number_end <= mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.value >= 0
        if mention.low is not None and mention.high is not None:
            assert mention.low <= mention.high
        end = mention.number_end


@given(st.integers(0, 999_999_999), st.sampled_from(["ru", "uk"]))
def test_any_whole_number_is_read_back_from_its_figures(number: int, language: str) -> None:
    grouped = f"{number:,}".replace(",", "\u00a0")
    assert only(f"{grouped} осіб", language).value == number
    assert only(f"{number} осіб", language).value == number


def test_a_language_that_is_not_read_is_refused() -> None:
    with pytest.raises(WrongUsage, match="English, Russian and Ukrainian"):
        find_numbers("zwölf Personen", language="de")
