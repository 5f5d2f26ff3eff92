"""A redacted person is found however the name is written. All names are invented."""

from __future__ import annotations

import pytest

from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.identifiers import References
from habeas.reports.redaction.person_forms import person_forms
from habeas.reports.redaction.pseudonyms import Pseudonyms

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
