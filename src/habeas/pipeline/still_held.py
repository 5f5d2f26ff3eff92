"""What people said and nobody has taken back, among records that take each other back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from habeas.model import PersonOpinion, SiteJudgement
from habeas.store import Placed

Said = TypeVar("Said", PersonOpinion, SiteJudgement)


def still_held(placed: Iterable[Placed[Said]]) -> tuple[Placed[Said], ...]:
    """The records that decide something and hold, in the order of the ledger.

    Taking back a taking back makes the first record hold again; the latest is asked first.
    """
    ordered = sorted(placed, key=lambda each: each.position)
    gone: set[int] = set()
    for each in reversed(ordered):
        if each.record.withdraws is not None and each.position not in gone:
            gone.add(each.record.withdraws)
    return tuple(
        each for each in ordered if each.record.withdraws is None and each.position not in gone
    )
