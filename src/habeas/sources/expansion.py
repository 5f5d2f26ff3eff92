"""Counting what has come out of an archive, before memory is spent on it."""

from __future__ import annotations

from habeas.model import UnsafeInput
from habeas.sources.settings import Limits

_ADVICE = "unpack it yourself in a safe place and add the files you need"


class Expansion:
    """What an archive, and the archives inside it, have unfolded to so far.

    State on purpose: hand the same object to each nested `members` call, so that a bomb made of
    many small archives meets the same total.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.bytes_out = 0
        self.members_out = 0

    def claim_member(self, where: str) -> None:
        """Count one more member. Raises UnsafeInput past the limit."""
        if self.members_out >= self.limits.members:
            raise UnsafeInput(
                f"the archive holds more than {self.limits.members:,} files",
                where=where,
                remedy=_ADVICE,
            )
        self.members_out += 1

    def check(self, stored: int, expanded: int, where: str) -> None:
        """Whether a member of `stored` bytes may unfold to `expanded`. Raises UnsafeInput."""
        if expanded > self.limits.ratio_floor and expanded > self.limits.ratio * max(stored, 1):
            raise UnsafeInput(
                f"it would unfold to more than {self.limits.ratio} times its stored size",
                where=where,
                remedy=_ADVICE,
            )
        if self.bytes_out + expanded > self.limits.total_bytes:
            raise UnsafeInput(
                f"the archive unfolds to more than {self.limits.total_bytes:,} bytes",
                where=where,
                remedy=_ADVICE,
            )

    def spend(self, expanded: int) -> None:
        """Count the bytes of a member that came out whole."""
        self.bytes_out += expanded
