"""How long a person has been without contact, rung by rung."""

from __future__ import annotations

from datetime import date

from habeas.oversight.duties import CustodyFacts, Incommunicado, days_incommunicado
from tests.oversight.duties.captivities import civilian, event, prisoner

DAY = date(2026, 11, 22)


def rungs(found: Incommunicado) -> dict[str, str]:
    """The days of each rung in words."""
    return {item.rung: str(item.days) for item in found.rungs}


def test_days_count_from_the_capture_while_nothing_was_heard() -> None:
    found = days_incommunicado(civilian(event("captured", "2026-11-02")), DAY)
    assert str(found.days) == "20"
    assert found.since is None


def test_a_letter_is_contact_and_an_acknowledgement_is_none() -> None:
    told = [event("captured", "2026-01-01"), event("acknowledged", "2026-11-12")]
    silent = days_incommunicado(prisoner(*told), DAY)
    assert str(silent.days) == "325"
    heard = days_incommunicado(prisoner(*told, event("letter", "2026-11-20")), DAY)
    assert str(heard.days) == "2"
    assert rungs(heard) == {
        "acknowledged": "10",
        "located": "325",
        "family": "2",
        "counsel": "325",
        "humanitarian": "325",
        "denied": "None",
    }


def test_a_visit_of_the_red_cross_reaches_every_rung_of_knowledge() -> None:
    visited = prisoner(event("captured", "2026-01-01"), event("humanitarian", "2026-11-21"))
    found = rungs(days_incommunicado(visited, DAY))
    assert (found["acknowledged"], found["located"], found["humanitarian"]) == ("1", "1", "1")
    assert found["family"] == "325"


def test_a_denial_is_counted_from_when_it_was_last_said() -> None:
    facts = civilian(event("captured", "2026-01-01"), event("denied", "2026-11-01"))
    assert rungs(days_incommunicado(facts, DAY))["denied"] == "21"


def test_a_capture_known_by_its_month_gives_a_span_of_days() -> None:
    found = days_incommunicado(civilian(event("captured", "2026-10-01/2026-10-31")), DAY)
    assert str(found.days) == "22 to 52"


def test_the_count_ends_with_the_captivity() -> None:
    facts = prisoner(event("captured", "2026-01-01"), event("exchanged", "2026-01-31"))
    found = days_incommunicado(facts, DAY)
    assert (str(found.days), found.ended, found.until) == ("30", True, date(2026, 1, 31))


def test_an_undated_contact_may_have_come_any_day() -> None:
    found = days_incommunicado(prisoner(event("captured", "2026-11-02"), event("family")), DAY)
    assert str(found.days) == "0 to 20"


def test_nobody_knows_how_long_where_no_custody_is_told() -> None:
    assert days_incommunicado(CustodyFacts("P"), DAY).days is None
