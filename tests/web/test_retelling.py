"""What the rooms say in English, on pages in Ukrainian and Russian."""

from __future__ import annotations

import time

import pytest
from markupsafe import Markup

from habeas.counts import Status
from habeas.counts.showing import status_words
from habeas.model import HabeasError
from habeas.web import retelling
from habeas.web.retelling import retold
from habeas.web.speech import speech
from habeas.web.vocabulary import WORDS

UK, RU = speech("uk"), speech("ru")


def test_an_error_speaks_the_language_of_the_page() -> None:
    assert retold(UK, "there is no such page") == "такої сторінки немає"
    assert retold(RU, "there is no such page") == "такой страницы нет"


def test_english_stays_as_it_is() -> None:
    assert retold(speech("en"), "there is <no> such page") == "there is &lt;no&gt; such page"


def test_values_are_carried_over_and_escaped() -> None:
    said = retold(UK, "as its source <b>a</b>.txt")
    assert said == "як його джерело <bdi>&lt;b&gt;a&lt;/b&gt;.txt</bdi>"


def test_a_quoted_value_gets_the_marks_of_the_language() -> None:
    assert retold(UK, "'x 1' is no number") == "«<bdi>x 1</bdi>» — не число"


@pytest.mark.parametrize(
    ("number", "uk", "ru"),
    [
        ("1", "1 особа", "1 человек"),
        ("3", "3 особи", "3 человека"),
        ("25", "25 осіб", "25 человек"),
    ],
)
def test_a_number_chooses_its_form(number: str, uk: str, ru: str) -> None:
    assert retold(UK, f"{number} people") == uk
    assert retold(RU, f"{number} people") == ru


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    assert retold(UK, "archive of more than 1,073,741,824 bytes") != ""
    said = retold(UK, "the archive unfolds to more than 1,073,741,824 bytes")
    assert "1\xa0073\xa0741\xa0824" in said
    assert "22 лист. 2026" in retold(UK, "2026-11-22 is not after 2026-11-22")


def test_words_of_the_rooms_inside_others_are_told_too() -> None:
    said = retold(
        RU, "Status: driven by the prior. No number can be given: there are too few lists."
    )
    assert said.startswith("Статус: определяет априорное допущение.")


def test_sentences_in_a_row_are_told_one_by_one() -> None:
    said = retold(UK, "the file is empty: it holds no bytes — preserved unread; look at it")
    assert (
        said
        == "файл порожній: у ньому немає жодного байта — збережено непрочитаним; перегляньте його"
    )


def test_a_lower_first_letter_and_a_missing_stop_do_not_hide_a_sentence() -> None:
    known = "More people on two lists or more: longer lists, a further list, or like lists merged."
    assert retold(UK, known[0].lower() + known[1:-1]).startswith("більше людей у двох")


def test_what_no_message_fits_stays_and_is_marked_as_english() -> None:
    said = retold(UK, "the kettle has boiled over")
    assert said == '<span lang="en">the kettle has boiled over</span>'


def test_the_words_of_another_program_are_marked_as_english() -> None:
    said = retold(UK, "it cannot be read: Permission denied")
    assert said == 'не вдається прочитати: <span lang="en">Permission denied</span>'


@pytest.mark.parametrize(
    "words",
    [
        "Given lists that nobody made the others are independent of each other",
        "It cannot be less than what nobody has counted",
        "a sentence that is about this and that and who is not there",
    ],
)
def test_a_message_that_fits_by_chance_is_not_taken(words: str) -> None:
    assert 'lang="en"' in retold(UK, words)


def test_a_place_is_not_cut_inside_its_brackets() -> None:
    said = retold(
        UK,
        "The latent class answer depends on the number of classes: 22 with Beta(1, 1), "
        "31 with Beta(1, 9).",
    )
    assert "<bdi>Beta(1, 1)</bdi>" in said
    assert "<bdi>Beta(1, 9)</bdi>" in said


def test_long_and_hostile_words_are_told_at_once() -> None:
    began = time.process_time()
    for words in ("a to " * 390, "(" * 1_990, "x; " * 660, "the " * 495, "is " * 100_000):
        assert str(retold(UK, words))
    assert time.process_time() - began < 5.0


def test_an_error_of_the_house_is_told_whole() -> None:
    error = HabeasError("the disk is full", where="my-case", remedy="free some space")
    assert "диск заповнено — звільніть місце" in retold(UK, str(error))


PROSE = (
    "The men were held in the cellar of the school, and nobody was told where they are; the wife "
    "of one says that she has not had a letter since May (he was a teacher). It is not known who "
    "gave the order: the head of the guard has denied it. "
)


def test_long_prose_of_a_source_is_not_told_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    told_anew = retelling._Telling._told_anew

    def counted(telling: retelling._Telling, words: str, depth: int) -> Markup | None:
        asked.append(words)
        return told_anew(telling, words, depth)

    monkeypatch.setattr(retelling._Telling, "_told_anew", counted)
    book = retelling.Retelling(UK)
    told = {}
    for many in (2, 6):
        asked.clear()
        assert "cellar of the school" in book.retold(PROSE * many)
        told[many] = len(asked)
    # Each clause at each depth, once: the work grows with the length.
    assert told[6] < 5 * told[2]


def test_a_comma_where_a_number_belongs_is_no_number() -> None:
    assert retold(UK, ", people").striptags() == ", осіб"


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.OK])
def test_a_status_is_called_the_same_on_a_page_and_in_a_court_sheet(status: Status) -> None:
    assert WORDS[status.value] == status_words(status).label
