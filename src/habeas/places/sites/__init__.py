"""Sites from many weak sightings, by joint data association."""

from habeas.places.sites.adding import add_sighting
from habeas.places.sites.found import (
    DateRange,
    Diagnostics,
    Influence,
    Interval,
    Membership,
    Site,
    SitesFound,
    SourceTable,
)
from habeas.places.sites.infer import infer_sites
from habeas.places.sites.settings import SiteSettings

__all__ = [
    "DateRange",
    "Diagnostics",
    "Influence",
    "Interval",
    "Membership",
    "Site",
    "SiteSettings",
    "SitesFound",
    "SourceTable",
    "add_sighting",
    "infer_sites",
]
