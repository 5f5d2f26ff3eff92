"""The chapters of a dossier: which there are, and which of them may be left out.

Numbers are those of the whole dossier, so that "section 7.2" is the same place in every part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from habeas.model import WrongUsage


class Chapter(StrEnum):
    """A chapter, by the word under which it is chosen."""

    SUMMARY = "summary"
    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    DENIALS = "denials"
    EVENTS = "events"
    TIMELINE = "timeline"
    PLACES = "places"
    SITES = "sites"
    LISTS = "lists"
    COUNTS = "counts"
    SHARES = "shares"
    PEOPLE = "people"
    SOURCES = "sources"
    OVERSIGHT = "oversight"
    LIMITS = "limits"
    CHECKING = "checking"


# What a record cannot say and how it is checked belong to every part of it.
ALWAYS = frozenset({Chapter.LIMITS, Chapter.CHECKING})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: `anchor` is an id of the page, `under` the section."""

    chapter: Chapter
    number: str
    title: str
    anchor: str

    @property
    def section(self) -> int:
        """The section that holds it: "7.2" is in section 7."""
        return int(self.number.partition(".")[0])


CONTENTS = (
    Entry(Chapter.SUMMARY, "1", "Summary", "section-1"),
    Entry(Chapter.CONFIRMED, "2", "What people have confirmed", "section-2"),
    Entry(Chapter.PROPOSED, "3", "What the machine proposes", "section-3"),
    Entry(Chapter.DENIALS, "4.1", "Denials and what may contradict them", "denials"),
    Entry(Chapter.EVENTS, "4.2", "What several sources say", "corroborated"),
    Entry(Chapter.TIMELINE, "5", "Timeline", "section-5"),
    Entry(Chapter.PLACES, "6.1", "Places named in statements", "places"),
    Entry(Chapter.SITES, "6.2", "Places of detention that no list names", "sites"),
    Entry(Chapter.LISTS, "7.1", "Rows of lists and tables", "lists"),
    Entry(Chapter.COUNTS, "7.2", "How many are missing", "missing"),
    Entry(Chapter.SHARES, "7.3", "Shares, and what they are shares of", "shares"),
    Entry(Chapter.PEOPLE, "7.4", "People: which records are one person", "people"),
    Entry(Chapter.SOURCES, "8", "Sources", "section-8"),
    Entry(Chapter.OVERSIGHT, "9", "Oversight: which doors are open", "section-9"),
    Entry(Chapter.LIMITS, "10", "What this record cannot say", "section-10"),
    Entry(Chapter.CHECKING, "11", "How to check this dossier", "section-11"),
)
# Sections that hold more than one chapter have a title of their own.
SECTIONS = {4: "Statements against each other", 6: "Places", 7: "Lists and records"}


def chosen_chapters(names: Iterable[str]) -> frozenset[Chapter]:
    """The chapters that these words name, with those that cannot be left out.

    Raises WrongUsage for a word that names none.
    """
    known = {chapter.value: chapter for chapter in Chapter}
    wanted = [name.strip().casefold() for name in names]
    for name in wanted:
        if name not in known:
            raise WrongUsage(
                "a dossier has no such chapter", where=name, remedy=f"one of {', '.join(known)}"
            )
    return frozenset(known[name] for name in wanted) | ALWAYS
