"""Whoever alters a ledger without its key is found out, by both programs, and at the right entry.

Two things no ledger can show by itself, and the tests say so: that somebody who has its key wrote
it anew, and that it was cut back to an older signed state. A checkpoint kept elsewhere shows both.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from habeas.model import CaseError
from habeas.store import CaseStore, GrowthOutcome, grown_since, seal
from habeas.store.keys import SigningKey
from habeas.store.leaf import Leaf
from habeas.store.standalone import verify as alone
from tests.store.ledger_attacks import (
    ATTACKS,
    Attacked,
    Held,
    cut_back,
    many_hands,
    read_case,
    read_sealed,
    rewritten,
    write_case,
    write_sealed,
)


@dataclass
class Target:
    """A case, what was sealed from it, both as they were, and the key that opened it."""

    case: Path
    sealed: Path
    held: Held
    leaves: Held
    key: SigningKey


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Target:
    folder = tmp_path_factory.mktemp("attacks")
    key = many_hands(folder / "case")
    with CaseStore.open(folder / "case", read_only=True) as store:
        seal(store, folder / "sealed")
        assert store.verify().ok
    held, leaves = read_case(folder / "case"), read_sealed(folder / "sealed")
    # What is derived would give some attacks away; whoever attacks can drop it.
    with CaseStore.open(folder / "case") as store:
        store.drop_derived()
    return Target(folder / "case", folder / "sealed", held, leaves, key)


@pytest.fixture(autouse=True)
def signatures_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same signature under the same text gives the same answer; a thousand attacks share it."""
    monkeypatch.setattr(alone, "check_signature", remembered)


_check_signature = alone.check_signature
remembered = cache(_check_signature)


def habeas_says(path: Path) -> list[str]:
    """What opening or `habeas verify` finds wrong, the first problem first."""
    try:
        with CaseStore.open(path, read_only=True) as store:
            return problems(store)
    except CaseError as error:
        return [str(error)]


def problems(store: CaseStore) -> list[str]:
    """What verifying finds wrong."""
    return [str(problem) for problem in store.verify().problems]


def verify_py_says(folder: Path, *since: Path) -> list[str]:
    """What verify.py says does not hold; nothing where it says VERIFIED."""
    ledger = alone.Ledger()
    try:
        ledger.verify(folder, [], list(since))
    except Exception as error:
        return [f"{ledger.where}: {error}"]
    return []


def named(said: str, held: Held) -> set[int]:
    """Which entries a message points at."""
    if match := re.search(r"look at entr(?:y|ies) (\d+)(?: to (\d+))?", said):
        return set(range(int(match[1]), int(match[2] or match[1]) + 1))
    if match := re.search(r"checkpoint (\d+): the ledger has only", said):
        # It was to sign what came after the checkpoint before it.
        before = max((size for size in held.notes if size < int(match[1])), default=0)
        return set(range(before, int(match[1])))
    return {int(number) for number in re.findall(r"(?:entr(?:y|ies)|not) (\d+)", said)}


def points_at(said: str, attacked: Attacked) -> bool:
    """Whether a message names the first thing that is not what it was."""
    if attacked.note is not None:
        return f"checkpoint {attacked.note}" in said
    # A later time shows in the entry after it, an inserted one in the one that it pushed on, and a
    # key that was taken out in the next entry by it.
    shown_later = ("earlier", "says", "is not admitted")
    late = {attacked.first + 1} if any(word in said for word in shown_later) else set()
    return bool(named(said, attacked.held) & {attacked.first, *late}) or "first entry" in said


def is_named(said: list[str], attacked: Attacked) -> bool:
    """Whether the first message names it.

    An erased payload shows first in what depends on it (a source in what is about it), and is named
    by a later message.
    """
    told = said if attacked.name.startswith("erase") else said[:1]
    return any(points_at(text, attacked) for text in told)


def some_attacks(held: Held, key: SigningKey, count: int, seed: int) -> Iterator[Attacked]:
    """Each kind in turn, at places of chance."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    made = 0
    while made < count:
        attacked = ATTACKS[made % len(ATTACKS)](held, chance, key)
        if attacked is not None and attacked.held != held:
            made += 1
            yield attacked


def unnoticed_in_the_case(target: Target, count: int, seed: int) -> list[str]:
    """Attacks on the case's database that one of the two programs missed or misplaced."""
    missed = []
    with CaseStore.open(target.case, read_only=True) as store:
        for attacked in some_attacks(target.held, target.key, count, seed):
            write_case(target.case, attacked.held)
            for who, said in (
                ("habeas", problems(store)),
                ("verify.py", verify_py_says(target.case)),
            ):
                if not is_named(said, attacked):
                    missed.append(f"{attacked.name}: {who} says {said[:1]}")
    write_case(target.case, target.held)
    return missed


def unnoticed_in_the_seal(target: Target, count: int, seed: int) -> list[str]:
    """Attacks on sealed leaves that verify.py missed or misplaced."""
    missed = []
    for attacked in some_attacks(target.leaves, target.key, count, seed):
        if attacked.name == "drop the last checkpoint":
            continue  # checkpoint.txt and each proof hold it too, so nothing is lost.
        write_sealed(target.sealed, attacked.held)
        said = verify_py_says(target.sealed)
        if not is_named(said, attacked):
            missed.append(f"{attacked.name}: verify.py says {said}")
    write_sealed(target.sealed, target.leaves)
    return missed


