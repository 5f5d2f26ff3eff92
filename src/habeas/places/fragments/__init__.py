"""Fragments of court and prison papers that name a facility, and the exact sightings they give."""

from habeas.places.fragments.find import find_fragments
from habeas.places.fragments.fragment import Fragment, FragmentKind, sighting_of

__all__ = ["Fragment", "FragmentKind", "find_fragments", "sighting_of"]
