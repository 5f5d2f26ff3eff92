"""The rooms of the workbench, one module each; in the order of the menu."""

from habeas.web.page import Room
from habeas.web.pages import (
    counts,
    dossier,
    events,
    oversight,
    overview,
    people,
    places,
    review,
    settings,
    sources,
    work,
)

ROOMS: tuple[Room, ...] = (
    overview.ROOM,
    sources.ROOM,
    review.ROOM,
    people.ROOM,
    places.ROOM,
    counts.ROOM,
    oversight.ROOM,
    events.ROOM,
    dossier.ROOM,
    settings.ROOM,
    work.ROOM,
)
