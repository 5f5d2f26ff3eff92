"""Facilities: tables that users bring, and which facility a fragment of a paper names."""

from habeas.places.facilities.facility import Facility, FacilityTable, Official, RefusedFacility
from habeas.places.facilities.finding import FacilityCandidate, find_facility
from habeas.places.facilities.reading import read_facilities

__all__ = [
    "Facility",
    "FacilityCandidate",
    "FacilityTable",
    "Official",
    "RefusedFacility",
    "find_facility",
    "read_facilities",
]
