"""Which numbers of a claim count something. All persons are invented."""

from __future__ import annotations

import pytest

from tests.claims.reading import only_line


def counted(text: str) -> list[tuple[float, str]]:
    return [(quantity["value"], quantity["unit"]) for quantity in only_line(text)["quantities"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards beat 23 inmates.", [(23, "inmates")]),
        ("More than 200 prisoners of war died.", [(200, "prisoners of war")]),
        ("Guards killed at least six and left.", [(6, "")]),
        ("He was held for 40 days.", [(40, "days")]),
    ],
)
def test_counts_and_durations(text: str, expected: list[tuple[float, str]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She was arrested when she was six.",
        "Guards beat him until two in the morning.",
        "His parents learned of his death six months after the arrest.",
        "His daughter may call once a quarter.",
        "Article 9 of the code forbids torture in every case.",
    ],
)
def test_ages_times_and_distances_in_time_count_nothing(text: str) -> None:
    assert counted(text) == []
