"""Names of places to places: countries, regions, towns and well-known areas of the world."""

from habeas.language.gazetteer.find import Gazetteer

__all__ = ["Gazetteer"]
