"""The lexicon: what given name, father's name or part of a name a word may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language.names.lexicon import (
    FEMALE,
    MALE,
    fathers,
    given_names,
    lexicon_name,
    lexicon_names,
    part_likelihoods,
)
from habeas.language.names.patronymics import patronymics

# Invented persons all of them; only the words matter.


def named(ukrainian: str, sex: str = MALE) -> int:
    """The number of the name whose usual Ukrainian form this is."""
    [number] = [n.number for n in lexicon_names() if n.uk[0] == ukrainian and n.sex == sex]
    return number


@pytest.mark.parametrize(
    ("ukrainian", "spellings"),
    [
        (
            "Олександр",
            "Олександр Александр Аляксандр Oleksandr Aleksandr Aliaksandr Alexander Alexandre",
        ),
        ("Сергій", "Сергей Сяргей Serhii Serhiy Sergey Sergei Siarhei Serguei Serhij СЕРГІЙ"),
        ("Микола", "Николай Мікалай Mykola Nikolai Nikolay Mikalai Nicholas Nikolaj"),
        ("Дмитро", "Дмитрий Дзмітрый Dmytro Dmitry Dmitriy Dmitrij Dzmitry Dimitri"),
        ("Євген", "Евгений Яўген Yevhen Evgeny Yevgeniy Jewgenij Jewhen Eugene"),
        ("Юрій", "Юрий Юры Yurii Yuriy Yuri Jurij Iouri"),
        ("Георгій", "Георгий Heorhii Georgy George Giorgi"),
        ("В'ячеслав", "В’ячеслав Вячеслав Viacheslav Wjatscheslaw Vyacheslav Viatcheslav"),
        ("Михайло", "Михаил Міхаіл Mykhailo Mikhail Michail Michael"),
    ],
)
def test_a_name_is_known_in_every_language_and_romanisation(ukrainian: str, spellings: str) -> None:
    for spelling in spellings.split():
        assert given_names(spelling)[0] == named(ukrainian), spelling


@pytest.mark.parametrize(
    ("inflected", "ukrainian"),
    [
        ("Миколі", "Микола"),
        ("Сергеем", "Сергій"),
        ("Льва", "Лев"),
        ("Павла", "Павло"),
        ("Ігорем", "Ігор"),
        ("Федора", "Федір"),
        ("Якову", "Яків"),
        ("Аляксандру", "Олександр"),
        ("Serhiia", "Сергій"),
    ],
)
def test_a_name_is_known_in_every_case(inflected: str, ukrainian: str) -> None:
    assert named(ukrainian) in given_names(inflected)


def test_a_diminutive_may_be_several_names_of_both_sexes() -> None:
    assert set(given_names("Саша")) == {named("Олександр"), named("Олександра", FEMALE)}
    assert set(given_names("Женей")) == {named("Євген"), named("Євгенія", FEMALE)}
    assert len(given_names("Слава")) > 5
    assert given_names("Sascha") == given_names("Саша")


def test_a_nominative_comes_before_another_name_inflected() -> None:
    assert given_names("Олександра") == (named("Олександра", FEMALE), named("Олександр"))


@pytest.mark.parametrize(
    "word", "Ковальчук Гнатюк Hnatiuk Melnyk Шевченко Cherhij Kovalenko Panasskyi Bakhmut".split()
)
def test_a_surname_is_no_given_name_for_a_skeleton_alone(word: str) -> None:
    assert given_names(word) == ()


@pytest.mark.parametrize(
    ("patronymic", "father"),
    [
        ("Олександрович", "Олександр"),
        ("Александровны", "Олександр"),
        ("Аляксандравіч", "Олександр"),
        ("Миколаївною", "Микола"),
        ("Николаевичу", "Микола"),
        ("Мікалаеўна", "Микола"),
        ("Mykolaiovych", "Микола"),
        ("Nikolaevich", "Микола"),
        ("Nikolajewna", "Микола"),
        ("Oleksandrowytsch", "Олександр"),
        ("Иваныч", "Іван"),
        ("Николаич", "Микола"),
        ("Саныч", "Олександр"),
        ("Ильинична", "Ілля"),
        ("Ілліча", "Ілля"),
        ("Яковлевич", "Яків"),
        ("Григорівна", "Григорій"),
        ("Юр'евіч", "Юрій"),
        ("Мамед-оглы", "Мамед"),
        ("Мамед оглу", "Мамед"),
        ("Алі кизи", "Алі"),
    ],
)
def test_a_patronymic_leads_to_the_father(patronymic: str, father: str) -> None:
    assert fathers(patronymic)[0] == named(father)


@pytest.mark.parametrize("word", "Ковалевич Шульжевич Мамедов Петренко Ivanov Shulzhevych".split())
def test_a_surname_that_looks_like_a_patronymic_has_no_father(word: str) -> None:
    assert fathers(word) == ()


def test_every_name_makes_patronymics_that_lead_back_to_it() -> None:
    lost = [
        (name.uk[0], patronymic)
        for name in lexicon_names()
        if name.sex == MALE and name.weight >= 3
        for form, language in ((name.uk[0], "uk"), (name.ru[0], "ru"))
        for sex in (MALE, FEMALE)
        for patronymic in patronymics(form, language, sex)[:1]
        if name.number not in fathers(patronymic)
    ]
    assert lost == []


def test_the_lexicon_is_broad_and_its_numbers_are_its_places() -> None:
    names = lexicon_names()
    assert len(names) > 1100
    assert [name.number for name in names] == list(range(len(names)))
    assert {name.sex for name in names} == {MALE, FEMALE}
    assert len({(name.uk[0], name.sex) for name in names}) == len(names)
    assert lexicon_name(0).ru == ("Александр",)
    with pytest.raises(LookupError):
        lexicon_name(len(names))


def test_every_form_of_every_name_is_found_as_that_name() -> None:
    for name in lexicon_names():
        for form in (*name.uk, *name.ru, *name.be, *name.latin):
            assert name.number in given_names(form), form


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("Гнатюка", 0),
        ("Hnatiuk", 0),
        ("Мороз", 0),
        ("Мельник", 0),
        ("Ivanova", 0),
        ("Олександр", 1),
        ("Sergei", 1),
        ("Саша", 1),
        ("Назар", 1),
        ("Петрович", 2),
        ("Іванівна", 2),
        ("Petrovych", 2),
        ("Иваныч", 2),
    ],
)
def test_a_word_looks_most_like_one_part(word: str, part: int) -> None:
    likelihoods = part_likelihoods(word)
    assert max(likelihoods) == likelihoods[part] > 0.6


@given(st.text())
def test_no_text_breaks_the_lexicon(text: str) -> None:
    known = len(lexicon_names())
    assert all(0 <= number < known for number in (*given_names(text), *fathers(text)))
    likelihoods = part_likelihoods(text)
    assert min(likelihoods) > 0
    assert sum(likelihoods) == pytest.approx(1)


@given(st.sampled_from([name.uk[0] for name in lexicon_names()]))
def test_letter_case_does_not_matter(form: str) -> None:
    assert given_names(form) == given_names(form.upper()) == given_names(form.lower())
