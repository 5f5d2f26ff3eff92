"""A redacted place is found in its cases, adjectives and scripts. All names are invented."""

from __future__ import annotations

from itertools import product

import pytest

from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.persons.forms import person_forms
from habeas.reports.redaction.places.finder import place_forms
from habeas.reports.redaction.pseudonyms import Pseudonyms
from habeas.reports.redaction.writing.identifiers import References


def hider(*names: str) -> Hider:
    return Hider([], [place_forms([name]) for name in names], [], References([], []), Pseudonyms())


@pytest.mark.parametrize(
    "written",
    [
        "Жерлівка",
        "Жерлівки",
        "Жерлівці",
        "Жерлівкою",
        "ЖЕРЛІВКА",
        "Zherlivka",
        "Zherlivtsi",
        "Žerlivka",
        "Жерлівський",
        "жерлівського",
        "Жерли\u0301вка",
        "Жерлів-\nка",
        "Жер\u200bлівка",
        "жерлівка",
    ],
)
def test_every_form_becomes_the_one_pseudonym(written: str) -> None:
    assert hider("Жерлівка").hidden(f"у {written}, 2023") == "у Place 1, 2023"


def test_a_name_of_several_words_is_taken_as_one() -> None:
    one = hider("Нова Жерлівка")
    assert one.hidden("до Нової Жерлівки, Nova-Zherlivka") == "до Place 1, Place 1"
    assert one.hidden("Нова школа") == "Нова школа"


def test_a_number_is_part_of_the_name_whatever_announces_it() -> None:
    one = hider("Colony 7")
    assert one.hidden("Colony No. 7 and colony-7") == "Place 1 and Place 1"
    assert one.hidden("Colony 8") == "Colony 8"


def test_other_places_stay() -> None:
    words = "Їх везли через Полтаву і Суми до Курська."
    assert hider("Жерлівка").hidden(words) == words


@pytest.mark.parametrize(
    "written",
    ["Кривого Дяру", "Kryvyi\nDiar", "kryvyi-diar", "kryvyidiar", "Криводярський", "Кривий-Дяр"],
)
def test_two_words_are_found_apart_together_and_over_a_lines_end(written: str) -> None:
    assert hider("Кривий Дяр").hidden(f"у {written}, 2023") == "у Place 1, 2023"


def test_vowels_that_change_and_the_neighbours_spelling_are_known() -> None:
    assert hider("Новий Біж").hidden("у Новому Божі, в Новом Боже") == "у Place 1, в Place 1"
    assert hider("Штрільці").hidden("Штрельцы, Shtreltsy") == "Place 1, Place 1"
    assert hider("Izolbat").hidden("Izolbat's gate") == "Place 1's gate"


_PLACES = ("Жерлівка", "Жерлівці", "Жерлівською", "Zherlivka", "Zherlivtsi", "ЖЕРЛІВКУ")
_WORDS = "не ні били людей и а у ом ський No not denied was is in of s ova guards 7".split()


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\n", "-", "-\n", ", ", ". ", "_", "\n\n"])
@pytest.mark.parametrize("place", _PLACES)
def test_only_the_place_goes_whatever_words_stand_beside_it(place: str, gap: str) -> None:
    one = hider("Жерлівка")
    for first, last in product(_WORDS, repeat=2):
        for words in ((place, first, last), (first, place, last), (first, last, place)):
            left = gap.join("Place 1" if word == place else word for word in words)
            assert one.hidden(gap.join(words)) == left


@pytest.mark.parametrize("written", ["Жер лівку", "Жер\nлівку", "Жер-\nлівку", "Ж е р л і в к у"])
def test_a_name_in_pieces_ends_with_its_last_piece(written: str) -> None:
    one = hider("Жерлівка")
    for words in ("не били", "\nне били", "ли", "and no one"):
        assert one.hidden(f"{written} {words}") == f"Place 1 {words}"


