"""How coarsely a site is told of: the choice of cells or regions, given what was told before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from habeas.places.export.disclosed import DisclosedSite
from habeas.places.export.land import Land, held, ladder, masses, within
from habeas.places.export.row import ExportSettings, Precision, SiteRow


def coarsened(
    site: SiteRow,
    record: DisclosedSite,
    others: Sequence[DisclosedSite],
    land: Land,
    settings: ExportSettings,
    *,
    by_region: bool,
) -> tuple[Precision, DisclosedSite] | None:
    """The precision to tell, and the record once it is told; None if even countries say too much.

    The row then tells the record's cells (CELL, BLOCK) or its regions (REGION). `others` are the
    records under which the same site may have been told of before, for all that is known.
    """
    if not by_region and not record.cells_ended:
        cells = _cells(site, record, others, land, settings)
        if cells:
            precision = Precision.CELL if len(cells) == 1 else Precision.BLOCK
            return precision, record.with_cells(cells)
    regions = _regions(site, record, others, land, settings)
    if not regions:
        return None
    return Precision.REGION, record.with_regions(regions, cells_ended=not by_region)


def _cells(
    site: SiteRow,
    record: DisclosedSite,
    others: Sequence[DisclosedSite],
    land: Land,
    settings: ExportSettings,
) -> tuple[str, ...]:
    """The fewest cells that may be told and hold the site; () if none do."""
    mass = masses(site.surface)
    if record.cells:
        return _grown(record, mass, land, settings)
    if not mass:
        return ()
    for level in range(3):
        cells = max(
            {ladder(cell)[level] for cell in mass}, key=lambda block: (held(mass, block), block)
        )
        if held(mass, cells) < settings.share:
            continue
        likeliest = max(cells, key=lambda cell: (mass.get(cell, 0.0), cell))
        # A block told in place of a cell in which hardly anybody lives would point at that cell.
        if land.living_in([likeliest]) < settings.least_places:
            return ()
        touched = land.regions_touched(cells)
        own = not record.first_regions or _shares(touched, record.first_regions) == {True}
        # Where some of the regions touched were told, their border may run through the cells.
        cut = any(len(_shares(touched, other.first_regions)) == 2 for other in others)
        return cells if own and not cut else ()
    return ()


def _grown(
    record: DisclosedSite, mass: dict[str, float], land: Land, settings: ExportSettings
) -> tuple[str, ...]:
    """The cells told before, or the block that holds them and, by now, the site."""
    told = set(record.cells)
    if held(mass, told) >= settings.kept_share:
        return record.cells
    for block in ladder(record.cells[0]):
        # Whoever knows both takes the cells left from the block: what remains must hide it as well.
        if (
            told < set(block)
            and held(mass, block) >= settings.kept_share
            and land.living_in(set(block) - told) >= settings.least_places
        ):
            return block
    return ()


def _regions(
    site: SiteRow,
    record: DisclosedSite,
    others: Sequence[DisclosedSite],
    land: Land,
    settings: ExportSettings,
) -> tuple[str, ...]:
    """All regions told before or touched by the cells told, and those that hold the site."""
    needed = {*record.regions, *land.regions_touched(record.cells)}
    reached = 0.0
    for code, share in sorted(land.regions_of(site.surface).items(), key=lambda c: (-c[1], c[0])):
        if reached >= settings.share - 1e-9:
            break
        reached += share
        needed.add(code)
    if not needed or reached < settings.kept_share:
        return ()
    own = frozenset(needed)
    for other in others:
        touched = land.regions_touched(other.cells)
        if touched & own:
            needed |= touched
    for regions in (_merged(needed), _merged({code.partition("-")[0] for code in needed})):
        if _hides(regions, record, land, settings.least_places):
            return regions
    return ()


def _hides(regions: tuple[str, ...], record: DisclosedSite, land: Land, least_places: int) -> bool:
    """Whether enough places remain for whoever asks why regions are told, and why these.

    The reason may be that the site lies in a cell of hardly any places, and then all such cells of
    the regions must hold enough of them; that it left the cells told; or the regions told.
    """
    hidden = land.sparse_in_regions(regions, least_places)
    left = land.living_in_regions(regions, outside=record.cells)
    added = [code for code in regions if not within(code, record.regions)]
    entered = land.living_in_regions(added, outside=()) if added else least_places
    return (hidden == 0 or hidden >= least_places) and min(left, entered) >= least_places


def _merged(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes without regions of countries that are among them."""
    known = set(codes)
    return tuple(
        sorted(code for code in known if "-" not in code or code.partition("-")[0] not in known)
    )


def _shares(codes: Iterable[str], regions: Collection[str]) -> set[bool]:
    """Whether the codes lie in the regions: all (True), none (False), or some of them (both)."""
    return {within(code, regions) for code in codes}
