"""A map of sites over time: which of its groups to show in which period, for a slider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.figures.site_map import MappedSite, group_id

_LONGEST_BY_QUARTER_YEARS = 8
_MOST_FRAMES = 150


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """A period, and the sites that may have been in use in it.

    `label` is what the slider says. `active` are ids of sites whose use may overlap the period,
    `undated` those of which nobody knows when. `groups` are the ids of the picture's groups to
    show, of both; `rows` the numbers of the rows of its table, from 0.
    """

    label: str
    first: date
    last: date
    active: tuple[str, ...]
    undated: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[int, ...]


def site_frames(sites: Sequence[MappedSite], *, name: str) -> tuple[SiteFrame, ...]:
    """The frames of `site_map(sites, …, name=name)`: quarters, or years for more than 8 years.

    An end that is not known is open: the site is shown to that end of the slider. () if no site
    has a date.
    """
    days = [day for site in sites for day in (site.began, site.ended) if day is not None]
    if not days:
        return ()
    periods = _periods(min(days), max(days))
    return tuple(_frame(sites, name, *period) for period in periods)


def _frame(
    sites: Sequence[MappedSite], name: str, label: str, first: date, last: date
) -> SiteFrame:
    undated = [n for n, site in enumerate(sites) if site.began is None and site.ended is None]
    active = [
        n
        for n, site in enumerate(sites)
        if n not in undated
        and (site.began is None or site.began <= last)
        and (site.ended is None or site.ended >= first)
    ]
    shown = sorted((*active, *undated))
    return SiteFrame(
        label,
        first,
        last,
        tuple(sites[n].id for n in active),
        tuple(sites[n].id for n in undated),
        tuple(group_id(name, n + 1) for n in shown),
        tuple(shown),
    )


def _periods(first: date, last: date) -> list[tuple[str, date, date]]:
    """Whole quarters or years from the first day to the last, as (label, first, last)."""
    years = last.year - first.year + 1
    if years <= _LONGEST_BY_QUARTER_YEARS:
        begins = (first.month - 1) // 3
        ends = (years - 1) * 4 + (last.month - 1) // 3
        return [_quarter(first.year + n // 4, n % 4) for n in range(begins, ends + 1)]
    step = -(-years // _MOST_FRAMES)
    return [
        _years(year, min(year + step - 1, last.year))
        for year in range(first.year, last.year + 1, step)
    ]


def _years(first: int, last: int) -> tuple[str, date, date]:
    label = str(first) if first == last else f"{first}–{last}"
    return label, date(first, 1, 1), date(last, 12, 31)


def _quarter(year: int, number: int) -> tuple[str, date, date]:
    first = date(year, 3 * number + 1, 1)
    last = (first + timedelta(days=100)).replace(day=1) - timedelta(days=1)
    return f"{year}, quarter {number + 1}", first, last
