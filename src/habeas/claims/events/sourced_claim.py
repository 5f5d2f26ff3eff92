"""A claim with the facts about its source that grouping and counting of sources rest on."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.events.text_print import TextPrint
from habeas.model import Claim, DateInterval


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of one document.

    `outlet` is who published it; `published` when; `independence_group` what a person set: sources
    of one group are one original, sources of two groups are two. `language` is ISO 639-1; `text`
    the print of its words, by which copies are found.
    """

    sha256: str
    outlet: str | None = None
    published: DateInterval | None = None
    independence_group: str | None = None
    language: str | None = None
    text: TextPrint | None = None


@dataclass(frozen=True, slots=True)
class SourcedClaim:
    """One claim, as it is in force, and the source that it stands in."""

    claim: Claim
    source: SourceFacts
