"""A name in pieces is taken out whole, and nothing of what stands beside it: "Тол ван не …"."""

from __future__ import annotations

from itertools import product

import pytest

from tests.reports.redaction.named import redacted

BEHIND = {
    "Тарас Зимородько": ("не", "помер", "був", "нікого", "и", "denied"),
    "Taras Zymorodko": ("no", "not", "was", "denied", "it", "beat"),
}
PIECES = (
    "{0} {1}",
    "{0}\u2009{1}",
    "{0}-{1}",
    "{0}-\n{1}",
    "{0}\n{1}",
    "{0}\x00{1}",
)


@pytest.mark.parametrize("name", BEHIND)
@pytest.mark.parametrize("joined", PIECES)
def test_what_stands_behind_a_name_in_pieces_stays(name: str, joined: str) -> None:
    surname = name.split()[1]
    for cut in range(3, len(surname) - 2):
        pieces = joined.format(surname[:cut], surname[cut:])
        for words in product(BEHIND[name], repeat=2):
            said = " ".join(words)
            assert redacted(name, f"{pieces} {said}.") == f"Person A {said}.", (pieces, said)


@pytest.mark.parametrize("name", BEHIND)
def test_so_it_does_in_capitals(name: str) -> None:
    surname = name.split()[1].upper()
    for word in map(str.upper, BEHIND[name]):
        text = f"{surname[:4]} {surname[4:]} {word} THEN"
        assert redacted(name, text) == f"Person A {word} THEN"


def test_of_what_only_holds_a_name_the_shorter_is_enough() -> None:
    assert redacted("Taras Zymorodko", "Zymo rodkos was beaten.") == "Person A was beaten."
    assert redacted("Taras Zymorodko", "Zymo rodkoism not known.") == "Person A not known."
