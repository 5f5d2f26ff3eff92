"""Every text of any plain data is rewritten, and nothing else is touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pytest

from habeas.reports.redaction.rewriting import rewritten


class Kind(StrEnum):
    """An enumeration, whose members are no texts."""

    ONE = "one"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A dataclass with slots."""

    text: str
    kind: Kind = Kind.ONE
    day: date = date(2026, 3, 1)


@dataclass(frozen=True)
class Tree:
    """Every way in which texts may be kept."""

    leaf: Leaf
    several: tuple[Leaf, ...]
    by_name: dict[str, list[str]]
    nothing: None = None
    numbers: tuple[int, float] = (1, 2.0)


def test_texts_are_rewritten_wherever_they_are_kept() -> None:
    tree = Tree(Leaf("one"), (Leaf("one"),), {"one": ["one", "two"]})
    assert rewritten(tree, lambda text: text.replace("one", "1")) == Tree(
        Leaf("1"), (Leaf("1"),), {"1": ["1", "two"]}
    )


def test_what_nothing_is_changed_in_is_the_same_object() -> None:
    tree = Tree(Leaf("one"), (Leaf("two"),), {"three": []})
    assert rewritten(tree, lambda text: text) is tree


def test_arrays_of_numbers_stay_and_arrays_of_objects_are_refused() -> None:
    numbers = np.arange(3)
    assert rewritten((numbers, "one"), str.upper)[0] is numbers
    with pytest.raises(TypeError, match="array of objects"):
        rewritten(np.array(["one"], dtype=object), str.upper)


def test_a_kind_may_be_rewritten_in_its_own_way() -> None:
    found = rewritten((Leaf("one"), "one"), str.upper, {Leaf: lambda leaf: Leaf(leaf.text * 2)})
    assert found == (Leaf("oneone"), "ONE")
