"""The rooms of the workbench, one module each; in the order of the menu."""

from habeas.web.page import Room
from habeas.web.pages import (
    counts,
    dossier,
    oversight,
    overview,
    people,
    places,
    settings,
    sources,
    work,
)

ROOMS: tuple[Room, ...] = (
    overview.ROOM,
    sources.ROOM,
    people.ROOM,
    places.ROOM,
    counts.ROOM,
    oversight.ROOM,
    dossier.ROOM,
    settings.ROOM,
    work.ROOM,
)
