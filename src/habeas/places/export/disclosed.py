"""What the world has been told already: the memory that keeps later exports from telling more.

Whoever holds several exports lays them over each other. Two rules keep what they have in common as
large as what was told first:

- What is published of a site, once it is cells, is only ever replaced by cells that hold all of
  them: a cell, the block of cells under its parent, the block under that one's parent. H3 cells do
  not lie wholly inside their parent's outline, so a block is always the cells themselves, never
  the parent. When no block will do, first-level regions are told, and never cells again.
- Regions are told together with every region that the cells of the site touch, so that a border
  drawn through a cell cuts nothing off; they too are only ever replaced by more of them, and a
  cell is not told newly if the border of regions that were told may run through it.

No match between the sites of two runs is sure. So the rules for regions look at every record under
which the site may have been told of, not at its own alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class DisclosedSite:
    """What has been told of one site.

    `id` is its public name. `cells` are the last cells told, () if none were; `cells_ended` says
    that they no longer hold the site and that only regions are told from now on. `first_regions`
    are the regions told first, which a later cell must not stick out of; `regions` those told last.
    """

    id: str
    key: str = ""
    cells: tuple[str, ...] = ()
    cells_ended: bool = False
    first_regions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def with_cells(self, cells: Iterable[str]) -> DisclosedSite:
        """The record once these cells have been told. Raises ValueError if they are too few."""
        told = tuple(sorted(cells))
        if self.cells_ended or not set(self.cells) <= set(told):
            raise ValueError(f"{self.id}: cells that do not hold the cells told before")
        return replace(self, cells=told)

    def with_regions(self, regions: Iterable[str], *, cells_ended: bool) -> DisclosedSite:
        """The record once these regions have been told. Raises ValueError if they are too few."""
        told = tuple(sorted(regions))
        return replace(
            self,
            regions=told,
            first_regions=self.first_regions or told,
            cells_ended=self.cells_ended or (cells_ended and bool(self.cells)),
        )


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The records of one case, over all audiences but the restricted one, in order of telling."""

    sites: tuple[DisclosedSite, ...] = ()

    def next_id(self) -> str:
        """A public name that no site has."""
        return f"P{1 + max((int(site.id[1:]) for site in self.sites), default=0)}"

    def having(self, record: DisclosedSite) -> Disclosed:
        """The memory with this record added, or put in place of the one with its id."""
        if any(site.id == record.id for site in self.sites):
            kept = tuple(record if site.id == record.id else site for site in self.sites)
            return Disclosed(kept)
        return Disclosed((*self.sites, record))
