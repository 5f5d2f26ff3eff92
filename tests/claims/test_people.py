"""Actor and victim, and who is meant by a pronoun. All persons are invented."""

from __future__ import annotations

import pytest

from tests.claims.reading import line_with, lines_of, only_line


@pytest.mark.parametrize(
    ("text", "actor", "victim"),
    [
        ("Guards tortured the prisoners.", "Guards", "prisoners"),
        ("The prisoners were tortured by guards.", "guards", "prisoners"),
        ("The prisoner died in custody.", None, "prisoner"),
        ("Women reported being beaten with cables.", None, None),
        ("Several men recalled being hung by their wrists.", None, None),
        ("A physician documented scars on both hands.", None, None),
        (
            "Freed soldier Danylo Petrik embraces his sister after an exchange.",
            None,
            "Danylo Petrik",
        ),
        ("The exchanged sailor Ostap Lurin embraced his mother there.", None, "Ostap Lurin"),
    ],
)
def test_a_victim_never_becomes_the_actor(text: str, actor: str | None, victim: str | None) -> None:
    line = only_line(text)
    assert (line["actor"], line["victim"]) == (actor, victim)


def test_a_verb_with_a_wrong_lemma_in_the_model_is_still_read() -> None:
    assert only_line("The woman was raped by two guards.")["type"] == "sexual_violence"


def test_a_pronoun_never_means_somebody_named_only_later() -> None:
    lines = lines_of(
        'A mother waited at the gate. "Nobody tells me anything," she said. '
        "The clerk, Rima Sabbagh, closed the window."
    )
    assert line_with(lines, "tells me")["speaker"] != "Rima Sabbagh"


def test_a_body_that_says_we_is_no_witness() -> None:
    lines = lines_of(
        "We call for the release of all prisoners. We have asked to visit them. We will go on "
        "asking. Our teams are ready. We need access to every place."
    )
    assert {line["speaker"] for line in lines} == {"narrator"}


def test_a_witness_is_named_by_a_label_and_never_by_common_words() -> None:
    story = "I was held in a cellar. They beat me. I lost my hearing. My cell was cold."
    named = lines_of(f"Witness: Danylo Shvets\n\n{story}")
    assert line_with(named, "cellar")["speaker"] == "Danylo Shvets"
    unnamed = lines_of(f"The story of my arrest\n\n{story}")
    assert line_with(unnamed, "cellar")["speaker"] == "witness"


def test_a_place_that_people_come_from_does_not_speak() -> None:
    line = only_line("The detainees from Kherson described beatings.")
    assert line["speaker"].startswith("detainees")