def test_an_adjective_is_found_over_a_lines_end() -> None:
    assert (
        hider("Жерлівка").hidden("у Жер-\nлівському та Жерлів-\nському") == "у Place 1 та Place 1"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Дубне", "рубали дуб\nне тут"),
        ("Безвірне", "безвір\nне тут"),
        ("Marno", "in Mar\nno one"),
    ],
)
def test_a_denial_at_a_lines_end_is_no_piece_of_a_name(name: str, said: str) -> None:
    assert hider(name).hidden(said) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Тихомирне", "{} жителі: тихомирні"),
        ("Суми", "у {}: сумці"),
        ("Надія", "була {}: надія"),
        ("Шахти", "старий {}: шахтар"),
        ("Крим", "{} справа: кримінальна"),
        ("Hope", "no {}: hope"),
        ("Вільне", "{} люди прийшли: Вільні"),
    ],
)
def test_an_ordinary_word_is_nobodys_pseudonym(name: str, said: str) -> None:
    sentence, _, word = said.rpartition(": ")
    assert hider(name).hidden(sentence.format(word)) == sentence.format("[redacted]")


@pytest.mark.parametrize(
    ("name", "other"),
    [("Шахти", "Шахтёрск"), ("Львівськ", "львівський"), ("Первомайськ", "Первомайське")],
)
def test_another_town_is_not_called_by_the_pseudonym(name: str, other: str) -> None:
    assert hider(name).hidden(f"той {other} край") == "той [redacted] край"


@pytest.mark.parametrize("written", ["сумський", "Сумах", "з Сум", "сумською", "Сумщині"])
def test_what_can_only_be_the_place_keeps_its_pseudonym(written: str) -> None:
    assert "Place 1" in hider("Суми").hidden(f"їх везли {written} дорогою")


@pytest.mark.parametrize(
    "said", ["Тарас {}", "{} Т. Г.", "Т. Г. {}", "{} Тарас", "сержант Тарас {} бив"]
)
def test_a_person_who_is_called_as_a_town_is_not_the_town(said: str) -> None:
    one = hider("Жерлівка")
    assert one.hidden(said.format("Жерлівський")) == said.format("[redacted]")
    assert one.hidden("у Жерлівській колонії") == "у Place 1 колонії"


def test_a_redacted_person_called_as_a_redacted_town_is_not_the_town() -> None:
    one = Hider(
        [person_forms(["Тарас Жерлівський"])],
        [place_forms(["Жерлівка"])],
        [],
        References([], []),
        Pseudonyms(),
    )
    assert one.hidden("Жерлівського били: Жерлівка") == "[redacted] били: Place 1"
    assert one.hidden("Тараса Жерлівського били") == "Person A били"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Кривий Ріг", "криворізький криворізькому криворожский криворожского"),
        ("Нова Сиваківка", "новосиваківський новосиваковский новосиваківської"),
        ("Лиса Гора", "лисогірський лисогірською лысогорский"),
        ("Сухий Луг", "сухолузький сухолужский сухолузького"),
    ],
)
def test_adjectives_of_two_words_are_found_as_their_consonants_change(
    name: str, written: str
) -> None:
    one = hider(name)
    for word in written.split():
        assert one.hidden(f"їх били у {word} таборі") == "їх били у Place 1 таборі"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Донецький СІЗО", "СІЗО Донецька"),
        ("Донецький СІЗО", "СИЗО г. Донецка"),
        ("Донецький СІЗО", "СІЗО в Донецьку"),
        ("Жердвинська колонія", "колонії міста Жердви"),
        ("Колонія № 77", "77-ї колонії"),
        ("Колонія № 77", "77 колонія"),
        ("Colony 77", "77th colony"),
    ],
)
def test_a_name_of_two_words_is_found_in_either_order(name: str, written: str) -> None:
    assert hider(name).hidden(f"із {written} не чути") == "із Place 1 не чути"


def test_a_count_and_a_new_sentence_are_no_name_that_is_turned() -> None:
    one = hider("Колонія 7")
    assert one.hidden("було 7 колоній") == "було [redacted]"
    assert one.hidden("їх було 7. Колонія горіла") == "їх було 7. Колонія горіла"
    assert hider("Донецький СІЗО").hidden("у СІЗО. Донецьк горів") == "у СІЗО. Донецьк горів"
