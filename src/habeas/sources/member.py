"""One file inside an archive, a web capture or a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.model import HabeasError


@dataclass(frozen=True, slots=True)
class Member:
    """A member's bytes, or the problem that keeps it out; exactly one of the two is given.

    `untrusted_name` is what the container calls it: show it through `model.printable`, and never
    use it as a path. `url` and `captured_at` (UTC) come from a web capture; `media_hint` is what
    the container says the bytes are.
    """

    untrusted_name: str
    data: bytes | None = None
    problem: HabeasError | None = None
    url: str | None = None
    captured_at: datetime | None = None
    media_hint: str | None = None

    def __post_init__(self) -> None:
        if (self.data is None) == (self.problem is None):
            raise ValueError("a member has either data or a problem")
