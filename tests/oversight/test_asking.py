"""Questions as people put them: what is understood, and what is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval, HabeasError, WrongUsage
from habeas.oversight import Verdict, Victim, ask, doors, read_victim, when


@pytest.mark.parametrize("name", ["RU", "RUS", "ru", "Russia", "Росія", "Россия"])
def test_a_state_goes_by_its_codes_and_its_names(name: str) -> None:
    assert ask(state=name, treaty="CAT", step="2020-01-01").answers[0].addressee == "RU"


@pytest.mark.parametrize(
    ("words", "victim"),
    [
        ("POW,UA", Victim("POW", "UA")),
        ("Ukraine, civilian", Victim("civilian", "UA")),
        ("prisoner of war", Victim("POW", "")),
        ("UKR", Victim("", "UA")),
        ("", Victim()),
    ],
)
def test_a_victim_is_read_in_either_order(words: str, victim: Victim) -> None:
    assert read_victim(words) == victim


def test_a_year_is_the_whole_of_it() -> None:
    assert when("2023", "act") == DateInterval(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    "question",
    [
        {"state": "RU", "act": "1st of May"},
        {"state": "RU", "step": "2023-05"},
        {"state": "RU", "body": "CPT", "treaty": "ECPT"},
        {"state": "RU", "matter": "parking"},
        {"state": "RU", "facts": {"weather": "fine"}},
        {"state": "RU", "facts": {"remedies": "perhaps"}},
        {"state": "Ruritania"},
        {"state": "RU", "treaty": "Treaty of Nowhere"},
        {"state": "RU", "body": "Court of Nowhere"},
        {"state": "RU", "place": "Atlantis-upon-Sea"},
        {},
    ],
    ids=str,
)
def test_what_is_not_understood_is_refused_with_a_remedy(question: dict[str, object]) -> None:
    with pytest.raises(HabeasError) as refusal:
        ask(**question)  # type: ignore[arg-type]  # wrong on purpose
    assert refusal.value.remedy


def test_without_a_state_every_state_that_reaches_the_place_is_asked_about() -> None:
    reply = ask(place="UA-43", act="2020-06-01", step="2020-06-01", body="CAT-20")

    assert {answer.addressee for answer in reply.answers} == {"RU", "UA"}


def test_without_a_state_and_without_a_place_nobody_is_meant() -> None:
    with pytest.raises(WrongUsage, match="whose duty"):
        ask(act="2023-05-01", body="CPT")


def test_several_days_with_different_answers_make_the_reply_depend() -> None:
    reply = ask(state="HU", treaty="ROME", step=["2026-06-01", "2026-06-02"])

    assert [answer.verdict for answer in reply.answers] == [Verdict.YES, Verdict.NO]
    assert reply.verdict is Verdict.CONDITIONAL
    assert reply.asked == 2


def test_several_days_with_one_answer_give_it() -> None:
    assert ask(state="FR", treaty="ROME", step=["2010-01-01", "2020-01-01"]).verdict is Verdict.YES


def test_every_door_is_asked_when_none_is_named() -> None:
    found = doors(state="RU", act="2023-05-01", step="2026-11-22", victim="civilian,UA")

    assert len({answer.door for answer in found}) == len(found) > 20


def test_a_door_for_other_wrongs_is_shut_to_this_one() -> None:
    asked = {"state": "MA", "body": "CED-30", "act": "2014-01-01", "step": "2014-02-01"}

    assert ask(**asked, matter="torture").verdict is Verdict.NO  # type: ignore[arg-type]  # words only
    assert ask(**asked, matter="disappearance").verdict is Verdict.YES  # type: ignore[arg-type]  # as above


def test_a_later_notice_is_not_seen_by_who_asks_as_of_an_earlier_day() -> None:
    asked = {"state": "BY", "treaty": "OP1", "step": "2023-03-01"}

    assert ask(**asked, known="2022-11-07").verdict is Verdict.YES  # type: ignore[arg-type]  # words only
    assert ask(**asked).verdict is Verdict.NO  # type: ignore[arg-type]  # as above
