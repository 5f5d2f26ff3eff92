"""Claims: who says that who did what to whom, where, when and how many.

A deterministic pipeline of rules over a small syntactic model, for English. Floor 3 of the house:
a pure function from a Document to Claims.
"""

from habeas.claims.extract import extract
from habeas.claims.grammars import READ_LANGUAGES
from habeas.claims.identity import claim_id
from habeas.claims.ontology import ClaimType, claim_types
from habeas.claims.prediction import prediction_lines
from habeas.claims.prepared import is_read
from habeas.claims.settings import EXTRACTOR, ExtractSettings

__all__ = [
    "EXTRACTOR",
    "READ_LANGUAGES",
    "ClaimType",
    "ExtractSettings",
    "claim_id",
    "claim_types",
    "extract",
    "is_read",
    "prediction_lines",
]
