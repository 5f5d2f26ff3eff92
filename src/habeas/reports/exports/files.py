"""Which files claims and persons are written as."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from habeas.model import WrongUsage
from habeas.pipeline import ResolvedPeople
from habeas.reports.content import DossierContent
from habeas.reports.exports.claims import claims_table
from habeas.reports.exports.follow_the_money import claim_entities, json_lines, person_entities
from habeas.reports.exports.people import people_table
from habeas.reports.exports.table import ExportTable, csv_bytes, parquet_bytes

FOLLOW_THE_MONEY = ".ftm.json"
# The whole ending of a file's name, and its media type.
DATA_FORMATS = {
    FOLLOW_THE_MONEY: "application/x-ndjson",
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class MadeExport:
    """A file that may leave: its bytes, media type, and how many claims or persons it tells of."""

    content: bytes
    media_type: str
    count: int


def data_suffix(file_name: str | PurePath) -> str:
    """The ending of a file's name that says its format. Raises WrongUsage for another one."""
    name = PurePath(file_name).name.casefold()
    for suffix in DATA_FORMATS:
        if name.endswith(suffix):
            return suffix
    raise WrongUsage(
        "claims and persons are not written as such a file",
        where=str(file_name),
        remedy=f"name a file that ends in {', '.join(DATA_FORMATS)}",
    )


def check_data_format(file_name: str | PurePath) -> None:
    """Refuse a file name whose format is not written, before any work is done. WrongUsage."""
    data_suffix(file_name)


def data_export(
    what: str, content: DossierContent, people: ResolvedPeople | None, suffix: str
) -> MadeExport:
    """The `claims` or the `people` of a dossier's content as a file. Raises WrongUsage."""
    if what == "claims":
        return claims_export(content, suffix)
    if what != "people":
        raise WrongUsage("this is not exported as data", where=what, remedy="claims or people")
    if people is None:
        raise WrongUsage("no record is about a person", remedy="add lists, or export claims")
    return people_export(content, people, suffix)


def claims_export(content: DossierContent, suffix: str) -> MadeExport:
    """Every claim of a dossier's content as a file of DATA_FORMATS.

    The content must have passed the check for its audience, as that of a dossier has. Raises
    WrongUsage for another ending, MissingExtra where Parquet cannot be written.
    """
    table = claims_table(content)
    if data_suffix(f"claims{suffix}") == FOLLOW_THE_MONEY:
        return _made(json_lines(claim_entities(content)), suffix, len(table.rows))
    return _made(_written(table, suffix), suffix, len(table.rows))


def people_export(content: DossierContent, people: ResolvedPeople, suffix: str) -> MadeExport:
    """Every person with their records as a file of DATA_FORMATS.

    `people` are those of the same record and head as the content; where the content was redacted,
    they must be as well. Raises WrongUsage for another ending, MissingExtra where Parquet cannot
    be written.
    """
    count = len(people.resolution)
    if data_suffix(f"people{suffix}") == FOLLOW_THE_MONEY:
        return _made(json_lines(person_entities(content, people)), suffix, count)
    return _made(_written(people_table(people), suffix), suffix, count)


def _written(table: ExportTable, suffix: str) -> bytes:
    return parquet_bytes(table) if suffix == ".parquet" else csv_bytes(table)


def _made(content: bytes, suffix: str, count: int) -> MadeExport:
    return MadeExport(content, DATA_FORMATS[suffix], count)
