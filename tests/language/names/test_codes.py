"""The names of many rows as codes. All full names here are invented."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language.names import NameCodes, code_names
from habeas.language.names.lexicon import lexicon_name


def coded(rows: Sequence[str]) -> NameCodes:
    """Rows "surname|given|patronymic" as a list that splits its names."""
    surname, given_name, patronymic = zip(*(row.split("|") for row in rows), strict=True)
    return code_names([""] * len(rows), surname, given_name, patronymic)


def surname_keys(codes: NameCodes) -> list[str]:
    return [codes.surname_forms.key[code] if code >= 0 else "" for code in codes.surname]


def test_spellings_and_cases_of_one_surname_have_one_key() -> None:
    codes = coded(
        [
            "Стаднюківська|Олена|Петрівна",
            "Стаднюковская|Елена|Петровна",
            "Stadniukivska|Olena|",
            "Стаднюківській|Олені|Петрівні",
        ]
    )
    assert len(set(surname_keys(codes))) == 1


def test_the_parts_agree_in_sex_and_case() -> None:
    codes = coded(["Стаднюкова|Ігоря|Петровича", "Стаднюкова|Інна|Петрівна"])
    forms = codes.surname_forms
    assert [forms.nominative[code] for code in codes.surname] == ["Стаднюков", "Стаднюкова"]
    assert forms.key[codes.surname[0]] == forms.key[codes.surname[1]]
    assert codes.given_forms.nominative[codes.given[0]] == "Ігор"


def test_swapped_columns_are_put_right() -> None:
    codes = coded(["Олександр|Гнатенко|Петрович", "Гнатенко|Петрович|Олександр"])
    assert [codes.surname_forms.printed[code] for code in codes.surname] == ["Гнатенко"] * 2
    assert [codes.given_forms.printed[code] for code in codes.given] == ["Олександр"] * 2


def test_a_row_with_only_a_whole_name_is_parsed() -> None:
    whole = [
        "Гнатенко Олександр Петрович",
        "Oleksandr Hnatenko",
        "солдат Гнатенко О. (позивний «Буг»)",
    ]
    codes = code_names(whole, [""] * 3, [""] * 3, [""] * 3)
    assert set(surname_keys(codes)) == {"hnatenko"}
    assert codes.patronymic.tolist() == [0, -1, -1]
    assert [codes.call_signs[code] for code in codes.call_sign if code >= 0] == ["Буг"]


def test_groups_are_lexicon_names_and_fathers() -> None:
    codes = coded(["Гнатенко|Коля|Іванович", "Hnatenko|Mykola|Ivanovych"])
    given_groups = codes.given_forms.groups[codes.given]
    fathers = codes.patronymic_forms.groups[codes.patronymic]
    assert "Микола" in lexicon_name(int(given_groups[1, 0])).uk
    assert given_groups[1, 0] in given_groups[0]
    assert fathers[0, 0] == fathers[1, 0]
    assert "Іван" in lexicon_name(int(fathers[0, 0])).uk


def test_a_group_found_by_a_correction_says_so() -> None:
    codes = coded(["Гнатенко|Олександр|", "Гнатенко|Олексндр|"])
    forms = codes.given_forms
    assert forms.groups[codes.given, 0].tolist() == [forms.groups[codes.given[0], 0]] * 2
    assert forms.fuzzy[codes.given].tolist() == [False, True]


def test_initials_have_no_group() -> None:
    codes = coded(["Гнатенко|О.|П."])
    assert codes.given_forms.initial.tolist() == [True]
    assert codes.patronymic_forms.initial.tolist() == [True]
    assert (codes.given_forms.groups == -1).all()


def test_a_double_surname_has_two_codes() -> None:
    codes = coded(["Стецько-Бурлій|Іван|", "Бурлій|Іван|"])
    assert codes.other_surname[0] == codes.surname[1]
    assert codes.other_surname[1] == -1


def test_nothing_given_is_no_code() -> None:
    codes = coded(["||", "Гнатенко||"])
    assert (codes.surname[0], codes.given[0], codes.patronymic[0]) == (-1, -1, -1)
    assert codes.surname[1] >= 0


CELL = st.sampled_from(
    ["", "Гнатенко", "Олександра", "О.", "Петрович", "Hnatenko", "(-", "Ян Ґудзь"]
)


@given(st.lists(st.tuples(CELL | st.text(max_size=12), CELL, CELL, CELL), max_size=6))
@settings(max_examples=60, deadline=None)
def test_codes_point_into_their_forms_and_keys_are_ascii(
    rows: list[tuple[str, str, str, str]],
) -> None:
    name, surname, given_name, patronymic = zip(*rows, strict=True) if rows else ((), (), (), ())
    codes = code_names(name, surname, given_name, patronymic)
    for column, forms in (
        (codes.surname, codes.surname_forms),
        (codes.other_surname, codes.surname_forms),
        (codes.given, codes.given_forms),
        (codes.patronymic, codes.patronymic_forms),
    ):
        assert len(column) == len(rows)
        assert np.all((column >= -1) & (column < len(forms)))
    cyrillic_or_latin = [
        key
        for key, printed in zip(codes.given_forms.key, codes.given_forms.printed, strict=True)
        if printed in {"Гнатенко", "Олександра", "Hnatenko"}
    ]
    assert all(key.isascii() for key in cyrillic_or_latin)
