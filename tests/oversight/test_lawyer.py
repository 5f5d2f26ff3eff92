"""Names of bodies as lawyers write them."""

from __future__ import annotations

import pytest

from habeas.oversight import ask
from habeas.oversight.door import find_doors, shipped_doors


@pytest.mark.parametrize(
    ("written", "door"),
    [
        ("CAT art. 22", "CAT-22"),
        ("UNCAT article 22", "CAT-22"),
        ("Art. 20 inquiry", "CAT-20"),
        ("the UN Human Rights Committee", "HRC-OP1"),
        ("CCPR", "HRC-OP1"),
        ("UN Special Rapporteur on Torture", "SR-T"),
        ("Working Group on Enforced Disappearances", "WGEID"),
        ("CED art. 30", "CED-30"),
        ("ICC Prosecutor", "ICC"),
        ("ECPT", "CPT"),
        ("Independent International Commission of Inquiry on Ukraine", "CoI"),
        ("AP I art. 90", "IHFFC"),
        ("Special Rapporteur on Russia", "SR-country"),
    ],
)
def test_a_door_is_found_by_the_words_of_a_lawyer(written: str, door: str) -> None:
    assert [found.id for found in find_doors(written)] == [door]


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Committee against Torture", "CAT"),
        ("UN Committee Against Torture", "CAT"),
        ("Committee on Enforced Disappearances", "CED"),
        ("International Committee of the Red Cross", "ICRC"),
    ],
)
def test_the_long_name_of_a_body_means_all_its_doors(written: str, short: str) -> None:
    assert find_doors(written) == tuple(d for d in shipped_doors() if d.body == short)


def test_every_door_and_body_is_still_found_by_its_own_name() -> None:
    for door in shipped_doors():
        assert find_doors(door.id)[0].id == door.id
        assert find_doors(door.body)


def test_special_procedures_are_asked_together() -> None:
    found = {answer.door for answer in ask(state="BY", body="special procedures").answers}

    assert {"SR-T", "WGAD", "WGEID"} <= found
