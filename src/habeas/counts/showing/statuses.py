"""What a status means, in words."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.counts.estimate import Status
from habeas.counts.fact_table import rows


@dataclass(frozen=True)
class StatusWords:
    """A status in words.

    `label`: its name in a table; `meaning`: what it says; `remedy`: what would settle the question;
    `reliance`: what a reader may rely on, with places for {low}, {high} and {level}.
    """

    label: str
    meaning: str
    remedy: str
    reliance: str


def status_words(status: Status) -> StatusWords:
    """The sentences of `data/status_sentences.tsv` about a status."""
    for row in rows("status_sentences.tsv"):
        if row["status"] == status.value:
            return StatusWords(row["label"], row["meaning"], row["remedy"], row["reliance"])
    raise LookupError(f"status_sentences.tsv says nothing of {status.value!r}")
