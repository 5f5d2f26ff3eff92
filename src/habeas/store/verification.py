"""Recomputing everything that a case vouches for."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.store.entries import Head


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold: where it stands, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The result of a verification: what was checked, and every problem, the first one first.

    `notices` are harmless remains, such as a file that an interrupted import left behind.
    """

    head: Head | None
    leaves: int
    erased: int
    checkpoints: int
    blobs: int
    bytes_hashed: int
    problems: tuple[Problem, ...]
    notices: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.problems
