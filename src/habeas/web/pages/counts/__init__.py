"""Counts: how many are missing, by which lists and methods, and how far that can be relied on."""

from habeas.web.page import Page, Room
from habeas.web.pages.counts import listing, parts, total
from habeas.web.section import Section
from habeas.web.speech import N_

ROOM = Room(
    pages=(
        Page(
            path="/counts",
            name="counts",
            title=N_("Counts"),
            template="counts/listing.html",
            view=listing.listing,
            summary="Every table that was counted, with its total or the reason why it has none",
            section=Section.COUNTS,
            sheets={"totals": listing.totals_sheet},
        ),
        Page(
            path="/counts/{key}",
            name="count",
            title=N_("How many"),
            template="counts/total.html",
            view=total.total,
            summary="One total: overlap of the lists, estimates by method, what they rest on",
            section=Section.COUNTS,
            sheets={"methods": total.methods_sheet, "overlap": total.overlap_sheet},
        ),
        Page(
            path="/counts/{key}/sensitivity",
            name="count_sensitivity",
            title=N_("Sensitivity"),
            template="counts/sensitivity.html",
            view=parts.sensitivity,
            summary="How one total moves with what no list can show",
            section=Section.COUNTS,
            sheets={"curves": parts.curves_sheet},
        ),
        Page(
            path="/counts/{key}/strata",
            name="count_strata",
            title=N_("Strata"),
            template="counts/strata.html",
            view=parts.strata,
            query=parts.StrataQuery,
            summary="One total parted by a column of its list",
            section=Section.COUNTS,
            sheets={"strata": parts.strata_sheet},
        ),
    )
)
