"""What a person decided about records: same human, different humans, or unsure."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import Sameness

__all__ = ["Decision", "Sameness"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision about records, named by their ids.

    SAME: all of `records` and `others` are one human, whatever the machine finds, hard facts
    included. DIFFERENT: nobody of `records` is one human with anybody of `others` (a split: the
    part, and the rest). UNSURE: asked and not settled; it moves nothing, and is not asked again.
    """

    answer: Sameness
    records: tuple[str, ...]
    others: tuple[str, ...]
