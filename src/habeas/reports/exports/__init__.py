"""Claims and persons as data: FollowTheMoney, CSV and Parquet, with what each rests on.

    made = claims_export(content, ".csv")           # content as of a dossier, for its audience
    made = people_export(content, people, ".ftm.json")

What may leave is decided where the content comes from (`habeas.pipeline.what_stops`); nothing is
added here that the dossier of the same content does not hold.
"""

from habeas.reports.exports.files import (
    DATA_FORMATS,
    MadeExport,
    check_data_format,
    claims_export,
    data_export,
    data_suffix,
    people_export,
)
from habeas.reports.exports.table import harmless

__all__ = [
    "DATA_FORMATS",
    "MadeExport",
    "check_data_format",
    "claims_export",
    "data_export",
    "data_suffix",
    "harmless",
    "people_export",
]
