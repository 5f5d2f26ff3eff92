"""`habeas places chains`: unknown places between known ones, by the people moved through them."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.whole_file import ROWS_SHOWN, check_place, csv_bytes, write_whole
from habeas.language import Gazetteer
from habeas.model import printable
from habeas.places import chains

_WITH_FAILURES = 3
_COLUMNS = (
    "id", "label", "standing", "p", "lat", "lon", "radius_km_90", "p_within_50_km", "movements",
    "clusters", "active_from", "active_to", "arrivals_from", "departures_to",
)  # fmt: skip
_FLOWS = 5
# Degrees: some 300 km beyond the outermost facilities.
_MARGIN = 2.5
_Towns = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def find_nodes(stays: Path, facilities: Path, output: Path, *, seed: int, as_json: bool) -> int:
    """Find the hidden nodes and write a row for each; 3 when rows could not be used."""
    check_place(output, [stays, facilities], ".csv")
    told, points = chains.read_stays(stays), chains.read_facility_points(facilities)
    found = chains.find_hidden_nodes(
        told.stays,
        points.facilities,
        _towns_around(points.facilities),
        chains.ChainSettings(seed=seed),
    )
    rows = [_row(node) for node in found.nodes]
    write_whole(output, csv_bytes(_COLUMNS, rows))
    refused = [*told.refused, *points.refused, *found.refused]
    notes = [*told.notes, *points.notes, *found.notes]
    if as_json:
        lines = [f"row {item.row}: {item.reason} — {item.remedy}" for item in refused]
        print(json_line({"nodes": rows, "refused": lines, "notes": notes, "output": str(output)}))
        return _WITH_FAILURES if refused else 0
    for note in notes:
        print(printable(note), file=sys.stderr)
    known = f"{len(points.facilities):,} known facilities"
    print(
        f"{counted(len(told.stays), 'stay')}, {known}: {counted(len(found.nodes), 'hidden node')}"
    )
    for node in found.nodes:
        print(f"  {printable(_line(node))}")
    for item in refused[:ROWS_SHOWN]:
        said = f"row {item.row}: {item.reason} — {item.remedy}"
        print(f"not used: {printable(said)}", file=sys.stderr)
    if len(refused) > ROWS_SHOWN:
        print(f"not used: {counted(len(refused) - ROWS_SHOWN, 'row')} more", file=sys.stderr)
    return _WITH_FAILURES if refused else 0


def _towns_around(points: Sequence[chains.FacilityPoint]) -> _Towns | None:
    """The towns in which a hidden node may lie: those between and around the known facilities."""
    if not points:
        return None
    north, east = [point.latitude for point in points], [point.longitude for point in points]
    towns = Gazetteer.open().populated_between(
        min(north) - _MARGIN, max(north) + _MARGIN, min(east) - 2 * _MARGIN, max(east) + 2 * _MARGIN
    )
    return (towns.latitude, towns.longitude, towns.population) if len(towns) else None


def _line(node: chains.HiddenNode) -> str:
    who = node.label or node.id
    exists = f"{node.existence:.0%} one place, {counted(node.clusters, 'independent cluster')}"
    if node.standing is chains.Standing.UNPLACED:
        return f"{who}: {exists}; cannot be placed by these movements"
    latitude, longitude = node.centre
    radius = f"{node.radius_km_90:.0f} km" if math.isfinite(node.radius_km_90) else "no circle"
    where = f"near {latitude:.2f}, {longitude:.2f}; {radius} holds 90 %"
    return f"{who}: {exists}; {where}" + ("" if node.supported else "; weak: not to be relied on")


def _row(node: chains.HiddenNode) -> dict[str, Any]:
    placed = node.standing is not chains.Standing.UNPLACED
    arrivals = sorted(node.flows, key=lambda flow: -flow.arrivals)[:_FLOWS]
    departures = sorted(node.flows, key=lambda flow: -flow.departures)[:_FLOWS]
    return {
        "id": node.id,
        "label": node.label,
        "standing": node.standing.value,
        "p": round(node.existence, 4),
        "lat": round(node.centre[0], 4) if placed else None,
        "lon": round(node.centre[1], 4) if placed else None,
        "radius_km_90": round(node.radius_km_90, 1)
        if placed and math.isfinite(node.radius_km_90)
        else None,
        "p_within_50_km": round(node.near, 4) if placed else None,
        "movements": round(node.movements, 2),
        "clusters": node.clusters,
        "active_from": str(node.active.first or ""),
        "active_to": str(node.active.last or ""),
        "arrivals_from": "|".join(flow.facility for flow in arrivals if flow.arrivals >= 0.5),
        "departures_to": "|".join(flow.facility for flow in departures if flow.departures >= 0.5),
    }
