"""The door for tables of facilities: the user's own, Wikidata's, an extract of OpenStreetMap."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from habeas.places.facilities.columns import facility_columns
from habeas.places.facilities.facility import FacilityTable
from habeas.places.facilities.osm import read_osm
from habeas.places.facilities.own_table import read_own
from habeas.places.facilities.wikidata import is_wikidata, read_wikidata
from habeas.places.text_table import TableInput, text_table

_MAPS = (".osm", ".pbf", ".osm.gz", ".osm.bz2", ".osm.xml")


def read_facilities(given: TableInput, columns: Mapping[str, str] | None = None) -> FacilityTable:
    """Facilities from a CSV file, a table of Polars or Arrow, rows as mappings, or a map extract.

    `.osm` and `.osm.pbf` are read as OpenStreetMap data (extra `habeas[osm]`); a table with the
    columns `item` and `itemLabel` as saved from Wikidata's query service; any other by its column
    names in English, Russian and Ukrainian. `columns` maps a field to a column called otherwise.

    Raises InputRefused for what is no such table or map, MissingExtra without osmium.
    """
    if isinstance(given, (str, Path)) and str(given).casefold().endswith(_MAPS):
        return read_osm(Path(given))
    table = text_table(given)
    found = facility_columns(table.header, columns or {}, table.name)
    if is_wikidata(table.header):
        return read_wikidata(table, found)
    return read_own(table, found)
