"""Denials, promises, negation and modality."""

from __future__ import annotations

import pytest

from tests.claims.reading import line_with, lines_of, only_line


@pytest.mark.parametrize(
    "text",
    [
        "The prison service denied that the men were beaten.",
        "The interior ministry dismissed the allegations as fabricated.",
        "A spokesman for the administration said no prisoner had been tortured.",
        "The ministry said the man died of a combination of illnesses.",
        "The ministry said the move would not cause any harm.",
        "The prison service did not respond to a request for comment.",
        "The prosecutor refused to comment on the beatings.",
    ],
)
def test_open_and_euphemistic_denials_are_denials(text: str) -> None:
    line = only_line(text)
    assert line["stance"] == "denies"
    assert line["type"] == "official_denial"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The relatives said the men were beaten.", "asserts"),
        ("Guards beat the men.", "reports"),
        ("The minister promised to investigate the deaths.", "promises"),
        ("The service withdrew its earlier statement that the man was transferred.", "retracts"),
        ("A survivor said no doctor came.", "asserts"),
    ],
)
def test_other_stances(text: str, stance: str) -> None:
    assert only_line(text)["stance"] == stance


def test_denied_care_is_no_denial() -> None:
    line = only_line("Guards denied the prisoners medical care.")
    assert line["stance"] == "reports"
    assert line["type"] == "conditions"


def test_negation_and_modality_are_kept() -> None:
    line = only_line("Monitors may not visit the colony.")
    assert line["negated"] is True
    assert line["modality"] == "possible"


@pytest.mark.parametrize(
    "text",
    [
        "The ombudsman said the prisoners had not been fed for four days.",
        "The Red Cross official said the prisoners had no adequate medical care.",
        "The survivor rejected the offer of a deal.",
        "The court rejected his appeal.",
        "The lawyer refused to comment on the condition of her client.",
    ],
)
def test_monitors_courts_and_the_victims_own_deny_nothing(text: str) -> None:
    line = only_line(text)
    assert line["stance"] != "denies"
    assert line["type"] != "official_denial"


def test_officials_of_the_victims_side_are_not_the_accused() -> None:
    lines = lines_of(
        "Ukrainian prisoners were beaten by Russian guards.\n\n"
        "The Ukrainian prosecutor's office said no prisoner was spared and executions were staged."
    )
    assert line_with(lines, "prosecutor")["stance"] == "asserts"


def test_a_relative_who_denies_is_no_official() -> None:
    line = only_line("The mother of a soldier denied that her son had committed suicide.")
    assert line["stance"] == "denies"
    assert line["type"] == "position"
