"""What a collector knows about what they add, and the files themselves do not say."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import DateInterval


@dataclass(frozen=True, slots=True)
class Description:
    """Who published it and when; None leaves the answer to each document."""

    outlet: str | None = None
    published: DateInterval | None = None
