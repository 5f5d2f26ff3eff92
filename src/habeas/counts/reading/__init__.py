"""Tables in: overlap tables and lists of records, from bytes or from objects of a notebook."""

from habeas.counts.reading.columns import ColumnChoice
from habeas.counts.reading.memory import table_of, tables_of
from habeas.counts.reading.read import read_tables
from habeas.counts.reading.recognition import has_role, recognised
from habeas.counts.reading.tables import StratumKey, Tables

__all__ = [
    "ColumnChoice",
    "StratumKey",
    "Tables",
    "has_role",
    "read_tables",
    "recognised",
    "table_of",
    "tables_of",
]
