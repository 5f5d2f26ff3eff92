"""Supported sites over their surface: the picture that the dossier and `--chart` share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from habeas.figures import Figure, MappedSite, SurfaceCell, site_map

if TYPE_CHECKING:
    from habeas.places import Site


def sites_figure(sites: Sequence[Site], *, name: str) -> Figure:
    """A map of the sites with their table, in full detail: for restricted eyes only.

    `name` is the stem of the picture's ids.
    """
    # The room of places loads compiled kernels, which a record without sites has no use for.
    from habeas.places import export

    rows = [export.SiteRow.of(site) for site in sites]
    cells = [SurfaceCell(ring, chance) for ring, chance in export.surface_cells(rows)]
    mapped = [
        MappedSite(
            id=site.id,
            latitude=site.latitude,
            longitude=site.longitude,
            radius_km_90=site.radius_km_90,
            probability=site.probability,
            supported=site.supported,
            began=site.began.middle if site.began else None,
            ended=site.ended.middle if site.ended else None,
        )
        for site in sites
    ]
    return site_map(mapped, cells, name=name, title="Where supported sites may lie")
