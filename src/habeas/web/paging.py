"""Long lists, a page at a time; page 0 is all of them at once, as a table to be saved has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
ALL = 0


def page_within(asked: int, size: int, in_all: int) -> int:
    """The page nearest to the one that is asked for, from 1; or `ALL`."""
    return ALL if asked == ALL else min(max(asked, 1), max(1, -(-in_all // size)))


def part_of(items: Sequence[T], page: int, size: int) -> Sequence[T]:
    """The items of a page, each page holding `size` of them."""
    return items if page == ALL else items[(page - 1) * size : page * size]
