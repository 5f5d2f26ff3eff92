from __future__ import annotations

import numpy as np
import pytest

from habeas.model import InputRefused, WrongUsage
from habeas.people import Records
from habeas.people.overlap import encode, written
from habeas.people.overlap.conjunctions import tokens_of
from habeas.people.overlap.facts import facts_of
from habeas.people.overlap.form import FORMS, Form
from tests.people.overlap.lists import SECRET, invented, records

PEOPLE = invented(40, seed=2)


def test_the_order_of_the_list_and_its_ids_leave_no_trace() -> None:
    there = encode(records(PEOPLE), SECRET)
    back = encode(records(PEOPLE[::-1], prefix="other-id-"), SECRET)
    assert written(there) == written(back)


def test_no_name_and_no_date_stands_in_the_file() -> None:
    content = written(encode(records(PEOPLE), SECRET)).decode("ascii")
    for person in PEOPLE:
        assert not any(value in content for value in person.values() if value)
    assert SECRET not in content


def test_rows_with_too_little_to_go_by_are_counted_and_left_out() -> None:
    people = [
        *PEOPLE[:3],
        {"surname": "Сквиренко", "given": "", "patronymic": "", "born": ""},
        {"surname": "", "given": "Тарас", "patronymic": "", "born": ""},
    ]
    encoding = encode(records(people), SECRET)
    assert (len(encoding), encoding.left_out) == (3, 2)
    with pytest.raises(InputRefused):
        encode(records(people[3:]), SECRET)


@pytest.mark.parametrize("noise", [-0.1, 0.41, 1.0, float("nan")])
def test_a_noise_that_leaves_nothing_is_refused(noise: float) -> None:
    with pytest.raises(WrongUsage):
        encode(records(PEOPLE), SECRET, noise=noise)


def test_noise_is_never_twice_the_same() -> None:
    first, second = (encode(records(PEOPLE), SECRET, noise=0.05) for _ in range(2))
    assert (first.signatures != second.signatures).any()


def test_no_token_stands_for_one_fact_alone() -> None:
    """People who share a given name, or a surname, or a birthday, and no more, share no token."""
    rows = Records.build(
        ["a", "b", "c", "d"],
        surname=["Бавравенко", "Толтирук", "Бавравенко", "Жовнейко"],
        given=["Роман", "Роман", "Тарас", "Павло"],
        patronymic=["Іванович", "Петрович", "Петрович", "Романович"],
        born=["1980-03-17", "1991-08-09", "1975-11-23", "1968-03-17"],
    )
    tokens = [{token for token, _ in tokens_of(facts)} for facts in facts_of(rows)]
    for other in tokens[1:]:
        assert not tokens[0] & other


def test_the_same_person_in_two_scripts_shares_tokens() -> None:
    rows = Records.build(
        ["a", "b"],
        surname=["Гнатюк", "Hnatiuk"],
        given=["Роман", "Roman"],
        born=["1980-03-17", "1980-17-03"],
    )
    first, second = ({token for token, _ in tokens_of(facts)} for facts in facts_of(rows))
    assert len(first & second) > len(first) / 2


def test_the_first_of_january_says_no_more_than_the_year() -> None:
    rows = Records.build(["a"], surname=["Сквиренко"], given=["Павло"], born=["1980-01-01"])
    (facts,) = facts_of(rows)
    assert facts.year
    assert not facts.day


def test_every_form_has_its_number() -> None:
    assert [Form.numbered(number).number for number in range(FORMS)] == list(range(FORMS))
    with pytest.raises(ValueError, match="no form"):
        Form.numbered(FORMS)
    assert set(np.unique(encode(records(PEOPLE), SECRET).forms)) <= set(range(FORMS))
