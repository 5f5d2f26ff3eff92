"""Figures: data in, SVG text and a table out; the same data gives the same bytes everywhere.

Floor 2 of the house: rooms above draw with these and keep no second theme, axis or map.
"""

from habeas.figures.bars import Bar, stacked_bars
from habeas.figures.basemap import country_at
from habeas.figures.curves import CurvePoint, Tipping, curve
from habeas.figures.figure import Figure, Table
from habeas.figures.fonts import FONT_FILES, FontFile, Typeface, font_bytes, font_stack
from habeas.figures.geojson import basemap_geojson
from habeas.figures.histogram import histogram
from habeas.figures.overlaps import Overlap, overlaps
from habeas.figures.place_map import PlacePoint, Precision, place_map
from habeas.figures.ranges import Range, ranges
from habeas.figures.site_frames import SiteFrame, site_frames
from habeas.figures.site_map import MappedSite, SurfaceCell, site_map
from habeas.figures.theme import FONT, Standing
from habeas.figures.timeline import timeline
from habeas.figures.timeline_drawing import DatedClaims

__all__ = [
    "FONT",
    "FONT_FILES",
    "Bar",
    "CurvePoint",
    "DatedClaims",
    "Figure",
    "FontFile",
    "MappedSite",
    "Overlap",
    "PlacePoint",
    "Precision",
    "Range",
    "SiteFrame",
    "Standing",
    "SurfaceCell",
    "Table",
    "Tipping",
    "Typeface",
    "basemap_geojson",
    "country_at",
    "curve",
    "font_bytes",
    "font_stack",
    "histogram",
    "overlaps",
    "place_map",
    "ranges",
    "site_frames",
    "site_map",
    "stacked_bars",
    "timeline",
]
