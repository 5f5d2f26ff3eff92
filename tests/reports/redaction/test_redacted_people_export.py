"""The people of a redacted record in every data format: who was left out is in none."""

from __future__ import annotations

import io
from datetime import date

import polars
import pytest

from habeas.pipeline import resolved, summarise_people
from habeas.reports import people_export, render_html
from habeas.reports.redaction import RedactedDossier, Redactions
from tests.reports import invented
from tests.reports.redaction.planted import each_alone
from tests.reports.redaction.records import (
    cells_of,
    passage_in,
    people_list,
    record_of,
    redacted_with_people,
    source_with,
)

PARTS = ("surname", "given", "patronymic", "born", "phone", "passport", "place", "captured")
WHOLE = ("name", "born", "phone", "place", "captured")
COUPLES = [
    ("Зимородько", ("Тарас", "Гнатович"), ("Оксана", "Петрівна")),
    ("Sedgewright", ("Paul", "Adam"), ("Olena", "Marie")),
    ("Тихоброд", ("Фёдор", "Ильич"), ("Мария", "Львовна")),
]


def exported(done: RedactedDossier) -> str:
    """The people in every data format, as text."""
    assert done.people is not None
    made = [people_export(done.content, done.people, each) for each in (".csv", ".ftm.json")]
    table = people_export(done.content, done.people, ".parquet").content
    rows = polars.read_parquet(io.BytesIO(table)).rows()
    return "\n".join([*(each.content.decode() for each in made), *map(str, rows)])


def test_the_people_of_a_source_that_is_left_out_are_in_no_export() -> None:
    secret = people_list(
        ("Vorsklenko Danylo", "1979-09-09", "555-0103", "Poltava", "2022-04-01"), header=WHOLE
    )
    kept = people_list(
        ("Horobchuk Stepan", "1984-02-03", "555-0104", "Lower Sedge", "2022-05-01"), header=WHOLE
    )
    told = source_with(
        text := "Guards in Orlyne beat Zenon Tkalyk.",
        invented.claim_of(text, text, victim="Zenon Tkalyk", place=invented.ORLYNE),
    )
    record = record_of(secret, kept, told)
    people, _ = resolved(record, resolver=each_alone)
    out = (secret.source.sha256, told.source.sha256)
    done = redacted_with_people(record, Redactions(sources=out))
    words = exported(done) + render_html(done.content).decode() + repr(done.people)
    assert done.people is not None
    words += "".join(map(repr, done.people.anchors))
    for gone in ("Vorsklenko", "1979-09-09", "Poltava", "2022-04-01", "Zenon", "Tkalyk", "Orlyne"):
        assert gone not in words
    assert "Horobchuk Stepan" in exported(done)
    before, after = summarise_people(people), summarise_people(done.people)
    assert (after.records, after.persons, after.lists) == (before.records, before.persons, 2)
    events = done.people.resolution.records.events
    assert {int(row) for row in events.record} == {1}


