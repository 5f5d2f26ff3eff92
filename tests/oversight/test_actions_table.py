"""The shipped tables of actions, completeness, sources: every row parses, every code is known."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from habeas.language import listed, table_rows
from habeas.oversight.action import CONSENTS, Action, ActionKind, Confidence
from habeas.oversight.periods import entry_of
from habeas.oversight.spans import read_when, write_when
from habeas.oversight.states import states
from habeas.oversight.tables import action_of, data_path
from tests.oversight.reference import needs_reference, reference_rows
from tests.oversight.shipped import shipped_actions

ROWS = table_rows(data_path("actions.tsv"))
COMPLETENESS = table_rows(data_path("completeness.tsv"))
SOURCES = {row["id"] for row in table_rows(data_path("sources.tsv"))}
BY_ID = {row.id: row for found in shipped_actions().actions.values() for row in found}
DATES = ("made", "received", "effective", "end", "known")
DECLARING = {
    ActionKind.DECLARATION,
    ActionKind.WITHDRAWAL_OF_DECLARATION,
    ActionKind.RESERVATION,
    ActionKind.WITHDRAWAL_OF_RESERVATION,
    ActionKind.DEROGATION,
}


def test_every_row_is_an_action_with_an_id_of_its_own() -> None:
    assert len({action_of(row).id for row in ROWS}) == len(ROWS) == len(BY_ID)


def test_every_date_stands_in_its_shortest_form() -> None:
    cells = {row[column] for row in ROWS for column in DATES}
    assert {cell for cell in cells if write_when(read_when(cell)) != cell} == set()


def test_every_state_treaty_and_source_is_known() -> None:
    assert {row["state"] for row in ROWS} <= set(states())
    assert {row["treaty"] for row in ROWS} == set(shipped_actions().treaties)
    assert {source for row in ROWS for source in listed(row["source"])} <= SOURCES
    assert {row["id"] for row in ROWS if not row["source"]} == set()


def test_declarations_and_only_they_name_an_article_and_an_effect() -> None:
    for row in BY_ID.values():
        assert bool(row.effect) == (row.kind in DECLARING), row.id
        if row.kind in DECLARING:
            assert row.article, row.id
        elif row.kind is not ActionKind.NEVER_JOINED:
            assert not row.article, row.id


def test_a_consent_or_a_notice_counts_from_receipt_and_a_signature_from_the_act() -> None:
    for row in BY_ID.values():
        if row.kind in CONSENTS | {ActionKind.DENUNCIATION_NOTIFIED}:
            assert row.received is not None, row.id
            assert row.made is None, row.id
        if row.kind in {ActionKind.SIGNATURE, ActionKind.DOMESTIC_STEP}:
            assert row.made is not None, row.id
            assert row.received is None, row.id


def test_no_note_names_a_state() -> None:
    names = {name for state in states().values() for name in state.names if len(name) > 3}
    words = re.compile(r"\b(" + "|".join(sorted(map(re.escape, names))) + r")\b")
    assert {row["id"]: row["note"] for row in ROWS if words.search(row["note"])} == {}


def test_a_row_of_which_the_receipt_is_not_shown_is_open_towards_the_future() -> None:
    for row in BY_ID.values():
        if row.kind is ActionKind.DENUNCIATION_NOTIFIED:
            unsure = row.confidence is Confidence.UNVERIFIED
            assert row.received is not None
            assert (row.received.last is None) == unsure, row.id


def test_the_denunciation_of_which_only_the_law_is_known_is_not_settled() -> None:
    notice, law = BY_ID["RU.ECPT.denunciation"], BY_ID["RU.ECPT.domestic_step"]
    assert notice.confidence is Confidence.UNVERIFIED
    assert write_when(notice.received) == "2025-09-29.."
    assert law.made == read_when("2025-09-29")


@pytest.mark.parametrize(
    ("row", "lodged", "accepted"),
    [
        ("UA.ROME.12(3).declaration", "2014-04-09", ("2013-11-21", "2014-02-22")),
        ("UA.ROME.12(3).declaration.2", "2015-09-08", ("2014-02-20", "")),
        ("CI.ROME.12(3).declaration", "2003-04-18", ("2002-09-19", "2013-04-30")),
    ],
)
def test_an_acceptance_tells_the_day_of_lodging_from_the_period_accepted(
    row: str, lodged: str, accepted: tuple[str, str]
) -> None:
    found = BY_ID[row]
    assert write_when(found.received) == lodged
    assert (write_when(found.effective), write_when(found.end)) == accepted


def test_a_succession_may_bind_from_independence_and_binds_from_its_day_at_the_latest() -> None:
    found = BY_ID["HR.ICCPR.succession"]
    assert found.effective == read_when("1991-10-08..1992-10-12")
    assert found.effective is not None
    assert found.received is not None
    assert found.effective.last == found.received.last


def test_a_notice_taken_back_stands_beside_its_revocation() -> None:
    kinds = Counter(row.state for row in BY_ID.values() if row.treaty == "ROME" and _left(row))
    revoked = {row.state for row in BY_ID.values() if row.kind is ActionKind.DENUNCIATION_REVOKED}
    assert revoked == {"GM", "ZA"}
    assert {kinds[state] for state in revoked} == {1}


def _left(row: Action) -> bool:
    return row.kind is ActionKind.DENUNCIATION_NOTIFIED


def test_completeness_speaks_of_known_treaties_states_and_sources_once_each() -> None:
    keys = [(row["treaty"], row["article"]) for row in COMPLETENESS]
    assert len(set(keys)) == len(keys)
    assert {treaty for treaty, article in keys if not article} == set(shipped_actions().treaties)
    assert {row["absence"] for row in COMPLETENESS} == {"no", "unknown"}
    for row in COMPLETENESS:
        read_when(row["until"])
        assert set(listed(row["doubtful"])) <= set(states())
        assert row["source"] in SOURCES


def test_a_state_called_doubtful_has_no_consent_in_the_table() -> None:
    for row in COMPLETENESS:
        for state in listed(row["doubtful"]):
            rows = shipped_actions().of(state, row["treaty"])
            assert not any(found.kind in CONSENTS for found in rows), (row["treaty"], state)


def test_every_declared_article_has_a_row_of_completeness() -> None:
    declared = {(row["treaty"], row["article"]) for row in ROWS if row["article"]}
    assert declared <= {(row["treaty"], row["article"]) for row in COMPLETENESS}


@needs_reference
def test_every_effective_date_of_the_reference_comes_out_of_rule_or_row() -> None:
    """Consents of both reference tables: the day computed here is the day printed there."""
    treaties = shipped_actions().treaties
    checked = 0
    for printed in (*reference_rows("treaty_actions"), *reference_rows("coe_actions")):
        if not printed["effective_date"] or printed["state_iso2"] == "*":
            continue
        day = read_when(printed["date"])
        for row in shipped_actions().of(printed["state_iso2"], printed["treaty"]):
            if row.kind in CONSENTS and row.received == day:
                expected = date.fromisoformat(printed["effective_date"])
                found = entry_of(treaties[row.treaty], row)
                assert (found.first, found.last) == (expected, expected), row.id
                checked += 1
    assert checked > 1_700


@pytest.mark.parametrize("table", sorted(data_path("").glob("*.tsv")), ids=lambda path: path.name)
def test_every_source_that_a_table_names_is_described(table: Path) -> None:
    named = {source for row in table_rows(table) for source in listed(row.get("source", ""))}
    assert named <= SOURCES
