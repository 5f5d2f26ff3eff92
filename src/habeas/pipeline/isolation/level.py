"""The levels of isolation, and what a trial of one found."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How a reading process is shut in, the strongest first."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    SEATBELT = "sandbox-exec"
    NONE = "none"


class Probe(NamedTuple):
    """What a trial of a level found: whether it holds here, and in one line what or why not."""

    level: Level
    works: bool
    detail: str
