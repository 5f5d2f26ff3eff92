"""Lists of people in: from CSV and Parquet files to records."""

from habeas.people.reading.read import ReadRecords, read_records
from habeas.people.reading.table import SkippedRow

__all__ = ["ReadRecords", "SkippedRow", "read_records"]
