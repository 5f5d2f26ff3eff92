"""Words into surfaces: how likely a description is, wherever the place may lie."""

from habeas.places.likelihood.anchors import Anchors, Names
from habeas.places.likelihood.choice import Choice, choice_of
from habeas.places.likelihood.ground import Ground, Places, ground_of
from habeas.places.likelihood.settings import LikelihoodSettings
from habeas.places.likelihood.telling import Listener, Told

__all__ = [
    "Anchors",
    "Choice",
    "Ground",
    "LikelihoodSettings",
    "Listener",
    "Names",
    "Places",
    "Told",
    "choice_of",
    "ground_of",
]
