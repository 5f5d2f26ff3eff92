"""Rows as GeoJSON (RFC 7946), as CSV, and as GeoParquet 1.1."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from habeas.model import MissingExtra
from habeas.places.export.outline import Polygon, polygons
from habeas.places.export.row import ExportRow, Precision

_DECIMALS = 6
_LITTLE_ENDIAN, _POINT, _POLYGON, _MULTIPOLYGON = 1, 1, 3, 6
# A spreadsheet runs a cell that begins with one of these.
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "id",
    "precision",
    "lat",
    "lon",
    "radius_km_90",
    "probability",
    "supported",
    "function",
    "active_from",
    "active_to",
    "occupants_low",
    "occupants_high",
    "cells",
    "regions",
    "sightings",
)


def geojson_text(rows: Sequence[ExportRow], notes: Sequence[str] = ()) -> str:
    """A FeatureCollection; a row that tells regions only has no geometry (null)."""
    features = [
        {
            "type": "Feature",
            "id": row.id,
            "geometry": _geometry(row),
            "properties": _properties(row),
        }
        for row in rows
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if notes:
        collection["notes"] = list(notes)
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def csv_text(rows: Sequence[ExportRow]) -> str:
    """A table with COLUMNS as its header; several values in a cell are separated by `|`."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = _cells(row)
        writer.writerow([_harmless(cells[column]) for column in COLUMNS])
    return written.getvalue()


def write_geoparquet(
    rows: Sequence[ExportRow], target: Path | IO[bytes], notes: Sequence[str] = ()
) -> None:
    """The rows with a column `geometry` (WKB), longitude and latitude in WGS 84.

    Raises MissingExtra without pyarrow.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as missing:
        raise MissingExtra(
            "GeoParquet files need pyarrow", remedy="pip install pyarrow, or write GeoJSON"
        ) from missing
    cells = [_cells(row) for row in rows]
    text, number = pa.string(), pa.float64()
    kinds = {name: number for name in COLUMNS if name.startswith(("lat", "lon", "radius", "occ"))}
    kinds |= {"probability": number, "supported": pa.bool_()}
    columns = {
        name: pa.array([row[name] for row in cells], kinds.get(name, text)) for name in COLUMNS
    }
    columns["geometry"] = pa.array([_wkb(row) for row in rows], pa.binary())
    metadata = {"geo": json.dumps(_geo(rows))} | ({"notes": "\n".join(notes)} if notes else {})
    parquet.write_table(pa.table(columns).replace_schema_metadata(metadata), target)


def _cells(row: ExportRow) -> dict[str, Any]:
    low, high = row.occupants or (None, None)
    return {
        "id": row.id,
        "precision": row.precision.value,
        "lat": row.latitude,
        "lon": row.longitude,
        "radius_km_90": row.radius_km_90,
        "probability": round(row.probability, 3),
        "supported": row.supported,
        "function": row.function,
        "active_from": row.active_from,
        "active_to": row.active_to,
        "occupants_low": low,
        "occupants_high": high,
        "cells": "|".join(row.cells),
        "regions": "|".join(row.regions),
        "sightings": "|".join(row.sightings),
    }


def _properties(row: ExportRow) -> dict[str, Any]:
    properties = _cells(row)
    for several in ("cells", "regions", "sightings"):
        properties[several] = list(getattr(row, several))
    radius = properties["radius_km_90"]
    if radius is not None and radius == float("inf"):
        properties["radius_km_90"] = None
    return {name: value for name, value in properties.items() if name != "id"}


def _harmless(value: Any) -> Any:
    """Text that a spreadsheet would run is set behind an apostrophe."""
    if isinstance(value, str) and value.startswith(_RUN_BY_SPREADSHEETS):
        return f"'{value}"
    return value


def _geometry(row: ExportRow) -> dict[str, Any] | None:
    if row.precision is Precision.POINT:
        return {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    if not row.cells:
        return None
    parts = [
        [[[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in ring] for ring in polygon]
        for polygon in polygons(row.cells)
    ]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _wkb(row: ExportRow) -> bytes | None:
    """Well-known binary (OGC 06-103r4, 8.2), little-endian; None without a geometry."""
    if row.precision is Precision.POINT:
        return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, row.longitude, row.latitude)
    if not row.cells:
        return None
    parts = [_wkb_polygon(polygon) for polygon in polygons(row.cells)]
    if len(parts) == 1:
        return parts[0]
    return struct.pack("<BII", _LITTLE_ENDIAN, _MULTIPOLYGON, len(parts)) + b"".join(parts)


def _wkb_polygon(polygon: Polygon) -> bytes:
    written = struct.pack("<BII", _LITTLE_ENDIAN, _POLYGON, len(polygon))
    for ring in polygon:
        written += struct.pack("<I", len(ring))
        written += b"".join(
            struct.pack("<dd", round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in ring
        )
    return written


def _geo(rows: Sequence[ExportRow]) -> dict[str, Any]:
    """The metadata of GeoParquet 1.1; without `crs` the coordinates are OGC:CRS84."""
    geometries = [geometry for row in rows if (geometry := _geometry(row)) is not None]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({geometry["type"] for geometry in geometries}),
        "orientation": "counterclockwise",
        "edges": "planar",
    }
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
