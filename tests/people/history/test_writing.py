"""Histories as sentences, as tables and as a picture."""

from __future__ import annotations

from habeas.people.history import CustodyHistory, as_rows, as_summary_rows, as_text, picture
from tests.people.history.people import history, told


def invented() -> CustodyHistory:
    return history(
        told("captured", "2022-03-10", source="list of the missing"),
        told("captured", "2022-03", source="newspaper"),
        told("denied", "2022-04-02", source="reply", speaker="ministry", says="not with us"),
        told("seen", "2022-06", place="Colony 9", source="testimony"),
        told("family", "2022-09-10", source="letter"),
    )


def test_the_text_gives_every_statement_its_date_and_source() -> None:
    found = invented()
    assert as_text(found).splitlines() == [
        f"Person {found.person_id}, as of 2024-12-31",
        "- captured 2022-03 (newspaper; list of the missing)",
        "- seen 2022-06 at Colony 9 (testimony)",
        "- held at Colony 9 from 2022-06-01 to 2022-06-30, no end known (testimony)",
        "- contact with family 2022-09-10 (letter)",
        "- custody denied 2022-04-02 (reply, ministry): “not with us”",
        "- no acknowledgement of the capture, disclosed location, contact with counsel or "
        "contact with a humanitarian body is known",
        "- 843 days without known contact up to 2024-12-31, since: "
        "contact with family 2022-09-10 (letter)",
        "- conflict: denied, yet held: custody denied 2022-04-02 (reply, ministry): “not with us”, "
        "yet contact with family 2022-09-10 (letter)",
    ]


def test_a_row_of_the_table_is_a_statement() -> None:
    rows = as_rows([invented()])
    assert len(rows) == 5
    assert rows[2] == {
        "person_id": invented().person_id,
        "kind": "denied",
        "first": "2022-04-02",
        "last": "2022-04-02",
        "place": "",
        "source": "reply",
        "speaker": "ministry",
        "says": "not with us",
        "about": "r0",
    }


def test_a_row_of_the_summary_is_a_person() -> None:
    (row,) = as_summary_rows([invented()])
    assert row == {
        "person_id": invented().person_id,
        "as_of": "2024-12-31",
        "status": "seen",
        "since": "2022-06",
        "certain": "yes",
        "whereabouts": "family|denied",
        "days_without_contact_least": "843",
        "days_without_contact_most": "843",
        "conflicts": "1",
    }


def test_of_nobody_known_nothing_is_said() -> None:
    (row,) = as_summary_rows([history()])
    assert (row["status"], row["since"], row["days_without_contact_least"]) == ("unknown", "", "")
    assert as_text(history()).count("\n") == 1


def test_the_picture_shows_every_dated_statement() -> None:
    drawn = picture(invented())
    assert drawn.svg is not None
    assert "newspaper" in drawn.svg
    assert len(drawn.table.rows) == 5
    assert picture(history()).svg is None
