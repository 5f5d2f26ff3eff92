"""An answer in words: verdict first, notice last, and everything between in one language."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from habeas.model import DateInterval
from habeas.oversight.answer import Answer
from habeas.oversight.asking import ask
from habeas.oversight.door import find_doors, shipped_doors
from habeas.oversight.opening import open_door, open_doors
from habeas.oversight.question import Question
from habeas.oversight.tables import shipped_world
from habeas.oversight.telling.card import door_card
from habeas.oversight.telling.messages import languages, word_for
from habeas.oversight.telling.wording import answer_text, door_name, notice

_SLOT = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", languages())
def test_the_verdict_comes_first_and_the_notice_last(language: str) -> None:
    for answer in _answers():
        lines = answer_text(answer, shipped_world(), language).splitlines()
        assert lines[0].startswith(word_for("verdict", answer.verdict.value, language))
        assert door_name(answer.door, language) in lines[0]
        assert lines[-1] == notice(shipped_world(), language)


@pytest.mark.parametrize("language", languages())
def test_no_slot_is_left_open(language: str) -> None:
    for answer in _answers():
        assert not _SLOT.search(answer_text(answer, shipped_world(), language))


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "22 November 2026"),
        ("uk", "22 листопада 2026 р."),
        ("ru", "22 ноября 2026 г."),
    ],
)
def test_the_notice_names_the_depositary_and_the_day_of_the_data(language: str, day: str) -> None:
    text = notice(shipped_world(), language)
    assert day in text
    assert any(word in text for word in ("depositary", "депозитарі", "депозитари"))


def test_what_is_unknown_says_at_which_day_it_flips() -> None:
    text = answer_text(_answer("CPT", step=date(2027, 3, 15)), shipped_world())
    assert text.startswith("UNKNOWN")
    assert (
        "On or before 28 February 2026: the requirement is not met; "
        "later or never: the requirement is met." in text
    )


def test_a_door_open_in_law_and_shut_in_fact_says_so() -> None:
    text = answer_text(_answer("CPT", step=date(2025, 3, 15)), shipped_world())
    assert "Open in law, shut in fact" in text


def test_conditions_and_reminders_stand_apart() -> None:
    answer = _answer("CAT-22", act=DateInterval.on(date(2023, 5, 1)), step=date(2024, 1, 1))
    text = answer_text(answer, shipped_world())
    shown = text.index("To be shown")
    kept = text.index("To bear in mind")
    remedies = text.index("  • Domestic remedies are exhausted", shown)
    assert shown < remedies < kept
    assert "Not legal advice" not in text[:kept]


def test_each_reason_names_its_articles_with_their_treaty() -> None:
    answer = _answer("CAT-22", act=DateInterval.on(date(2023, 5, 1)), step=date(2024, 1, 1))
    text = answer_text(answer, shipped_world())
    assert "[CAT 22; VCLT 24]" in text
    assert "RU.CAT.22.declaration" in text


def test_a_part_of_a_long_act_is_named() -> None:
    act = DateInterval(date(2022, 3, 1), date(2023, 1, 1))
    text = answer_text(_answer("ECtHR", act=act, step=date(2022, 10, 1)), shipped_world())
    assert "Part of the act that counts: 1 March 2022 to 16 September 2022" in text


def test_a_question_about_a_treaty_is_answered_about_the_treaty_and_no_door() -> None:
    (answer,) = ask(state="UA", treaty="CAT", step="2024-01-01").answers
    first = answer_text(answer, shipped_world()).splitlines()[0]
    assert first == "YES – Convention against Torture (CAT): the state is bound on that day."
    ukrainian = answer_text(answer, shipped_world(), "uk").splitlines()[0]
    assert "Конвенція проти катувань" in ukrainian
    assert "шлях" not in ukrainian


@pytest.mark.parametrize("language", languages())
def test_every_door_has_a_card_with_all_its_sentences(language: str) -> None:
    for door in shipped_doors():
        card = door_card(door, language, strict=True)
        text = "\n".join(card.lines())
        assert card.name in text
        assert card.who in text
        assert card.worth in text
        assert card.lines()[-1] == notice(shipped_world(), language)
        assert not _SLOT.search(text)


def test_a_card_names_what_bars_the_door_and_what_the_door_bars() -> None:
    card = door_card(find_doors("CAT-22")[0])
    assert any("European Court of Human Rights" in line for line in card.conflicts)
    barred = [line for line in card.conflicts if line.startswith("A case")]
    assert any(door_name("ECtHR") in line and "even when it is over" in line for line in barred)
    assert any(door_name("HRC-OP1") in line and "pending" in line for line in barred)


def test_a_card_tells_the_time_limit_its_clock_and_how_hard_it_is() -> None:
    (before, after) = door_card(find_doors("ECHR-34")[0]).limits
    assert "6 months" in before
    assert "4 months" in after
    assert "final decision" in after
    assert "shuts the door" in after


def test_a_card_shows_the_form_with_what_it_always_asks_for() -> None:
    card = door_card(find_doors("WGEID")[0])
    assert card.form is not None
    assert card.form.id == "wgeid"
    assert any("[not taken up without it]" in line for line in card.lines())


def _answer(door: str, act: DateInterval | None = None, step: date | None = None) -> Answer:
    return open_door(shipped_world(), Question("RU", act=act, step=step), find_doors(door)[0])


@cache
def _answers() -> tuple[Answer, ...]:
    act = DateInterval(date(2021, 1, 1), None)
    return open_doors(shipped_world(), Question("RU", act=act, step=date(2027, 3, 15)))
