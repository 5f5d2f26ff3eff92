"""Every duty, reason and rung has its sentence in every language."""

from __future__ import annotations

import ast
from datetime import date

import pytest

from habeas.oversight.duties import (
    assess,
    days_incommunicado,
    duty_dict,
    duty_lines,
    shipped_duties,
    shipped_rungs,
    silence_lines,
)
from habeas.oversight.tables import shipped_world
from habeas.oversight.telling.messages import has_sentence, languages
from tests.house import PACKAGE
from tests.oversight.duties.captivities import TODAY, event, prisoner

LANGUAGES = languages()
FOUND_BY = ("clock", "again", "moves")


def reasons() -> set[str]:
    """Every key that the engine gives as a reason: the strings in the place of a reason."""
    keys = {"not_bound", "other_status", "no_conflict"}
    for name in FOUND_BY:
        source = (PACKAGE / "oversight" / "duties" / f"{name}.py").read_text(encoding="utf-8")
        keys |= {
            node.value
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    shown = {key for key in keys if key.isidentifier() and has_sentence(f"duty.key.{key}")}
    assert {"kept", "late", "none_came", "moved_out"} <= shown
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_duty_rung_and_reason(language: str) -> None:
    wanted = {duty.message for duty in shipped_duties()}
    wanted |= {f"rung.{rung.id}" for rung in shipped_rungs()}
    wanted |= {f"duty.key.{key}" for key in reasons()}
    broken = {kind for duty in shipped_duties() for kind in duty.broken_by}
    wanted |= {f"duty.key.broken_by.{kind}" for kind in broken}
    settling = {kind for duty in shipped_duties() for kind in (*duty.starts, *duty.kept_by)}
    wanted |= {f"duty.missing.{kind}" for kind in settling}
    assert {key for key in wanted if not has_sentence(key, language)} == set()


def test_a_duty_reads_with_its_articles_its_state_and_what_would_settle_it() -> None:
    facts = prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-03"))
    card = assess(shipped_world(), facts, on=TODAY)[0]
    first, state, settles = duty_lines(card)
    assert first.endswith("[GC III 70]: unknown")
    assert "by 10 October 2026" in state
    assert settles.endswith("whether a capture card was sent by 10 October 2026")


def test_silence_reads_with_its_days_and_rungs() -> None:
    facts = prisoner(event("captured", "2026-11-02"), event("acknowledged", "2026-11-12"))
    lines = list(silence_lines(days_incommunicado(facts, TODAY)))
    assert lines[0] == "20 days without known contact up to 22 November 2026"
    assert "  • capture acknowledged: 10 days ago" in lines
    assert "  • contact with family: not on record" in lines


def test_json_names_the_latest_day_and_what_would_settle() -> None:
    facts = prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-03"))
    row = duty_dict(assess(shipped_world(), facts, on=date(2026, 11, 22))[0])
    assert row["latest"] == "2026-10-10"
    assert row["unknown"] == [{"fact": "P1:capture_card", "threshold": "2026-10-10"}]
