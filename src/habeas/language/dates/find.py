"""Finding every expression of time in a text."""

from __future__ import annotations

from habeas.language.dates.mention import DateMention
from habeas.model import DateInterval


def find_dates(text: str, reference: DateInterval) -> tuple[DateMention, ...]:
    """The expressions of time in an English text, in order, without overlap.

    `reference` is when the text was written or what it reports on: a day, a reporting year, or an
    interval with an unknown end. Give the whole text, not single sentences, where the end is
    unknown: the months of the whole text then settle it together.
    """
    return ()