def test_without_an_attack_nothing_is_noticed(target: Target) -> None:
    write_case(target.case, target.held)
    write_sealed(target.sealed, target.leaves)
    assert habeas_says(target.case) == []
    assert verify_py_says(target.case) == []
    assert verify_py_says(target.sealed) == []


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=lambda n: ATTACKS[n].__name__)
def test_each_kind_of_attack_is_found_when_the_case_is_opened_anew(
    target: Target, number: int
) -> None:
    attacked = next(
        attacked
        for seed in range(100)
        if (attacked := ATTACKS[number](target.held, random.Random(seed), target.key))  # noqa: S311 - a repeatable choice, not a secret
    )
    write_case(target.case, attacked.held)
    said = habeas_says(target.case)
    write_case(target.case, target.held)
    assert said != [], attacked.name


def test_45_attacks_on_a_case_are_found_by_both_programs_at_the_right_entry(
    target: Target,
) -> None:
    missed = unnoticed_in_the_case(target, 45, seed=1)
    assert missed == [], "\n".join(missed)


def test_45_attacks_on_a_seal_are_found_at_the_right_entry(target: Target) -> None:
    missed = unnoticed_in_the_seal(target, 45, seed=2)
    assert missed == [], "\n".join(missed)


@pytest.mark.ci
def test_1000_attacks_on_a_case_are_found_by_both_programs_at_the_right_entry(
    target: Target,
) -> None:
    missed = unnoticed_in_the_case(target, 1000, seed=3)
    assert missed == [], "\n".join(missed)


@pytest.mark.ci
def test_1000_attacks_on_a_seal_are_found_at_the_right_entry(target: Target) -> None:
    missed = unnoticed_in_the_seal(target, 1000, seed=4)
    assert missed == [], "\n".join(missed)


# What no ledger can show by itself ----------------------------------------------------------------


def outcome_since(target: Target, note: Path) -> tuple[bool, GrowthOutcome, list[str]]:
    """Whether the case verifies by itself, how it stands to the note, what verify.py says to it."""
    with CaseStore.open(target.case, read_only=True) as store:
        alone_it_holds = store.verify().ok and verify_py_says(target.case) == []
        growth = grown_since(store, note.read_bytes())
    return alone_it_holds, growth.outcome, verify_py_says(target.case, note)


def signed_states(target: Target) -> list[int]:
    return [size for size in sorted(target.held.notes) if 1 < size < target.held.size]


def derive_nothing(target: Target) -> None:
    """Make the index fit the altered ledger, as whoever altered it would."""
    with CaseStore.open(target.case) as store:
        store.drop_derived()


def test_a_case_cut_back_to_an_older_signed_state_verifies_and_only_since_shows_it(
    target: Target,
) -> None:
    note = target.sealed / "checkpoint.txt"
    for size in signed_states(target)[::4]:
        write_case(target.case, cut_back(target.held, size))
        derive_nothing(target)
        holds, outcome, said = outcome_since(target, note)
        assert outcome is GrowthOutcome.CUT_OFF, size
        assert said != [], size
        # A source that is gone leaves its bytes behind: a notice, no proof of anything.
        assert holds, size
    write_case(target.case, target.held)
    derive_nothing(target)


def test_a_case_written_anew_with_its_own_key_verifies_and_only_since_shows_it(
    target: Target,
) -> None:
    note = target.sealed / "checkpoint.txt"
    chance = random.Random(5)  # noqa: S311 - a repeatable choice, not a secret
    for first in (1, target.held.size // 2, target.held.size - 1):
        write_case(target.case, rewritten(target.held, first, target.key, chance))
        derive_nothing(target)
        holds, outcome, said = outcome_since(target, note)
        assert outcome is GrowthOutcome.FORKED, first
        assert "root differs" in said[0], first
        assert holds, first
    write_case(target.case, target.held)
    derive_nothing(target)


def test_a_checkpoint_missing_in_the_middle_is_not_noticed_for_a_later_one_signs_the_same(
    target: Target,
) -> None:
    """Except where the entries between are by somebody else than who signed the next one."""
    notes = dict(target.held.notes)
    del notes[2]
    write_case(target.case, Held(target.held.rows, notes))
    assert habeas_says(target.case) == []
    assert verify_py_says(target.case) == []
    write_case(target.case, target.held)


def test_an_entry_under_the_checkpoint_of_another_investigator_is_found_by_both(
    target: Target,
) -> None:
    """Whoever may sign cannot speak for somebody else."""
    by_whom = [json_author(row.leaf) for row in target.held.rows.values()]
    change = next(at for at in range(1, len(by_whom)) if by_whom[at] != by_whom[at - 1])
    notes = {size: note for size, note in target.held.notes.items() if size != change}
    write_case(target.case, Held(target.held.rows, notes))
    said = [habeas_says(target.case), verify_py_says(target.case)]
    write_case(target.case, target.held)
    assert all("checkpoint" in texts[0] for texts in said), said


def json_author(leaf: bytes) -> str:
    return Leaf.decode(leaf).author
