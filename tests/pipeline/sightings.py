"""A case whose sources tell of two places of detention. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from habeas.case import Case, new_case
from tests.pipeline.making import CHEAP, ONE_PROCESS, PASSPHRASE

TABLE = """id,witness,date_from,date_to,text,source
A1,W1,2021-01-05,2021-02-01,near Dykanka,list 1
A2,W2,2021-01-20,2021-03-01,in Dykanka,list 2
A3,W2,2021-01-20,2021-03-01,15 km from Poltava,list 2
B1,W3,2021-02-01,2021-02-20,under the stars,list 1
"""
PAPER = (
    "Суд допросил обвиняемого по видеоконференцсвязи из СИЗО № 2 г. Миргорода 14 марта 2021 года."
)


@contextmanager
def case_with_sightings(folder: Path) -> Iterator[Case]:
    """A table of sightings and a paper that names a facility, taken in and read."""
    sources = folder / "sources"
    sources.mkdir()
    (sources / "sightings.csv").write_text(TABLE, encoding="utf-8")
    (sources / "paper.txt").write_text(PAPER, encoding="utf-8")
    with new_case(
        folder / "case", investigator="Ila Morven", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as made:
        made.add(sources, settings=ONE_PROCESS)
        yield made
