"""A redacted person is found however the name is written. All names are invented."""

from __future__ import annotations

import pytest

from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.persons.carelessly import without_ordinary_words
from habeas.reports.redaction.persons.forms import person_forms
from habeas.reports.redaction.pseudonyms import Pseudonyms
from habeas.reports.redaction.writing.identifiers import References

OLENA = ("Олена Петрівна Дреничук",)
DARKO = ("Darko Ilmen", "позивний «Грімбай»")


def hider() -> Hider:
    return Hider(
        [person_forms(OLENA), person_forms(DARKO)], [], [], References([], []), Pseudonyms()
    )


@pytest.mark.parametrize(
    "written",
    [
        "Дреничук",
        "Дреничука",
        "Дреничукові",
        "Дреничуком",
        "Дреничуків",
        "ДРЕНИЧУК",
        "Drenychuk",
        "Drenichuk",
        "Drenyčuk",
        "Drenytschuk",
        "Drenychuka",
        "Дреничук О. П.",
        "О. П. Дреничук",
        "О.П.Дреничук",
        "Дреничук Олена Петрівна",
        "Елена Петровна Дреничук",
        "Оленою Петрівною Дреничук",
        "Olena P. Drenychuk",
        "Олена\nДреничук",
        "Дрени-\nчук",
        "Дрени\nчук",
        "Дрени\u00adчук",
        "Дре\u200bни\u200cчук",
        "Дрени\u0301чук",
        "Дpeничук",
        "Д р е н и ч у к",
        "Олена Петрівна",
        "Олени Петрівни",
        "ОленаДреничук",
        "drenychuk_olena",
        "olenadrenychuk",
        "%D0%94%D1%80%D0%B5%D0%BD%D0%B8%D1%87%D1%83%D0%BA",
        "&#1044;&#1088;&#1077;&#1085;&#1080;&#1095;&#1091;&#1082;",
        "\\u0414\\u0440\\u0435\\u043d\\u0438\\u0447\\u0443\\u043a",
    ],
)
def test_every_way_of_writing_becomes_the_one_pseudonym(written: str) -> None:
    assert hider().hidden(f"so {written}, 2023") == "so Person A, 2023"


def test_a_name_in_the_name_of_a_file_and_in_an_address_is_taken_out() -> None:
    one = hider()
    assert one.hidden("дреничук_олена-2023.pdf") == "Person A-2023.pdf"
    assert one.hidden("o.drenychuk@mail.example") == "Person A@mail.example"


def test_whoever_shares_the_surname_is_not_called_by_the_pseudonym() -> None:
    one = hider()
    assert one.hidden("Петро Дреничук мовчав") == "Петро [redacted] мовчав"
    assert one.hidden("Ю. Дреничук мовчав") == "Ю. [redacted] мовчав"


def test_a_given_name_alone_goes_only_where_the_source_names_the_person() -> None:
    one = hider()
    assert one.hidden("Потім прийшла Олена.") == "Потім прийшла Олена."
    assert one.hidden("Потім прийшла Олена.", frozenset({0})) == "Потім прийшла Person A."
    assert one.hidden("Бачила Олена Коваль.", frozenset({0})) == "Бачила [redacted] Коваль."


def test_a_call_sign_tells_the_person() -> None:
    assert hider().hidden("казав Грімбай, що") == "казав Person A, що"


def test_two_persons_with_one_surname_are_told_apart_by_what_stands_beside() -> None:
    one = Hider(
        [person_forms(["Олена Дреничук"]), person_forms(["Богдан Дреничук"])],
        [],
        [],
        References([], []),
        Pseudonyms(),
    )
    words = one.hidden("Олена Дреничук; Богдан Дреничук; Дреничук")
    assert words == "Person A; Person B; Person A or Person B"


def test_what_is_hidden_stays_as_it_is_when_looked_through_again() -> None:
    one = hider()
    once = one.hidden("Олена Дреничук і Петро Дреничук")
    assert one.hidden(once) == once


def test_a_record_that_speaks_of_a_person_a_keeps_that_name_to_itself() -> None:
    one = Hider(
        [person_forms(OLENA)], [], [], References([], []), Pseudonyms(["Person A was not named"])
    )
    assert one.hidden("Дреничук") == "Person B"


def test_other_words_stay() -> None:
    words = "Свідки кажуть, що в підвалі тримали двадцять осіб, серед них Марія Ковальчук."
    assert hider().hidden(words, frozenset({0, 1})) == words


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Олена Шорновіл", "Шорновола Шорноволові Шерновол Shornovola"),
        ("Лев Журанель", "Журанля Журанлем Zhuranlia"),
        ("Остап Колодей", "Колод'я Колодʼю Колодьєм"),
        ("Юрій Гретанівський", "Гретановский Гретановского Gretanovsky Hretanivskyi Гретановська"),
        ("Dmytro Hretanivskyi", "Гретановский Hretanivska"),
        ("Микола Дрівець", "Дрівця Дрівцем Дривцом Дривець"),
        ("Ebrahim Al-Tashidi", "Al-Tashidi Tashidi al-Tashidi"),
        ("Mira Tolvat", "Tolvat's Tolvat’s TOLVAT"),
    ],
)
def test_vowels_that_change_and_the_neighbours_spelling_are_known(name: str, written: str) -> None:
    one = Hider([person_forms([name])], [], [], References([], []), Pseudonyms())
    left = [word for word in written.split() if "Person A" not in one.hidden(f"so {word}, 2023")]
    assert left == []


