"""The rooms of the workbench, in the order of its menu."""

from __future__ import annotations

from enum import Enum

from habeas.web.speech import N_


class Section(Enum):
    """A room of the workbench: where it begins, and its name in English."""

    OVERVIEW = ("/overview", N_("Overview"))
    SOURCES = ("/sources", N_("Sources"))
    REVIEW = ("/review", N_("Review"))
    PEOPLE = ("/people", N_("People"))
    PLACES = ("/places", N_("Places"))
    COUNTS = ("/counts", N_("Counts"))
    OVERSIGHT = ("/oversight", N_("Oversight"))
    EVENTS = ("/events", N_("Events"))
    DOSSIER = ("/dossier", N_("Dossier"))

    @property
    def path(self) -> str:
        """Where it begins."""
        return self.value[0]

    @property
    def title(self) -> str:
        """Its name in English, to be translated."""
        return self.value[1]
