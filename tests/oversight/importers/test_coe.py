"""Answers of the Council of Europe treaty service."""

from __future__ import annotations

from datetime import date

from habeas.model import DateInterval
from habeas.oversight.action import ActionKind
from habeas.oversight.importers import read_coe
from tests.oversight.importers.saved_files import saved

CHART = read_coe(saved("signatures.126.json"), name="signatures.126.json")
DECLARATIONS = read_coe(saved("declarations.005.json"), name="declarations.005.json")


def test_a_chart_gives_signature_consent_and_entry_into_force() -> None:
    signed, joined = (row for row in CHART.actions if row.state == "AD")
    assert (signed.kind, signed.made) == (
        ActionKind.SIGNATURE,
        DateInterval.on(date(1995, 9, 10)),
    )
    assert joined.kind is ActionKind.RATIFICATION
    assert joined.received == DateInterval.on(date(1996, 1, 6))
    assert joined.effective == DateInterval.on(date(1996, 5, 1))
    assert {row.treaty for row in CHART.actions} == {"ECPT"}


def test_consent_without_signature_is_an_accession() -> None:
    assert [row.kind for row in CHART.actions if row.state == "BG"] == [ActionKind.ACCESSION]


def test_a_denunciation_gives_the_day_of_receipt_and_of_effect() -> None:
    (row,) = (row for row in CHART.actions if row.kind is ActionKind.DENUNCIATION_NOTIFIED)
    assert row.state == "RU"
    assert row.received == DateInterval.on(date(2031, 3, 10))
    assert row.effective == DateInterval.on(date(2032, 4, 1))


def test_a_state_that_did_nothing_and_an_unknown_one_are_named() -> None:
    assert [part.where for part in CHART.skipped] == ["row 4", "row 5"]
    assert CHART.rows == 5


def test_declarations_keep_their_article_and_their_end() -> None:
    found = [(row.state, row.kind, row.article) for row in DECLARATIONS.actions]
    assert found == [
        ("DK", ActionKind.DECLARATION, "56"),
        ("DK", ActionKind.WITHDRAWAL_OF_DECLARATION, "56"),
        ("UA", ActionKind.DEROGATION, "15"),
        ("AD", ActionKind.DENUNCIATION_NOTIFIED, "58"),
    ]
    assert [part.where for part in DECLARATIONS.skipped] == ["row 4", "row 5"]


def test_the_list_of_treaties_tells_of_no_act_and_says_so() -> None:
    content = b'[{"Numero_traite": "126", "Libelle_titre_ENG": "An invented title"}]'
    read = read_coe(content, name="treaties.json")
    assert (read.actions, read.rows, len(read.skipped)) == ((), 1, 1)