@pytest.mark.parametrize(
    "written",
    [
        "Дре-ни-чук",
        "Дрени\u2028чук",
        "Дрени-\n12\nчук",
        "Дрени чук",
        "Дре\u00a0ничук",
        "Оле-\nна Петрів-\nна",
        "Дрени4ук",
        "Dr3nychuk",
        "Dreηychuk",
        "ДреничукОП",
        "Дриничук Олена",
        "%C4%F0%E5%ED%E8%F7%F3%EA",
        "\\xd0\\x94\\xd1\\x80\\xd0\\xb5\\xd0\\xbd\\xd0\\xb8\\xd1\\x87\\xd1\\x83\\xd0\\xba",
        "=?utf-8?B?0J7Qu9C10L3QsCDQlNGA0LXQvdC40YfRg9C6?=",
        "0J7Qu9C10L3QsCDQlNGA0LXQvdC40YfRg9C6",
        "Ð”Ñ€ÐµÐ½Ð¸Ñ‡ÑƒÐº",
        "Äðåíè÷óê",
    ],
)
def test_what_breaks_misspells_or_encodes_a_name_does_not_save_it(written: str) -> None:
    assert hider().hidden(f"so {written}, 2023") == "so Person A, 2023"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Олена Д. мовчала", "Person A мовчала"),
        ("Olena D. was silent", "Person A was silent"),
        ("бачив О. Д. вчора", "бачив Person A вчора"),
        ("бачив Д. О. П. вчора", "бачив Person A вчора"),
        ("пані Д-чук мовчала", "пані Person A мовчала"),
        ("Д****чук мовчала", "Person A мовчала"),
        ("Дренич… мовчала", "Person A мовчала"),
        ("О. Д. Коваль мовчав", "О. Д. Коваль мовчав"),
        ("Ю. К. мовчав", "Ю. К. мовчав"),
    ],
)
def test_what_is_left_of_a_name_tells_it_where_the_source_names_the_person(
    written: str, left: str
) -> None:
    assert hider().hidden(written, frozenset({0})) == left


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Дреничук, 1981 р.н., впала", "Person A, [redacted] р.н., впала"),
        (
            "Олена Дреничук (народилася 12 березня 1981 року)",
            "Person A (народилася [redacted] року)",
        ),
        ("Drenychuk, born on 12 March 1981, fell", "Person A, born on [redacted], fell"),
        ("12.03.1981 г.р. Дреничук", "[redacted] г.р. Person A"),
        ("Дреничук, тел. +380 00 000-00-00", "Person A, тел. [redacted]"),
        ("Дреничук, РНОКПП 0000000000", "Person A, РНОКПП [redacted]"),
        ("drenychuk1981@mail.example", "Person A@mail.example"),
        ("https://x.example/drenychuk-olena-1981", "https://x.example/Person A"),
        ("Дреничук упала 12 березня 2022 року", "Person A упала 12 березня 2022 року"),
    ],
)
def test_dates_of_birth_and_numbers_beside_a_name_go_with_it(written: str, left: str) -> None:
    assert hider().hidden(written) == left


def ordinary() -> Hider:
    names = ["Mark Stone", "Jane Young", "Олег Мороз", "May Tolvan"]
    persons = [person_forms([name]) for name in names]
    return Hider(persons, [], [], References([], []), Pseudonyms())


@pytest.mark.parametrize(
    "words",
    [
        "They beat young prisoners against a stone wall.",
        "Був сильний мороз, мороз тривав.",
    ],
)
def test_an_ordinary_word_is_no_surname_in_small_letters(words: str) -> None:
    assert ordinary().hidden(words) == words
    assert ordinary().left_in(words) != []


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("They saw Stone there.", "They saw Person A there."),
        ("Then mark stone came.", "Then Person A came."),
        ("See stone_2023.pdf", "See Person A_2023.pdf"),
        ("Stone walls fell.", "[redacted] walls fell."),
        ("Був мороз. Мороз кричав.", "Був мороз. [redacted] кричав."),
    ],
)
def test_what_may_be_the_word_or_the_name_says_nothing_false(written: str, left: str) -> None:
    assert ordinary().hidden(written) == left


def test_in_a_text_without_capitals_a_word_is_taken_for_the_name() -> None:
    persons = [person_forms(["Mark Stone"])]
    (careful,) = without_ordinary_words(persons, ["then stone said that we had to go"])
    assert careful.ordinary == frozenset()
    assert without_ordinary_words(persons, ["They saw A Stone; B, C and D Went."]) == persons


def test_words_that_look_like_the_name_are_told_to_the_investigator() -> None:
    assert hider().left_in("Потім Дриничук мовчав, Коваль теж.") == ["Дриничук"]
