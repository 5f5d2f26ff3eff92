"""What an audience may see of a case's sites, as bytes, with the memory of what was told before.

The memory lies in the ledger, in the entries of exports: whatever the case learns later, and
whoever lays several exports over each other, no site is narrowed down by that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from habeas.model import Confidentiality, WrongUsage, canonical_json, from_plain

if TYPE_CHECKING:
    from habeas.places import SitesFound, export
    from habeas.store import Export

MEDIA_TYPES = {
    ".geojson": "application/geo+json",
    ".json": "application/geo+json",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class SiteExport:
    """A file for an audience; `disclosed` is to be kept in the ledger before the file leaves.

    `disclosed` is None where nothing was coarsened, for all audiences but the public.
    """

    content: bytes
    media_type: str
    rows: int
    disclosed: str | None
    notes: tuple[str, ...]


def check_site_format(suffix: str) -> None:
    """Refuse a kind of file that is not written, before any work is done. WrongUsage."""
    if suffix not in MEDIA_TYPES:
        raise WrongUsage(
            f"sites are not written as {suffix or 'a file without an ending'}",
            remedy=f"name a file that ends in {', '.join(MEDIA_TYPES)}",
        )


def site_export(
    found: SitesFound,
    *,
    suffix: str,
    audience: Confidentiality,
    as_of: date,
    earlier: Iterable[Export],
) -> SiteExport:
    """The sites for this audience. `earlier` are the exports that the ledger knows, in order.

    Raises WrongUsage for a kind of file that is not written.
    """
    check_site_format(suffix)
    from habeas.language import Gazetteer
    from habeas.places import export, towns_around

    told = [each.disclosed for each in earlier if each.disclosed is not None]
    before = from_plain(export.Disclosed, json.loads(told[-1])) if told else export.Disclosed()
    coarse = audience is Confidentiality.PUBLIC
    published = export.publish(
        [export.SiteRow.of(site) for site in found.sites],
        audience.value if coarse else export.RESTRICTED,
        as_of=as_of,
        disclosed=before,
        places=towns_around(found.sites, before, Gazetteer.open()),
    )
    if suffix == ".csv":
        content = export.csv_text(published.rows).encode()
    elif suffix == ".parquet":
        content = _parquet(published)
    else:
        collection = json.loads(export.geojson_text(published.rows, published.notes))
        collection["audience"] = audience.value
        content = f"{json.dumps(collection, ensure_ascii=False, indent=1)}\n".encode()
    return SiteExport(
        content,
        MEDIA_TYPES[suffix],
        len(published.rows),
        canonical_json(published.disclosed).decode() if coarse else None,
        published.notes,
    )


def _parquet(published: export.Published) -> bytes:
    from habeas.places import export

    written = BytesIO()
    export.write_geoparquet(published.rows, written, published.notes)
    return written.getvalue()
