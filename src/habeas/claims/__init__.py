"""Claims: who says that who did what to whom, where, when and how many.

A deterministic pipeline of rules over small syntactic models, for English, Russian and Ukrainian.
Floor 3 of the house: a pure function from a Document to Claims.
"""

from habeas.claims.coverage import Coverage, Fate, Stretch, coverage_of, stretches_of
from habeas.claims.extract import extract
from habeas.claims.grammars import READ_LANGUAGES, missing_extra
from habeas.claims.identity import claim_id
from habeas.claims.methods import Method, torture_methods
from habeas.claims.ontology import ClaimType, claim_types
from habeas.claims.prediction import prediction_lines
from habeas.claims.prepared import is_read
from habeas.claims.settings import EXTRACTOR, ExtractSettings

__all__ = [
    "EXTRACTOR",
    "READ_LANGUAGES",
    "ClaimType",
    "Coverage",
    "ExtractSettings",
    "Fate",
    "Method",
    "Stretch",
    "claim_id",
    "claim_types",
    "coverage_of",
    "extract",
    "is_read",
    "missing_extra",
    "prediction_lines",
    "stretches_of",
    "torture_methods",
]
