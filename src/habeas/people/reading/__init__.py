"""Lists of people in: from CSV and Parquet files to records."""

from habeas.people.reading.cells import people_in
from habeas.people.reading.columns import role_of_column
from habeas.people.reading.people_list import PeopleList
from habeas.people.reading.read import ReadRecords, read_records
from habeas.people.reading.table import SkippedRow

__all__ = ["PeopleList", "ReadRecords", "SkippedRow", "people_in", "read_records", "role_of_column"]
