"""Patterns of lemmas: alternatives, classes, gaps, parts of speech."""

from __future__ import annotations

import pytest

from habeas.claims.english.parsing import parse_blocks
from habeas.claims.patterns import Pattern, PatternIndex, compile_steps, word_set
from habeas.claims.settings import DEFAULT_MODEL


def found(pattern: str, text: str) -> list[str]:
    """The words that a pattern finds in a text."""
    (doc,) = parse_blocks([text], DEFAULT_MODEL)
    index = PatternIndex([Pattern(compile_steps(pattern), "x")])
    return [doc[match.start : match.end].text for match in index.find(doc[:])]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("exhume|unearth ~ body", "They unearthed the two bodies.", ["unearthed the two bodies"]),
        ("bury|bury ~ @dead", "They buried the remains.", ["buried the remains"]),
        ("beat/V", "The beat went on.", []),
        ("not ~ publish", "It never did publish them.", ["never did publish"]),
        ("pre-trial detention", "He is in pre-trial detention.", ["pre-trial detention"]),
        ("no ~ record", "No one of all those many men has a record.", []),
    ],
)
def test_a_pattern_finds_its_words(pattern: str, text: str, words: list[str]) -> None:
    assert found(pattern, text) == words


def test_a_pattern_may_not_begin_with_a_gap() -> None:
    with pytest.raises(ValueError, match="gap"):
        PatternIndex([Pattern(compile_steps("~ body"), "x")])


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError):
        word_set("@nosuchclass", "en")
