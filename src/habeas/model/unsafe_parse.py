"""A person's decision to read files without isolation, kept because it may have had effects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UnsafeParse:
    """From here on files were read without isolation; `what` says why none could be had."""

    what: str
    author: str
    made_at: datetime
