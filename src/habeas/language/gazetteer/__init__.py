"""Names of places to places: countries, regions, towns and well-known areas of the world."""

from habeas.language.gazetteer.find import Gazetteer
from habeas.language.gazetteer.populated import PopulatedPlaces

__all__ = ["Gazetteer", "PopulatedPlaces"]
