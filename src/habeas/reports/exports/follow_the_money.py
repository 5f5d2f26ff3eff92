"""Entities of FollowTheMoney (JSON lines): documents, what claims tell, persons, and their ties.

Every entity that the machine proposes says so in `notes`, and which words it rests on: its `proof`
is the document, its `recordId` the claim or the record. Actors and victims are names only, not
entities: who is meant is not resolved by a claim.
https://followthemoney.tech/explorer/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from habeas.pipeline import ResolvedPeople
from habeas.reports.content import DossierContent
from habeas.reports.exports.claims import exported_statements, quantities_in_words
from habeas.reports.exports.people import told_rows
from habeas.reports.statements import CitedSource, Statement, cited_sources

Entity = dict[str, object]
_PARTIAL_DATE = (4, 7, 10)


def json_lines(entities: Iterable[Entity]) -> bytes:
    """One entity a line, with its keys in order."""
    lines = (json.dumps(item, ensure_ascii=False, sort_keys=True) + "\n" for item in entities)
    return "".join(lines).encode("utf-8", "replace")


def claim_entities(content: DossierContent) -> Iterator[Entity]:
    """A Document for each source, and an Event for each claim with the document as its proof."""
    yield from map(_document, cited_sources(content))
    yield from map(_event, exported_statements(content))


def person_entities(content: DossierContent, people: ResolvedPeople) -> Iterator[Entity]:
    """A Document for each source, a Person for each person, and what ties them, a Documentation."""
    yield from map(_document, cited_sources(content))
    known = {item.source.sha256 for item in content.sources}
    records = people.resolution.records
    for person, rows in sorted(told_rows(people).items()):
        likely = min(float(people.resolution.probability[row]) for row in rows)
        note = (
            f"Inferred: {len(rows)} records as one person, the least likely of them with "
            f"probability {likely:.2f}"
            if len(rows) > 1
            else "Read from 1 record"
        )
        yield _entity(
            person,
            "Person",
            name=[records.name[row] for row in rows],
            lastName=[records.surname[row] for row in rows],
            firstName=[records.given[row] for row in rows],
            fatherName=[records.patronymic[row] for row in rows],
            birthDate=[_date(records.born[row]) for row in rows],
            notes=[note],
        )
        for row in rows:
            anchor = people.anchors[row]
            if anchor.source not in known:
                continue
            place = f"row {anchor.row}" if anchor.row is not None else "text"
            yield _entity(
                f"record-{records.ids[row]}",
                "Documentation",
                document=[f"source-{anchor.source}"],
                entity=[person],
                role=[f"stands in {records.list[row]}, {place}"],
                recordId=[records.ids[row]],
            )


def _document(source: CitedSource) -> Entity:
    told, document = source.content.source, source.content.document
    published = told.published
    return _entity(
        f"source-{told.sha256}",
        "Document",
        title=[document.title if document else None],
        fileName=[told.name],
        mimeType=[told.media_type],
        author=[told.author or (document.author if document else None)],
        publisher=[told.publisher or (document.publisher if document else None)],
        publishedAt=[
            published.first.isoformat()
            if published and published.first and published.first == published.last
            else None
        ],
        notes=[f"SHA-256 {told.sha256}", f"source {source.number} of the dossier"],
    )


def _event(item: Statement) -> Entity:
    settled, claim, where = item.settled, item.claim, item.settled.location
    told_of = settled.date_role is not None and settled.date_role.value == "event"
    days = settled.interval if told_of else None
    passage = claim.passage
    return _entity(
        f"claim-{claim.id}",
        "Event",
        name=[item.kind],
        summary=[passage.quote],
        startDate=[days.first.isoformat() if days and days.first else None],
        endDate=[days.last.isoformat() if days and days.last else None],
        location=[settled.place],
        namesMentioned=[settled.actor, settled.victim],
        proof=[f"source-{item.source.content.source.sha256}"],
        recordId=[claim.id],
        description=[
            f"said by {item.speaker}",
            f"who: {settled.actor}" if settled.actor else None,
            f"to whom: {settled.victim}" if settled.victim else None,
            f"stance: {settled.stance}{', negated' if settled.negated else ''}",
            f"place proposed: {where.name} ({where.latitude:.4f}, {where.longitude:.4f})"
            if where
            else None,
            *(f"how many: {words}" for words in quantities_in_words(item)),
        ],
        notes=[
            f"statement {item.number}, {item.standing.value}",
            f"characters [{passage.start}, {passage.end}) of the text",
            f"read by {claim.origin}, confidence {claim.confidence:.2f}",
        ],
    )


def _date(born: str) -> str | None:
    """A birth date that FollowTheMoney takes: a year, a month or a day."""
    return born if len(born) in _PARTIAL_DATE else None


def _entity(identity: str, schema: str, /, **properties: Iterable[str | None]) -> Entity:
    """An entity; empty properties are left out, each value of one stands once."""
    kept: Mapping[str, list[str]] = {
        key: list(dict.fromkeys(value for value in values if value))
        for key, values in properties.items()
    }
    return {
        "id": identity,
        "schema": schema,
        "properties": {key: values for key, values in kept.items() if values},
    }
