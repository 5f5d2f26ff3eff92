"""How likely two names are one person's. All full names here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language.names import compare, compare_many
from habeas.language.names.evidence import Finding

SAME = [
    ("Олександр Гнатюк", "Aleksandr Hnatyuk"),
    ("Гнатюк Олександр", "Александр Гнатюк"),
    ("Гнацюк Аляксандр", "Гнатюк Александр"),
    ("Сашко Гнатюк", "Гнатюк Александр"),
    ("Гнатюк О. П.", "Олександр Петрович Гнатюк"),
    ("Гнатюка Олександра Петровича", "Гнатюк Олександр Петрович"),
    ("Олена Стаднюківська", "Elena Stadniukovskaya"),
    ("Роман Данило", "Данило Роман"),
    ("Стецько-Бурлій Іван", "Иван Бурлий"),
    ("Олесандр Гнатюк", "Olexandr Hnatjuk"),
    ("Микола Черняхівець", "Nikolaï Tcherniakhivets"),
    ("Viktoras Hnatiukas", "Віктор Гнатюк"),
    ("Гнатюк", "Hnatiuk"),
]
DIFFERENT = [
    ("Гнатюк Іван", "Олександр Гнатюк"),
    ("Валентин Стаднюк", "Валентина Стаднюк"),
    ("Олександр Петрович Гнатюк", "Гнатюк Александр Иванович"),
    ("Олександр Гнатюк", "Олександр Гнатенко"),
    ("Гнатюк О. П.", "Гнатюк В. П."),
    ("Гнатюк", "Олександр Гнатюк"),
    ("Олександр", "Олександр Гнатюк"),
    ("", "Олександр Гнатюк"),
    ("позивний Борода", "позивний Борода"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_persons_names_in_two_spellings(one: str, other: str) -> None:
    assert compare(one, other).same


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_do_not_suffice_for_one_person(one: str, other: str) -> None:
    assert not compare(one, other).same


def test_the_explanation_names_what_each_part_tells() -> None:
    found = compare("Гнатюк Микола Петрович", "Гнатюк Николай")
    assert "same given name in Ukrainian and Russian (Микола)" in found.explanation
    assert "patronymic missing on one side" in found.explanation
    assert [part.finding for part in found.parts] == [Finding.SAME, Finding.SAME, Finding.MISSING]


def test_another_fathers_name_is_strong_evidence_against() -> None:
    known = compare("Гнатюк Микола Петрович", "Гнатюк Микола Петрович").score
    silent = compare("Гнатюк Микола Петрович", "Гнатюк Микола").score
    other = compare("Гнатюк Микола Петрович", "Гнатюк Микола Іванович").score
    assert other < 0.5 < silent < known


def test_a_letter_misread_counts_less_than_another_surname() -> None:
    right = compare("Гнатюк Остап", "Гнатюк Остап").score
    misread = compare("Гнатюк Остап", "Гнатюх Остап").score
    other = compare("Гнатюк Остап", "Стаднюк Остап").score
    assert other < 0.1 < misread < right


def test_many_pairs_score_as_one_by_one() -> None:
    pairs = SAME + DIFFERENT
    scores = compare_many([one for one, _ in pairs], [other for _, other in pairs])
    assert scores.tolist() == pytest.approx([compare(*pair).score for pair in pairs], abs=1e-6)


def test_lists_of_two_lengths_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="1 names cannot be paired with 2"):
        compare_many(["Гнатюк"], ["Гнатюк", "Hnatiuk"])


NAMES = st.sampled_from([name for pair in SAME + DIFFERENT for name in pair]) | st.text(max_size=25)


@given(NAMES, NAMES)
@settings(max_examples=150, deadline=None)
def test_the_comparison_is_symmetric(one: str, other: str) -> None:
    forth, back = compare(one, other), compare(other, one)
    assert forth.score == pytest.approx(back.score, abs=1e-5)
    assert forth.same == back.same or abs(forth.score - 0.5) < 1e-5


@given(st.sampled_from([one for one, other in SAME if " " in one]))
@settings(deadline=None)
def test_a_name_is_like_itself(name: str) -> None:
    assert compare(name, name).score > 0.7


@given(NAMES)
@settings(max_examples=100, deadline=None)
def test_a_score_is_a_share(name: str) -> None:
    assert 0.0 <= compare(name, "Гнатюк Остап").score <= 1.0
