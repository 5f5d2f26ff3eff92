"""Kinds of claims on single sentences, half of which nobody tunes the rules on.

`type_sentences.tsv` lists the sentences with the kinds that a careful reader accepts. Both halves
were written before the rules were tried on them; the errors of the half that is measured are not
read by whoever works on the rules.

    python tests/claims/test_type_sentences.py              # print the shares
    python tests/claims/test_type_sentences.py developed    # and the errors of that half
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from habeas.claims.ontology import claim_types
from tests.claims.reading import lines_of

SENTENCES = Path(__file__).with_name("type_sentences.tsv")
# Another processor may round the model's numbers otherwise and change a sentence or two.
FLOORS = {"developed": 0.90, "measured": 0.90}


@cache
def sentences() -> tuple[tuple[str, frozenset[str], str], ...]:
    """Half, accepted kinds and words of each sentence."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((half, frozenset(kinds.split(",")), words) for half, kinds, words in rows)


def kind_of(words: str) -> str:
    """The type of the claim that covers most of a sentence."""
    lines = lines_of(words)
    return str(max(lines, key=lambda line: line["end"] - line["start"])["type"]) if lines else ""


@cache
def errors(half: str) -> tuple[tuple[str, str], ...]:
    """Sentences of a half whose kind is not accepted, each with what it was taken for."""
    found = [(kind_of(words), kinds, words) for h, kinds, words in sentences() if h == half]
    return tuple((kind, words) for kind, kinds, words in found if kind not in kinds)


def share(half: str) -> float:
    """Share of the sentences of a half whose kind is accepted."""
    return 1 - len(errors(half)) / sum(1 for h, _, _ in sentences() if h == half)


def test_every_kind_has_sentences_in_both_halves() -> None:
    for half in FLOORS:
        seen = {kind for h, kinds, _ in sentences() if h == half for kind in kinds}
        assert seen == set(claim_types())


@pytest.mark.parametrize("half", FLOORS)
def test_most_sentences_are_of_an_accepted_kind(half: str) -> None:
    assert share(half) >= FLOORS[half]


if __name__ == "__main__":
    for name in FLOORS:
        print(name, round(share(name), 3))
        if name in sys.argv[1:]:
            for taken_for, sentence in errors(name):
                print("  ", taken_for, "|", sentence)
