"""Who is one person: rows that were inferred from all sources together, and can be made again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from habeas.model import CaseDamaged, Plain
from habeas.store.row_digest import digest_of, insert_with_digest, intact, stored_form
from habeas.store.schema import person as person_table
from habeas.store.schema import person_record as record_table
from habeas.store.schema import resolution as resolution_table

TABLES: tuple[Table, ...] = (resolution_table, person_table, record_table)


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """One record with the person it belongs to.

    `content` is what the record says, in plain values; `links` holds, for each later record that
    it was compared with, [its ordinal, the log odds that both are one human, whether barred].
    """

    id: str
    source: str
    person: str
    content: Mapping[str, Plain]
    links: tuple[tuple[int, float, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptResolution:
    """Which records are one person: by which version, from what (`inputs`, SHA-256 in hex).

    `persons` are ids in the order of their first record; `content` holds figures and notes.
    """

    resolver: str
    inputs: str
    persons: tuple[str, ...]
    records: tuple[KeptRecord, ...]
    content: Mapping[str, Plain] = field(default_factory=dict)


def put(connection: Connection, kept: KeptResolution) -> None:
    """Replace the resolution of the case by this one."""
    drop(connection)
    whole: dict[str, Any] = {
        "number": 1,
        "resolver": kept.resolver,
        "inputs": kept.inputs,
        "records": len(kept.records),
        "persons": len(kept.persons),
        "content": stored_form(kept.content, "resolution"),
    }
    insert_with_digest(connection, resolution_table, whole)
    sizes: dict[str, int] = dict.fromkeys(kept.persons, 0)
    for record in kept.records:
        sizes[record.person] += 1
    persons = [
        _digested({"ordinal": ordinal, "id": identity, "records": sizes[identity]})
        for ordinal, identity in enumerate(kept.persons)
    ]
    records = [_digested(_row(ordinal, record)) for ordinal, record in enumerate(kept.records)]
    for table, rows in ((person_table, persons), (record_table, records)):
        if rows:
            connection.execute(insert(table), rows)


def get(connection: Connection) -> KeptResolution | None:
    """The resolution of the case, if there is one. Raises CaseDamaged at an altered row."""
    row = _one(connection)
    if row is None:
        return None
    persons = tuple(str(item["id"]) for item in _rows(connection, person_table))
    records = tuple(map(_record, _rows(connection, record_table)))
    if (len(records), len(persons)) != (row["records"], row["persons"]):
        raise CaseDamaged(
            "records or persons are missing", where="resolution", remedy="run habeas rebuild"
        )
    content = json.loads(row["content"])
    return KeptResolution(row["resolver"], row["inputs"], persons, records, content)


def made_from(connection: Connection) -> tuple[str, str] | None:
    """The resolver and the digest of what it was given, if there is a resolution; unchecked."""
    row = connection.execute(select(resolution_table)).mappings().one_or_none()
    return None if row is None else (row["resolver"], row["inputs"])


def drop(connection: Connection) -> None:
    """Drop the resolution of the case, if there is one."""
    for table in reversed(TABLES):
        connection.execute(delete(table))


def faults(connection: Connection, sources: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the resolution, as (where, what): counts, sources that are not there."""
    # Read unchecked: that a row was altered is found, and named, with the other rows.
    row = connection.execute(select(resolution_table)).mappings().one_or_none()
    for table, name in ((person_table, "persons"), (record_table, "records")):
        found = connection.execute(select(func.count()).select_from(table)).scalar_one()
        expected = row[name] if row is not None else 0
        if found != expected:
            yield "resolution", f"{expected} {name} were kept, {found} are there"
    named = connection.execute(select(record_table.c.source).distinct()).scalars()
    for sha256 in sorted(set(named) - sources):
        yield f"records of {sha256}", "there is no such source"


def _one(connection: Connection) -> Mapping[str, Any] | None:
    row = connection.execute(select(resolution_table)).mappings().one_or_none()
    return None if row is None else intact(dict(row), "resolution")


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    for row in connection.execute(select(table).order_by(table.c.ordinal)).mappings():
        yield intact(dict(row), f"{table.name} {row['id']}")


def _row(ordinal: int, record: KeptRecord) -> dict[str, Any]:
    return {
        "ordinal": ordinal,
        "id": record.id,
        "source": record.source,
        "person": record.person,
        "content": stored_form(record.content, f"record {record.id}"),
        "links": stored_form(record.links, f"record {record.id}"),
    }


def _digested(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "digest": digest_of(row)}


def _record(row: Mapping[str, Any]) -> KeptRecord:
    links = tuple((other, odds, barred) for other, odds, barred in json.loads(row["links"]))
    return KeptRecord(row["id"], row["source"], row["person"], json.loads(row["content"]), links)
