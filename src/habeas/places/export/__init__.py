"""Sites out of the house: in full for the restricted audience, coarse and safe for all others."""

from habeas.places.export.disclosed import Disclosed, DisclosedSite
from habeas.places.export.publishing import Published, is_active, publish
from habeas.places.export.row import RESTRICTED, ExportRow, ExportSettings, Precision, SiteRow
from habeas.places.export.surface_cells import cell_ring, surface_cells
from habeas.places.export.writing import csv_text, geojson_text, write_geoparquet

__all__ = [
    "RESTRICTED",
    "Disclosed",
    "DisclosedSite",
    "ExportRow",
    "ExportSettings",
    "Precision",
    "Published",
    "SiteRow",
    "cell_ring",
    "csv_text",
    "geojson_text",
    "is_active",
    "publish",
    "surface_cells",
    "write_geoparquet",
]
