"""Whose story a first-person text is. All persons are invented."""

from __future__ import annotations

import pytest

from habeas.claims import extract
from habeas.sources import read

STORY = (
    "I was arrested on 3 May at the checkpoint. They put a bag over my head. My hands were tied. "
    "I heard a train every night.\n\nThe cell was damp. They beat me, and I lost a tooth."
)


def speakers_of(head: str) -> dict[str, str]:
    """The speaker of each passage of a story that stands below this head."""
    document = read(f"{head}\n\n{STORY}\n".encode(), name="text.txt")
    return {claim.passage.quote: claim.attribution.speaker for claim in extract(document)}


@pytest.mark.parametrize(
    ("head", "witness"),
    [
        ("Testimony no. 14\n\nEmin Radovac, 34, welder\nRecorded in Varna", "Emin Radovac"),
        ("STATEMENT OF WITNESS\n\nName: Emin Radovac\nOccupation: welder", "Emin Radovac"),
        ("Voices of survivors: Emin Radovac", "Emin Radovac"),
        ("Emin Radovac: “They beat me every evening”", "Emin Radovac"),
        ("An interview with the welder Emin Radovac", "Emin Radovac"),
        ("Testimony of survivor 27\n\nRecorded by Open Gate", "survivor 27"),
        ("A month in the cellar", "witness"),
    ],
)
def test_the_witness_is_whom_the_head_names(head: str, witness: str) -> None:
    assert speakers_of(head)["The cell was damp."] == witness


def test_an_introduction_in_the_third_person_is_the_narrators() -> None:
    found = speakers_of("Stories\n\nEmin Radovac, a welder, was held in Varna for two months.")
    assert found["Emin Radovac, a welder, was held in Varna for two months."] == "narrator"
    assert found["The cell was damp."] == "Emin Radovac"
