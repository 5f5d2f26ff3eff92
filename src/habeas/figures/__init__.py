"""Figures: data in, SVG text and a table out; the same data gives the same bytes everywhere.

Floor 2 of the house: rooms above draw with these and keep no second theme, axis or map.
"""

from habeas.figures.bars import Bar, stacked_bars
from habeas.figures.basemap import country_at
from habeas.figures.figure import Figure, Table
from habeas.figures.place_map import PlacePoint, Precision, place_map
from habeas.figures.theme import Standing
from habeas.figures.timeline import timeline
from habeas.figures.timeline_drawing import DatedClaims

__all__ = [
    "Bar",
    "DatedClaims",
    "Figure",
    "PlacePoint",
    "Precision",
    "Standing",
    "Table",
    "country_at",
    "place_map",
    "stacked_bars",
    "timeline",
]