@pytest.mark.parametrize(("surname", "one", "other"), COUPLES)
def test_the_people_of_a_redacted_passage_are_in_no_export(
    surname: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    first = (surname, *one, "1984-02-03", "0671112233", "AB 123456", "Lower Sedge", "2022-04-01")
    second = ("Lypnyak", *other, "1991-07-08", "0675556677", "AB 9", "Orlyne", "2023-06-02")
    listed = people_list(first, second, header=PARTS)
    record = record_of(listed)
    done = redacted_with_people(
        record, Redactions(passages=(passage_in(listed, "\t".join(first[:3])),))
    )
    words = exported(done)
    for gone in (*first[:4], "2022-04-01"):
        assert gone not in words
    assert "Lypnyak" in words
    assert done.people is not None
    assert len(done.people.resolution.records) == 2


def test_a_victim_whom_only_a_redacted_sentence_names_is_in_no_export() -> None:
    quote = "Guards in Orlyne beat Zenon Tkalyk for two long days."
    text = f"{quote} The doctor came later."
    claim = invented.claim_of(text, quote, victim="Zenon Tkalyk", place=invented.ORLYNE)
    told = source_with(text, claim)
    done = redacted_with_people(record_of(told), Redactions(passages=(passage_in(told, quote),)))
    words = exported(done)
    assert "Tkalyk" not in words
    assert "Orlyne" not in words


def test_what_only_a_redacted_sentence_tells_of_a_person_is_in_no_history() -> None:
    first, second = "Guards held Zenon Tkalyk.", "Tkalyk died on 3 March 2023."
    other = "Guards held Petro Lysak."
    text = f"{first} {second} {other}"
    claims = [
        invented.claim_of(text, first, type="detention", victim="Zenon Tkalyk"),
        invented.claim_of(
            text,
            second,
            type="killing",
            victim="Tkalyk",
            date=invented.dates(date(2023, 3, 3), date(2023, 3, 3)),
        ),
        invented.claim_of(text, other, type="detention", victim="Petro Lysak"),
    ]
    told = source_with(text, *claims)
    record = record_of(told)
    people, _ = resolved(record, resolver=each_alone)
    assert {int(row) for row in people.resolution.records.events.record} == {0, 1}
    done = redacted_with_people(record, Redactions(passages=(passage_in(told, second),)))
    assert done.people is not None
    assert done.people.resolution.records.name.texts() == ["Zenon Tkalyk", "Petro Lysak"]
    assert {int(row) for row in done.people.resolution.records.events.record} == {1}
    assert "2023-03-03" not in render_html(done.content).decode()


def test_a_statement_about_nobody_is_not_of_whoever_was_redacted_away() -> None:
    first, second = "Guards held Zenon Tkalyk in Orlyne.", "Guards held Lysak and others."
    text = f"{first} {second} They were held long."
    claims = [
        invented.claim_of(text, first, type="detention", victim="Zenon Tkalyk"),
        invented.claim_of(text, second, type="detention", victim="Lysak"),
        invented.claim_of(text, "They were held long.", type="detention"),
    ]
    told = source_with(text, *claims)
    done = redacted_with_people(record_of(told), Redactions(passages=(passage_in(told, first),)))
    assert done.people is not None
    assert done.people.resolution.records.name.texts() == ["", "Lysak"]
    assert done.content.oversight is not None
    facts = [each.facts for each in done.content.oversight.persons]
    assert len(facts) == 1
    assert [event.reference for event in facts[0].events] == ["claim-000002"]


@pytest.mark.parametrize(("surname", "one", "other"), COUPLES)
def test_of_two_redacted_persons_of_one_surname_nothing_is_left(
    surname: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    rows = (
        (surname, *one, "1984-02-03", "0671112233", "AB 123456", "Lower Sedge", "2022-04-01"),
        (surname, *other, "1986-07-08", "0675556677", "AB 654321", "Lower Sedge", "2022-04-01"),
    )
    record = record_of(people_list(*rows, header=PARTS))
    names = tuple(" ".join(row[:3]) for row in rows)
    done = redacted_with_people(record, Redactions(persons=names))
    gone = [["[redacted]"] * 5 + ["Lower Sedge", "2022-04-01"]] * 2
    assert [row[1:] for row in cells_of(done)] == gone
    assert [row[0] for row in cells_of(done)] == ["Person A", "Person B"]


@pytest.mark.parametrize(("surname", "one", "other"), COUPLES)
def test_the_columns_of_a_list_may_stand_in_any_order(
    surname: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    header = ("surname", "place", "given", "patronymic", "passport")
    rows = (
        (surname, "Lower Sedge", *one, "AB 123456"),
        (surname, "Lower Sedge", *other, "AB 654321"),
    )
    record = record_of(people_list(*rows, header=header))
    persons = tuple(f"{surname} {given} {father}" for given, father in (one, other))
    hidden = [["Lower Sedge"] + ["[redacted]"] * 3]
    both = cells_of(redacted_with_people(record, Redactions(persons=persons)))
    assert [row[1:] for row in both] == hidden * 2
    assert {row[0] for row in both} == {"Person A", "Person B"}
    alone = cells_of(redacted_with_people(record, Redactions(persons=persons[:1])))
    assert alone[0] == ["Person A", *hidden[0]]
    assert alone[1][:4] == ["[redacted]", *rows[1][1:4]]


@pytest.mark.parametrize(("surname", "one", "other"), COUPLES)
def test_a_relative_is_not_exported_as_the_redacted_person(
    surname: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    rows = (
        (surname, *one, "1984-02-03", "0671112233", "AB 123456", "Lower Sedge", "2022-04-01"),
        (surname, *other, "1986-07-08", "0675556677", "AB 654321", "Lower Sedge", "2022-04-01"),
    )
    record = record_of(people_list(*rows, header=PARTS))
    done = redacted_with_people(record, Redactions(persons=(" ".join(rows[0][:3]),)))
    assert done.people is not None
    told = done.people.resolution.records
    assert told.surname.texts() == ["", "[redacted]"]
    assert (told.given[1], told.patronymic[1], told.born[1]) == (*other, "1986-07-08")
    assert told.name.texts() == ["Person A", ""]
    assert (told.given[0], told.born[0]) == ("", "")
    assert cells_of(done)[1] == ["[redacted]", *rows[1][1:]]


@pytest.mark.parametrize(("surname", "one", "other"), COUPLES)
def test_a_name_with_a_remark_is_the_name_of_whose_row_it_is(
    surname: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    name = f"{surname} {' '.join(one)}"
    remark = f"{surname} {one[0]}, driver of the supply company, missing since the retreat in May"
    listed = people_list(
        (name, "1984-02-03", "0671112233", "Lower Sedge", "2022-04-01"),
        (remark, "1984-02-03", "0671112233", "Lower Sedge", "2022-04-01"),
        header=WHOLE,
    )
    record = record_of(listed)
    people, _ = resolved(record, resolver=each_alone)
    ids = people.resolution.person_ids
    done = redacted_with_people(record, Redactions(persons=(" = ".join((name, *ids)),)))
    rows = [["Person A", "[redacted]", "[redacted]", "Lower Sedge", "2022-04-01"]] * 2
    assert cells_of(done) == rows
    assert "0671112233" not in render_html(done.content).decode()


def test_whom_the_record_itself_calls_person_a_is_nobody_that_was_redacted() -> None:
    listed = people_list(
        ("Person A", "1984-02-03", "555-0103", "Lower Sedge", "2022-04-01"),
        ("Mira Tolvan", "1990-01-02", "555-0104", "Orlyne", "2022-05-01"),
        ("Petro Lysak", "1991-01-02", "555-0105", "Orlyne", "2022-05-01"),
        header=WHOLE,
    )
    done = redacted_with_people(record_of(listed), Redactions(persons=("Mira Tolvan",)))
    assert done.people is not None
    assert done.people.resolution.records.name.texts() == ["Person A", "Person B", "Petro Lysak"]
    assert done.people.resolution.records.born.texts() == ["1984-02-03", "", "1991-01-02"]
