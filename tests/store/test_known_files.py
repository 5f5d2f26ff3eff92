"""Nothing in clear confirms that a known file is in an encrypted case (half of 1,000 are).

What is left to an attacker is counted, not denied: lengths fall into few classes, so that he can
do little better than toss a coin about a file among many of usual size; but he sees how many files
there are, and a single unusually large one is narrowed down to those of its class.
"""

from __future__ import annotations

import hmac
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from habeas.pipeline import ImportSettings, add
from habeas.store import CaseStore, sealed_blobs
from habeas.store.case_key import CaseKey
from tests.pipeline.making import write
from tests.store.known_files import (
    Locked,
    chances_by_order,
    confirmed,
    right_by_counting,
    seized,
)
from tests.store.making import CHEAP, NOON, PASSPHRASE, deposit, sha256

# What age makes of so many bytes: a nonce, and a tag for every piece of them.
NONCE, PIECE, TAG = 16, 64 * 1024, 16
KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True)
class Trial:
    """Known files, which of them are in the case, and what the attacker reads off its folder."""

    files: list[bytes]
    kept: frozenset[int]
    locked: Locked

    def right(self, said: set[int]) -> float:
        """How often he is right who says that these are in the case."""
        return sum((n in said) == (n in self.kept) for n in range(len(self.files))) / len(
            self.files
        )

    def lengths(self) -> list[int]:
        """How long each file would be as a blob: the attacker has Habeas too."""
        return [stored(len(content)) for content in self.files]


def stored(size: int) -> int:
    padded = sealed_blobs.size_class(size + 8)
    return NONCE + padded + TAG * -(-padded // PIECE)


def known_files(count: int, seed: int) -> list[bytes]:
    """Files of 100 bytes to 3 MB, half of them above 20 kB."""
    chance = random.Random(seed)  # noqa: S311 - repeatable bytes, not a secret
    sizes = [
        min(3_000_000, max(100, int(20_000 * chance.lognormvariate(0, 1.6)))) for _ in range(count)
    ]
    return [chance.randbytes(size) for size in sizes]


def trial(path: Path, count: int, seed: int) -> Trial:
    """Half of the files, drawn by lot, go into a new encrypted case; it is closed, and seized."""
    files = known_files(count, seed)
    chance = random.Random(seed + 1)  # noqa: S311 - a repeatable choice, not a secret
    kept = sorted(chance.sample(range(count), count // 2))
    with CaseStore.create(
        path, passphrase=PASSPHRASE, investigator="Ila Morven", key_cost=CHEAP, clock=lambda: NOON
    ) as store:
        store.put_sources(deposit(files[number], f"{number:04}.bin") for number in kept)
        assert {source.sha256 for source in store.sources()} == {sha256(files[n]) for n in kept}
    return Trial(files, frozenset(kept), seized(path))


def check(case: Trial) -> None:
    found = confirmed(case.locked, case.files)
    assert found == [], f"{len(found)} of {len(case.files)} files confirmed"
    assert len(case.locked.times) == 1, "times of blobs differ"
    lengths = case.lengths()
    assert set(case.locked.lengths) <= set(lengths)
    assert len(set(lengths)) <= 9, sorted(set(lengths))
    right = right_by_counting(case.locked, lengths)
    bound = 0.5 + 1.5 / len(case.files) ** 0.5
    assert right <= bound, f"he is right about {right:.1%} of the files by their lengths"


def test_none_of_100_known_files_is_confirmed(tmp_path: Path) -> None:
    check(trial(tmp_path / "case", 100, seed=1))


@pytest.mark.ci
def test_none_of_1000_known_files_is_confirmed(tmp_path: Path) -> None:
    check(trial(tmp_path / "case", 1000, seed=2))


def named_by_sha256(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseKey, "blob_name", lambda self, name: name)


def named_under_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def name(self: CaseKey, sha256: str) -> str:
        return hmac.digest(b"", bytes.fromhex(sha256), "sha256").hex()

    monkeypatch.setattr(CaseKey, "blob_name", name)


def not_padded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_blobs, "size_class", lambda size: size)


def not_dated_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    set_times = os.utime

    def utime(target: int | Path, *times: Any, **others: Any) -> None:
        if not isinstance(target, int):
            set_times(target, *times, **others)

    monkeypatch.setattr("habeas.store.sealed_blobs.os.utime", utime)


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        (named_by_sha256, "25 of 50 files confirmed"),
        (named_under_no_key, "25 of 50 files confirmed"),
        (not_padded, "assert"),
        (not_dated_alike, "times of blobs differ"),
    ],
)
def test_each_mistake_would_be_seen(
    mistake: Callable[[pytest.MonkeyPatch], None],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mistake(monkeypatch)
    with pytest.raises(AssertionError, match=told):
        check(trial(tmp_path / "case", 50, seed=3))


def test_without_padding_he_would_be_right_about_almost_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    not_padded(monkeypatch)
    case = trial(tmp_path / "case", 50, seed=4)
    assert right_by_counting(case.locked, case.lengths()) > 0.95


def right_by_order(top: Path, *, in_order: bool) -> tuple[float, float]:
    """How often he is right who has the folder that was taken in; and by counting alone."""
    files = known_files(60, seed=5)
    chance = random.Random(6)  # noqa: S311 - a repeatable choice, not a secret
    kept = frozenset(chance.sample(range(60), 30))
    folder = write(top / "in", {f"{number:04}.bin": files[number] for number in kept})
    with CaseStore.create(
        top / "case", passphrase=PASSPHRASE, investigator="Ila Morven", key_cost=CHEAP
    ) as store:
        add(store, [folder], settings=ImportSettings(processes=1, in_order=in_order))
    case = Trial(files, kept, seized(top / "case"))
    assert len(case.locked.lengths) == 30
    chances = chances_by_order(case.locked, case.lengths())
    right = case.right({number for number, chance in enumerate(chances) if chance > 0.5})
    return right, right_by_counting(case.locked, case.lengths())


def test_the_order_in_which_a_folder_was_taken_in_tells_him_nothing(tmp_path: Path) -> None:
    """When a file came is on the disk for all to see; it must not tell which file came."""
    right, by_counting = right_by_order(tmp_path, in_order=False)
    assert right <= by_counting + 0.05, f"he is right about {right:.0%} of the files"


@pytest.mark.ci
def test_files_taken_in_the_order_of_their_folder_would_tell_him_a_lot(tmp_path: Path) -> None:
    right, by_counting = right_by_order(tmp_path, in_order=True)
    assert right > by_counting + 0.1


def test_the_attack_by_order_works_where_the_order_is_known(tmp_path: Path) -> None:
    case = trial(tmp_path / "case", 60, seed=7)
    chances = chances_by_order(case.locked, case.lengths())
    assert case.right({number for number, chance in enumerate(chances) if chance > 0.5}) > 0.7
    certain = {number for number, chance in enumerate(chances) if chance > 0.99}
    assert certain
    assert certain <= case.kept


def test_files_of_one_size_class_are_of_one_length_and_a_large_one_is_narrowed_to_its_class() -> (
    None
):
    """What stays to be said in the threat model: among few large files, a length says something."""
    for size, least, most in (
        (100, 0, 16 * KIB),
        (100 * KIB, 64 * KIB, 128 * KIB),
        (3_000_000, 2 * MIB, 4 * MIB),
        (40 * MIB - 8, 36 * MIB, 40 * MIB),
        (1000 * MIB, 896 * MIB, 1024 * MIB),
    ):
        assert stored(size) == stored(least + 1 - 8 if least else 0) == stored(most - 8)
        assert stored(most - 7) > stored(size)
