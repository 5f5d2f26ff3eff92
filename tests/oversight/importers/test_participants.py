"""Names of participants as the depositaries print them."""

from __future__ import annotations

import pytest

from habeas.model import InputRefused
from habeas.oversight.importers.participants import participant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bahamas (The)1", "BS"),
        ("Czech Republic1,2", "CZ"),
        ("Germany 3, 4, 5", "DE"),
        ("Congo", "CG"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Gambia (Republic of The)", "GM"),
        ("Korea, Republic of", "KR"),
        ("Netherlands, the Kingdom of the", "NL"),
        ("Türkiye *", "TR"),
        ("[Jamaica]3", "JM"),
        ("[ Jamaica ]", "JM"),
    ],
)
def test_a_participant_is_known_by_the_depositarys_way_of_writing(text: str, code: str) -> None:
    assert participant(text) == code


@pytest.mark.parametrize("text", ["", "1", "Atlantis", "Korea", ", ", "Atlantis, France"])
def test_who_is_no_state_or_several_is_refused(text: str) -> None:
    with pytest.raises(InputRefused):
        participant(text)
