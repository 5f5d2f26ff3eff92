"""Reading the credit of a picture."""

from __future__ import annotations

import pytest

from habeas.claims.credits import read_credit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Ostap Vrublevsky/AFP]", ("Ostap Vrublevsky", ("AFP",))),
        ("[Halyna Stets/NurPhoto/AFP]", ("Halyna Stets", ("NurPhoto", "AFP"))),
        ("(Photo by Lina Orlyk / Getty Images)", ("Lina Orlyk", ("Getty Images",))),
        ("Photo: Petro Tsap", ("Petro Tsap", ())),
        ("[]", None),
        ("(© 2025)", None),
    ],
)
def test_the_photographer_comes_first_and_the_carriers_after(
    text: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    assert read_credit(text) == expected
