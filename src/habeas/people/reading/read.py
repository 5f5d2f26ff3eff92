"""Lists of people as records: from files, whatever their columns are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from habeas.model import InputRefused
from habeas.people.reading.columns import Roles, roles_of
from habeas.people.reading.delimited import delimited_table
from habeas.people.reading.parquet import MAGIC, parquet_table
from habeas.people.reading.people_list import PeopleList, read_list
from habeas.people.reading.table import SkippedRow, Table, stacked
from habeas.people.records import Events, Records
from habeas.people.text_column import TextColumn

_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_TEXTS = tuple("list name surname given patronymic born aged sex region place".split())


@dataclass(frozen=True, eq=False)
class ReadRecords:
    """The records of one or several files, remarks about them, and the rows that were left out.

    `len(records) + len(skipped)` is the number of rows that the files hold.
    """

    records: Records
    notes: tuple[str, ...]
    skipped: tuple[SkippedRow, ...]


def read_records(
    paths: Sequence[Path | str],
    *,
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
) -> ReadRecords:
    """The records in CSV and Parquet files, in the order of files and rows.

    Columns are recognised by their names in several languages (`data/columns.tsv`); `columns` says
    otherwise, column by role, for every file. Each file is a list unless a column names the list.
    Ids come from a column of ids, else they are the numbers of the rows, the header being row 1;
    where two files share an id, or have none, the file's name is put before it. Rows without a
    name, without an id, or with an id that an earlier row has are left out, each with its reason.
    Dates after `today` (else the day of the call) and such as there are not count as not said.

    Raises InputRefused for a file that is not there or no list of people, WrongUsage for a column
    that is not there, MissingExtra for Parquet without a library to read it.
    """
    if not paths:
        raise ValueError("no file is named")
    files = [Path(path) for path in paths]
    names = _names(files)
    lists = []
    for path, name in zip(files, names, strict=True):
        table = opened_table(path, name)
        roles = roles_of(table, columns or {})
        lists.append(_checked(read_list(table, roles, today or date.today()), roles))
    ids, notes = _ids(lists)
    texts: dict[str, TextColumn] = {
        field: stacked([one.texts[field] for one in lists]) for field in _TEXTS
    }
    records = Records.build(ids, events=_events(lists), rank=None, **texts)
    said = [note for one in lists for note in one.notes]
    skipped = tuple(row for one in lists for row in one.skipped)
    return ReadRecords(records, (*said, *notes), skipped)


def opened_table(path: Path, name: str) -> Table:
    """A file as a table, its columns not yet read. Errors as in `read_records`."""
    if path.is_dir():
        raise InputRefused("a folder", where=name, remedy="name the files of the lists")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputRefused(
            "there is no such file", where=name, remedy="check the spelling"
        ) from None
    if content.startswith(_ARCHIVES):
        raise InputRefused("a spreadsheet or an archive", where=name, remedy="save the list as CSV")
    if content.startswith(MAGIC):
        return parquet_table(content, name)
    return delimited_table(content, name)


def _names(paths: Sequence[Path]) -> list[str]:
    """The names of the files; where two have the same one, as the user wrote them."""
    names = [path.name for path in paths]
    if len(set(names)) == len(names):
        return names
    written = [str(path) for path in paths]
    for place, name in enumerate(written):
        if name in written[:place]:
            raise InputRefused("the file is named twice", where=name, remedy="name it once")
    return written


def _checked(one: PeopleList, roles: Roles) -> PeopleList:
    if not one.ids:
        reason = f"; {one.skipped[0]}" if one.skipped else ""
        raise InputRefused(
            f"no row can be read{reason}",
            where=one.file,
            remedy="see whether it is a list of people",
        )
    return one


def _ids(lists: Sequence[PeopleList]) -> tuple[list[str], list[str]]:
    """Ids that are unique in all files together, and what was done to make them so."""
    ids = [record for one in lists for record in one.ids]
    if len(lists) == 1 or (len(set(ids)) == len(ids) and all(one.has_ids for one in lists)):
        return ids, []
    told = [f"{one.file}:{record}" for one in lists for record in one.ids]
    why = "share ids" if all(one.has_ids for one in lists) else "have no ids"
    return told, [f"Files {why}, so the file's name stands before each id: {told[0]}."]


def _events(lists: Sequence[PeopleList]) -> Events:
    starts = np.cumsum([0, *(len(one.ids) for one in lists)])
    return Events(
        np.concatenate(
            [one.events.record + start for one, start in zip(lists, starts, strict=False)]
        ).astype(np.int32),
        np.concatenate([one.events.kind for one in lists]),
        np.concatenate([one.events.first for one in lists]),
        np.concatenate([one.events.last for one in lists]),
    )
