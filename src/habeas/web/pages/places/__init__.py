"""Places: where undisclosed sites may lie, on a map and as a table, and what each rests on."""

from habeas.web.page import Page, Raw, Room
from habeas.web.pages.places import drawn, named, site, sites
from habeas.web.section import Section
from habeas.web.speech import N_

ROOM = Room(
    pages=(
        Page(
            path="/places",
            name="places",
            title=N_("Places"),
            template="places/sites.html",
            view=sites.sites,
            query=sites.SitesQuery,
            summary="Undisclosed sites, each with its doubt",
            section=Section.PLACES,
            sheets={"sites": sites.sites_sheet},
        ),
        Page(
            path="/places/named",
            name="named_places",
            title=N_("Places named"),
            template="places/named.html",
            view=named.named,
            query=named.NamedQuery,
            summary="Places that claims name, with the reading of each name",
            section=Section.PLACES,
            sheets={"places": named.named_sheet},
        ),
        Page(
            path="/places/site/{id}",
            name="site",
            title=N_("Site"),
            template="places/site.html",
            view=site.site,
            summary="One site, with the evidence for and against it",
            section=Section.PLACES,
            sheets={"evidence": site.evidence_sheet},
        ),
    ),
    raws=(
        Raw(
            path="/places/map.json",
            name="map",
            answer=drawn.sites_map,
            summary="The sites and their probability surface, as GeoJSON",
        ),
    ),
)
