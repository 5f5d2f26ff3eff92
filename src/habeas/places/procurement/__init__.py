"""Purchases of food for closed institutions: an alarm beside the declared population."""

from habeas.places.procurement.anomalies import find_anomalies
from habeas.places.procurement.contract import Institution, Norm, Purchase
from habeas.places.procurement.finding import COLUMNS, KitchenFinding, ProcurementFinding
from habeas.places.procurement.floor_space import lawful_capacity
from habeas.places.procurement.norms import NormsRead, checked_norms, norms_of, read_norms
from habeas.places.procurement.populations import (
    InstitutionsRead,
    institutions_of,
    read_institutions,
)
from habeas.places.procurement.reading import PurchasesRead, purchases_of, read_purchases
from habeas.places.procurement.telling import (
    NOTICE,
    caveats,
    cells,
    sentence,
    standing_caveats,
)

__all__ = [
    "COLUMNS",
    "NOTICE",
    "Institution",
    "InstitutionsRead",
    "KitchenFinding",
    "Norm",
    "NormsRead",
    "ProcurementFinding",
    "Purchase",
    "PurchasesRead",
    "caveats",
    "cells",
    "checked_norms",
    "find_anomalies",
    "institutions_of",
    "lawful_capacity",
    "norms_of",
    "purchases_of",
    "read_institutions",
    "read_norms",
    "read_purchases",
    "sentence",
    "standing_caveats",
]
