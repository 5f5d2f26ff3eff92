"""No name from the sources of an encrypted case is anywhere in clear, also after a kill.

Watched are the case folder, the home and temporary folders, the working folder, standard error,
and a log of every library at its lowest level, under HABEAS_DEBUG=1. Not counted: the sources that
are added, the dossier that is written, and standard output, where claims are meant to be shown;
nor the lines of standard error that name, as they must, a file that was left out or not read.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.case.canaries import STEM, Watched, canaries
from tests.store.traces import Search


def leaks(watched: Watched) -> dict[str, set[str]]:
    """Where a name is in clear, without the remarks that `add` makes about files by their names."""
    return {
        name: found
        for name, found in watched.hits().items()
        if not name.endswith(".err") or _more_than_remarks(watched.root / name)
    }


def _more_than_remarks(errors: Path) -> bool:
    """Whether anything but `add`'s remarks about the one unreadable file names somebody."""
    lines = errors.read_bytes().splitlines()
    others = [line for line in lines if b".bin: " not in line]
    return bool(Search([STEM]).found_in(b"\n".join(others)))


def kill_while_adding(watched: Watched, chance: random.Random) -> None:
    """Kill `add` soon after it has preserved one more source."""
    before = watched.preserved()
    pause = chance.random()
    add = ("add", watched.case, watched.inputs)
    watched.kill(lambda: watched.preserved() > before, pause, *add)
    assert leaks(watched) == {}


def test_no_name_is_in_clear_after_a_kill(tmp_path: Path) -> None:
    watched = Watched(tmp_path, canaries(50))
    watched.run("new", watched.case, "--investigator", "Ila Morven")
    kill_while_adding(watched, random.Random(1))  # noqa: S311 - a repeatable choice, not a secret
    assert watched.preserved() > 0


def test_the_search_finds_every_name_in_files_of_every_kind(tmp_path: Path) -> None:
    names = canaries(1000)
    watched = Watched(tmp_path, names)
    watched.inputs.rename(watched.root / "in")
    files = {f"in/{file.name}" for file in (watched.root / "in").iterdir()}
    assert files - watched.hits().keys() == {f"in/{names[900]}.bin"}
    assert watched.distinct() == {name.split()[1].lower() for name in names}


@pytest.mark.ci
def test_the_same_in_a_plain_case_finds_every_name(tmp_path: Path) -> None:
    names = canaries(100)
    watched = Watched(tmp_path, names)
    watched.run("new", watched.case, "--investigator", "Ila Morven", "--no-encryption")
    watched.run("add", watched.case, watched.inputs, codes=(0, 3))
    assert any("case.sqlite" in name for name in leaks(watched))
    assert watched.distinct() == {name.split()[1].lower() for name in names}


@pytest.mark.ci
def test_none_of_1000_names_is_in_clear_whatever_is_killed(tmp_path: Path) -> None:
    chance = random.Random(2)  # noqa: S311 - a repeatable choice, not a secret
    watched = Watched(tmp_path, canaries(1000))
    case, dossier = watched.case, watched.reports / "dossier.html"
    watched.run("new", case, "--investigator", "Ila Morven")
    for _ in range(3):
        kill_while_adding(watched, chance)
    watched.run("add", case, watched.inputs, codes=(0, 3))
    commands: tuple[tuple[tuple[str | Path, ...], bool], ...] = (
        (("resolve", case), True),
        (("locate", case), False),
        (("count", case), False),
        (("report", case, "-o", dossier), True),
        (("keys", "rotate", case), True),
    )
    longest = 2.0
    for command, is_killed in commands:
        if is_killed:
            watched.kill(lambda: True, chance.random() * longest, *command)
            assert leaks(watched) == {}, f"killed: {command}"
        started = time.monotonic()
        watched.run(*command)
        longest = time.monotonic() - started
        assert leaks(watched) == {}, command
    assert Search([STEM]).found_in(dossier.read_bytes())
