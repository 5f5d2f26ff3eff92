"""The benchmark of events: one world for each seed, and the room beats equal fields on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.house import HOUSE


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Benchmarks are scripts, not a package: their folder is put where imports look."""
    monkeypatch.syspath_prepend(str(HOUSE / "benchmarks"))
    yield
    for name in ("events_accuracy", "invented_happenings"):
        sys.modules.pop(name, None)


def test_a_seed_gives_one_world() -> None:
    from invented_happenings import invented_world

    assert invented_world(12, 3).claims == invented_world(12, 3).claims
    assert invented_world(12, 3).claims != invented_world(12, 4).claims


def test_events_are_found_better_than_by_equal_fields_and_sources_not_over_counted() -> None:
    from events_accuracy import figures, naive, proposed
    from invented_happenings import invented_world

    world = invented_world(120, 11)
    ours, theirs = figures(world, proposed(world)), figures(world, naive(world))
    assert ours["precision"] >= 0.9
    assert ours["F1"] >= theirs["F1"] + 0.1
    assert ours["over"] <= 0.05
    assert ours["covered"] >= 0.9
    assert ours["error"] < theirs["error"] / 3


def test_pairs_and_sources_are_counted_right() -> None:
    from events_accuracy import Grouped, figures
    from invented_happenings import World

    world = World(
        happening={"a": "1", "b": "1", "c": "2", "d": "2"},
        original={"a": "1/0", "b": "1/1", "c": "2/0", "d": "2/0"},
    )
    found = figures(world, Grouped([(("a", "b", "c"), 2, 2)]))
    assert found["precision"] == pytest.approx(1 / 3)
    assert found["recall"] == pytest.approx(1 / 2)
    assert (found["error"], found["covered"], found["over"]) == (0.0, 1.0, 0.0)
