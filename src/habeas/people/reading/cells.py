"""A list of people whose rows somebody else has read: header and cells of a table of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from habeas.model import InputRefused
from habeas.people.reading.columns import Roles, roles_of
from habeas.people.reading.people_list import PeopleList, read_list
from habeas.people.reading.table import ReadColumns, Table
from habeas.people.text_column import TextColumn


def people_in(
    header: Sequence[str],
    cells: Sequence[Sequence[str]],
    ids: Sequence[str],
    *,
    name: str,
    today: date,
) -> PeopleList | None:
    """The people of a table of text, `cells` being n rows as wide as the header; None for a table
    without a column of names.

    `ids` (n,) are unique and stand for the rows: what the list itself calls an id may name one
    person in several rows. `name` is the list where no column says it. Rows that name nobody are
    left out, with their reason, numbered from 1 below the header.
    """

    def read(places: Sequence[int]) -> ReadColumns:
        columns = [
            TextColumn.of(ids if place == len(header) else [row[place] for row in cells])
            for place in places
        ]
        return ReadColumns(tuple(columns), np.arange(1, len(cells) + 1, dtype=np.int64))

    table = Table(name, tuple(column.strip() for column in header), read)
    try:
        roles = roles_of(table, {})
    except InputRefused:
        return None
    return read_list(table, Roles({**roles.places, "id": len(header)}, roles.notes), today)
