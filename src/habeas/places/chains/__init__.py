"""Transfer chains: unknown nodes that must fit flows and travel times on both sides.

Stays of persons, in order, and the known facilities go in; hidden nodes with a surface each, and
every person's chain completed with probabilities, come out.
"""

from habeas.places.chains.find import find_hidden_nodes
from habeas.places.chains.finding import (
    ChainFinding,
    CompletedChain,
    Flow,
    HiddenNode,
    Standing,
    Whereabouts,
)
from habeas.places.chains.reading import (
    FacilityTable,
    StayTable,
    read_facility_points,
    read_stays,
)
from habeas.places.chains.settings import ChainSettings
from habeas.places.chains.stay import FacilityPoint, Leg, Stay
from habeas.places.refusal import Refusal

__all__ = [
    "ChainFinding",
    "ChainSettings",
    "CompletedChain",
    "FacilityPoint",
    "FacilityTable",
    "Flow",
    "HiddenNode",
    "Leg",
    "Refusal",
    "Standing",
    "Stay",
    "StayTable",
    "Whereabouts",
    "find_hidden_nodes",
    "read_facility_points",
    "read_stays",
]
