"""Make the golden case of today's format: `python -m tests.store.make_golden FOLDER [encrypted]`.

Run it once per format, never to make a failing test pass: the case in `golden/` stands for the
cases that people made with this format, and they must open for ever. All content is invented.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from habeas.store import CaseStore
from tests.store.making import CHEAP, PASSPHRASE, fill, fill_access, fill_people

BEGINNING = datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC)


def make(path: Path, *, encrypted: bool) -> None:
    """A case with one of everything, one minute between entries."""
    minutes = count()
    with CaseStore.create(
        path,
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        key_cost=CHEAP,
        encrypted=encrypted,
        clock=lambda: BEGINNING + timedelta(minutes=next(minutes)),
    ) as store:
        fill(store)
        fill_people(store)
        fill_access(store)


if __name__ == "__main__":
    make(Path(sys.argv[1]), encrypted=sys.argv[2:] == ["encrypted"])
