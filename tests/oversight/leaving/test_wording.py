"""Timelines in words, in every language."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight.leaving.timeline import timeline
from habeas.oversight.leaving.wording import timeline_text
from habeas.oversight.tables import data_path, shipped_world
from habeas.oversight.telling.messages import languages

WORLD = shipped_world()
SLOT = re.compile(r"\{(\w+)\}")
CASES = (
    ("RU", "ECPT"),
    ("RU", "ECHR"),
    ("RU", "GC1-4"),
    ("RU", "AP1"),
    ("RU", "ROME"),
    ("BY", "ICCPR-OP1"),
    ("BF", "ROME"),
    ("HU", "ROME"),
    ("ZA", "ROME"),
    ("UA", "ROME"),
    ("KP", "ICCPR"),
    ("GR", "ECHR"),
    ("TT", "ICCPR-OP1"),
    ("US", "CED"),
)


def sentences(language: str) -> dict[str, str]:
    path = data_path("messages") / f"{language}.leaving.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", [name for name in languages() if name != "en"])
def test_all_languages_say_the_same_things_with_the_same_values(language: str) -> None:
    english, other = sentences("en"), sentences(language)
    assert english.keys() == other.keys()
    for key, text in english.items():
        assert sorted(SLOT.findall(text)) == sorted(SLOT.findall(other[key])), key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("state", "treaty"), CASES)
def test_every_line_has_its_words(state: str, treaty: str, language: str) -> None:
    for known in (None, date(2017, 1, 1), date(2025, 9, 18)):
        for received in (None, DateInterval.on(date(2026, 12, 1))):
            course = timeline(WORLD, state, treaty, known=known, received=received)
            text = timeline_text(course, WORLD, language)
            assert "leaving." not in text, text
            assert "survival." not in text, text
            assert "{" not in text
            assert ".." not in text


def test_the_story_of_the_seed_in_print() -> None:
    text = timeline_text(timeline(WORLD, "RU", "ECPT"), WORLD)
    told = [
        "Government: decree",
        "17 September 2025 – State Duma: vote: adopted unanimously",
        "24 September 2025 – Federation Council: vote: approved",
        "Head of State: signs the law",
        "[unknown] 29 September 2025 or any later day, or never – Depositary",
        "Earliest possible end: 1 October 2026",
        "received October 2025 → ends 1 November 2026",
        "Not legal advice",
    ]
    places = [text.find(words) for words in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


def test_a_supposed_receipt_is_said_aloud() -> None:
    received = DateInterval.on(date(2026, 12, 1))
    text = timeline_text(timeline(WORLD, "RU", "GC1-4", received=received), WORLD)
    assert "SUPPOSED, not shown" in text
    assert "before peace" in text


def test_an_exit_that_did_take_effect_is_not_called_possible() -> None:
    text = timeline_text(timeline(WORLD, "PH", "ROME"), WORLD)
    assert "The exit took effect: 17 March 2019." in text
    assert "1 November 2011 to 16 March 2019" in text
    assert "Earliest possible" not in text
