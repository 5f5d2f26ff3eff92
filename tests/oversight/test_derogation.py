"""Which protections a state may suspend in an emergency."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval, WrongUsage
from habeas.oversight import derogation
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.answer import Verdict
from habeas.oversight.derogation import (
    Derogable,
    find_protection,
    may_derogate,
    protection_of,
    protections,
)
from habeas.oversight.tables import shipped_world
from habeas.oversight.telling.derogation_wording import derogation_text
from habeas.oversight.telling.messages import has_sentence, languages
from habeas.oversight.treaty import Treaty
from habeas.oversight.truth import Truth
from habeas.oversight.world import Completeness, World, grouped

WORLD = shipped_world()
NEW_YEAR = date(2026, 1, 1)


def test_torture_may_never_be_allowed() -> None:
    found = may_derogate(WORLD, "UA", "torture", NEW_YEAR)
    assert found.verdict is Verdict.NO
    assert {"CAT-2", "CCPR-4", "ECHR-15"} <= set(found.rules)
    assert found.confidence is Confidence.HIGH


def test_nor_detention_hidden_from_every_judge() -> None:
    found = may_derogate(WORLD, "UA", "incommunicado", NEW_YEAR)
    assert found.verdict is Verdict.NO
    assert "CCPR-4" in found.rules


def test_liberty_may_be_limited_and_the_notices_are_named() -> None:
    found = may_derogate(WORLD, "UA", "liberty", NEW_YEAR)
    assert found.verdict is Verdict.CONDITIONAL
    notified = {row.row for one in found.treaties for row in one.notified}
    assert notified == {"UA.ICCPR.4.derogation", "UA.ECHR.15.derogation"}
    assert {condition.key for condition in found.conditions} == {
        "derogation.emergency",
        "derogation.strictly_required",
    }


def test_without_a_notice_one_is_still_needed() -> None:
    found = may_derogate(WORLD, "UA", "liberty", NEW_YEAR, known=date(2015, 1, 1))
    needed = [c.values["treaty"] for c in found.conditions if c.key == "derogation.notice_needed"]
    assert needed == ["ICCPR", "ECHR"]


def test_a_treaty_left_no_longer_counts() -> None:
    found = may_derogate(WORLD, "RU", "liberty", NEW_YEAR)
    binds = {one.ground.treaty: one.binds for one in found.treaties}
    assert binds == {"ICCPR": Truth.YES, "ECHR": Truth.NO}


@pytest.mark.parametrize(
    ("state", "matter", "binding"),
    [("US", "torture", "CAT"), ("RU", "hidden_detention", "ICCPR"), ("IR", "torture", "ICCPR")],
)
def test_one_treaty_that_binds_and_forbids_is_enough(state: str, matter: str, binding: str) -> None:
    found = may_derogate(WORLD, state, matter, NEW_YEAR)
    binds = {one.ground.treaty: one.binds for one in found.treaties}
    assert binds[binding] is Truth.YES
    assert Truth.NO in binds.values()
    assert found.verdict is Verdict.NO


def test_no_state_is_free_to_torture_even_without_a_treaty() -> None:
    world = World(NEW_YEAR, {}, {})
    assert may_derogate(world, "XX", "torture", NEW_YEAR).verdict is Verdict.NO


def test_a_doubtful_treaty_that_forbids_leaves_it_unknown() -> None:
    doubtful = Action(
        "d", "XX", "ICCPR", ActionKind.ACCESSION, confidence=Confidence.UNVERIFIED,
        received=DateInterval(date(2000, 1, 1), None),
    )  # fmt: skip
    world = World(NEW_YEAR, {"ICCPR": WORLD.treaties["ICCPR"]}, grouped([doubtful]))
    found = may_derogate(world, "XX", "hidden_detention", NEW_YEAR)
    assert found.verdict is Verdict.UNKNOWN
    assert found.unknown


def test_where_no_treaty_is_known_to_bind_the_answer_is_unknown_and_not_yes() -> None:
    listed = Completeness("ICCPR", "", absence_means_no=True)
    rule = WORLD.treaties["ICCPR"]
    world = World(NEW_YEAR, {"ICCPR": rule}, {}, completeness={("ICCPR", ""): listed})
    assert may_derogate(world, "XX", "liberty", NEW_YEAR).verdict is Verdict.UNKNOWN


def test_an_invented_treaty_needs_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {
        "matter": "sleep",
        "ground": [{"treaty": "NEW", "derogable": "never", "article": "1", "confidence": "low"}],
    }
    monkeypatch.setattr(derogation, "protections", lambda: (protection_of(entry),))
    joined = Action("n", "UA", "NEW", ActionKind.ACCESSION, received=DateInterval.on(NEW_YEAR))
    world = World(NEW_YEAR, {"NEW": Treaty("NEW", "New", date(2000, 1, 1))}, grouped([joined]))
    found = may_derogate(world, "UA", "Sleep", date(2026, 2, 1))
    assert (found.verdict, found.confidence) == (Verdict.NO, Confidence.LOW)


def test_a_matter_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(WrongUsage) as refused:
        find_protection("comfort")
    assert "torture" in str(refused.value.remedy)


def test_every_rule_and_treaty_of_the_table_is_known() -> None:
    for protection in protections():
        for ground in protection.grounds:
            assert set(ground.rules) <= WORLD.rules.keys()
            assert not ground.treaty or ground.treaty in WORLD.treaties
            assert ground.derogable is Derogable.NEVER or ground.notice


@pytest.mark.parametrize("language", languages())
def test_the_answers_in_words(language: str) -> None:
    for protection in protections():
        assert has_sentence(f"derogation.matter.{protection.matter}", language)
        for state in ("UA", "RU", "CN", "US"):
            found = may_derogate(WORLD, state, protection.matter, NEW_YEAR)
            text = derogation_text(found, WORLD, language)
            assert "derogation." not in text.replace(".derogation", "")
            assert "{" not in text
