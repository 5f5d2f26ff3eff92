"""The case of the sample sources, as it is after `habeas add` and `habeas resolve`."""

from __future__ import annotations

from pathlib import Path

from habeas.case import new_case
from tests.house import HOUSE
from tests.pipeline.making import CHEAP, ONE_PROCESS

PASSPHRASE = "invented, for tests alone"  # noqa: S105 - it opens nothing but test cases
SOURCES = HOUSE / "examples" / "sources"


def make_sample_case(folder: Path) -> None:
    """A case with the sample sources read and resolved."""
    with new_case(
        folder, investigator="Sample Investigator", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as case:
        case.add(SOURCES, settings=ONE_PROCESS)
        case.resolve()
