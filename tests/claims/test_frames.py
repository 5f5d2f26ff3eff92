"""Frames: who does what to whom decides where a word alone does not."""

from __future__ import annotations

import pytest

from habeas.claims.english.parsing import parse_blocks
from habeas.claims.frames import FrameIndex, frames_of
from habeas.claims.ontology import claim_types
from habeas.claims.settings import DEFAULT_MODEL
from habeas.claims.tables import rows


def labels(text: str) -> set[str]:
    """The types that frames find in a sentence."""
    (doc,) = parse_blocks([text], DEFAULT_MODEL)
    return {match.pattern.label for match in frames_of("en").find(doc[:])}


@pytest.mark.parametrize(
    "text",
    [
        "Officers pulled out two of his fingernails.",
        "Two of his fingernails were pulled out by officers.",
        "He described officers who pulled out his fingernails.",
    ],
)
def test_active_passive_and_relative_fit_the_same_row(text: str) -> None:
    assert "torture" in labels(text)


def test_the_object_decides_what_a_verb_means() -> None:
    assert "attack" in labels("Shells hit the market.")
    assert "attack" not in labels("Guards hit the prisoner.")
    assert "torture" in labels("Guards hit the prisoner.")


def test_a_coordinated_verb_shares_its_subject() -> None:
    assert "inspection" in labels("The delegation came to the town and visited the prison.")


def test_negation_can_be_asked_for() -> None:
    assert "data_gap" in labels("The ministry did not publish figures.")
    assert "data_gap" not in labels("The ministry published figures.")


def test_what_is_done_in_the_clause_below_can_be_asked_for() -> None:
    assert "forced_labour" in labels("The guards forced the prisoners to dig.")
    assert "forced_labour" not in labels("The guards forced the prisoners to sing.")


def test_a_language_without_a_table_has_no_frames() -> None:
    (doc,) = parse_blocks(["Guards hit the prisoner."], DEFAULT_MODEL)
    assert FrameIndex("xx").find(doc[:]) == []


@pytest.mark.parametrize("table", ["type_frames", "type_cues", "heading_types"])
def test_every_row_speaks_for_a_known_type(table: str) -> None:
    assert {row["type"] for row in rows(table)} <= set(claim_types())
