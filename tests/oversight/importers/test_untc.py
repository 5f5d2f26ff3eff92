"""UN depositary XML: glued footnotes, marks behind dates, exits that only end notes tell."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval, InputRefused, UnreadableSource, UnsafeInput
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.importers import read_untc
from tests.oversight.importers.saved_files import saved

READ = read_untc(saved("IV-9.en.xml"), name="IV-9.en.xml")


def of(state: str, *kinds: ActionKind) -> list[Action]:
    return [row for row in READ.actions if row.state == state and (row.kind in kinds or not kinds)]


def on(year: int, month: int, day: int) -> DateInterval:
    return DateInterval.on(date(year, month, day))


def test_the_name_of_the_file_says_which_treaty_it_is_about() -> None:
    assert {row.treaty for row in READ.actions} == {"CAT"}


def test_the_title_says_so_where_the_name_does_not_and_the_longest_title_decides() -> None:
    content = saved("IV-9.en.xml")
    assert {row.treaty for row in read_untc(content, name="saved.xml").actions} == {"CAT"}
    protocol = content.replace(b"9. Convention", b"9. b) Optional Protocol to the Convention")
    assert {row.treaty for row in read_untc(protocol, name="a.xml").actions} == {"OPCAT"}


def test_what_the_user_says_of_the_treaty_comes_first() -> None:
    read = read_untc(saved("IV-9.en.xml"), name="IV-9.en.xml", treaty="UN IV-9-b")
    assert {row.treaty for row in read.actions} == {"OPCAT"}


def test_footnote_numbers_glued_to_names_and_dates_are_not_read() -> None:
    assert [row.received for row in of("RS", ActionKind.SUCCESSION)] == [on(2001, 3, 12)]
    assert [row.made for row in of("AD", ActionKind.SIGNATURE)] == [on(1999, 8, 5)]


@pytest.mark.parametrize(
    ("state", "kind", "note"),
    [
        ("AD", ActionKind.RATIFICATION, ""),
        ("BY", ActionKind.ACCESSION, ""),
        ("RS", ActionKind.SUCCESSION, ""),
        ("NL", ActionKind.RATIFICATION, "acceptance"),
        ("FI", ActionKind.RATIFICATION, "approval"),
        ("EU", ActionKind.RATIFICATION, "formal confirmation"),
    ],
)
def test_the_mark_behind_a_date_says_how_the_state_joined(
    state: str, kind: ActionKind, note: str
) -> None:
    consents = [row for row in of(state) if row.received and row.confidence is Confidence.HIGH]
    assert [(row.kind, row.note) for row in consents] == [(kind, note)]


def test_a_mark_in_the_column_of_signatures_is_a_succession_to_the_signature() -> None:
    (row,) = of("RS", ActionKind.SIGNATURE)
    assert (row.made, row.note) == (on(1998, 2, 2), "succession to the signature")


def test_two_dates_in_one_cell_are_two_acts() -> None:
    assert [row.received for row in of("GY", ActionKind.ACCESSION)] == [
        on(1993, 5, 10),
        on(1999, 1, 5),
    ]


def test_an_exit_stands_only_in_an_end_note() -> None:
    (row,) = of("BY", ActionKind.DENUNCIATION_NOTIFIED)
    assert (row.received, row.effective) == (on(2022, 11, 8), on(2023, 11, 8))
    assert row.confidence is Confidence.MEDIUM


def test_a_note_without_a_state_is_of_the_participant_that_bears_its_number() -> None:
    (row,) = of("GY", ActionKind.DENUNCIATION_NOTIFIED)
    assert row.received == on(1999, 1, 5)


def test_the_withdrawal_of_a_reservation_is_no_exit() -> None:
    assert len(of("BY", ActionKind.DENUNCIATION_NOTIFIED)) == 1
    assert any(part.where == "end note 3" for part in READ.skipped)


def test_a_notice_taken_back_is_a_revocation_not_an_exit() -> None:
    assert of("RS", ActionKind.DENUNCIATION_NOTIFIED) == []
    (row,) = of("RS", ActionKind.DENUNCIATION_REVOKED)
    assert row.received == on(2017, 3, 7)


def test_whatever_gives_nothing_is_named_with_the_reason() -> None:
    reasons = {part.where: part.reason for part in READ.skipped}
    assert "Atlantis" in reasons["row 8"]
    assert "no date" in reasons["row 9"]
    assert any("unknown mark" in part.reason for part in READ.skipped if part.where == "row 10")
    assert "names no" in reasons["end note 7"]
    assert "Declarations" in reasons


def test_every_row_is_used_or_named() -> None:
    named = {part.where for part in READ.skipped if part.where.startswith("row ")}
    assert named == {"row 8", "row 9", "row 10"}
    assert READ.rows == 10 + 6


def test_the_source_holds_the_digest_of_the_bytes() -> None:
    assert READ.source.startswith("IV-9.en.xml (sha256 ")
    assert {row.source for row in READ.actions} == {READ.source}


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', UnsafeInput),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"), UnsafeInput),
        (b"<MTDSG><Treaty>", UnreadableSource),
        (b"<MTDSG><Titlesect>Statute of the Council of Europe</Titlesect></MTDSG>", InputRefused),
        (b"<MTDSG><Participants/></MTDSG>", InputRefused),
    ],
)
def test_a_file_that_is_harmful_cut_short_or_another_is_refused(
    content: bytes, refused: type[InputRefused]
) -> None:
    with pytest.raises(refused):
        read_untc(content, name="saved.xml")
