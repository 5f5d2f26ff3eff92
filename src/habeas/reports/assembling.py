"""From a record to what a dossier holds of it: everything computed, nothing left to look up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from habeas.claims import EXTRACTOR
from habeas.model import Confidentiality
from habeas.people import RESOLVER
from habeas.pipeline import (
    ResolvedPeople,
    Snapshot,
    corrected_places,
    corroborate,
    count,
    locate,
    oversee,
    settle_labels,
    summarise_people,
)
from habeas.reports.content import (
    CountedList,
    Deletion,
    DossierContent,
    SourceContent,
)
from habeas.sources import READER
from habeas.store import Failure, LedgerEntry

_WITHHELD = "(withheld: words without a label of their own)"


def assembled(
    record: Snapshot,
    people: ResolvedPeople | None,
    *,
    case_id: str,
    version: str,
    audience: Confidentiality = Confidentiality.CONFIDENTIAL,
) -> DossierContent:
    """The record, with its people, as a dossier for an audience; `version` is that of Habeas.

    That nothing in it is above the audience is for the caller to see to. What no label can be given
    to, names of files that were left out and reasons of erasures, is withheld from all audiences
    but the confidential one, and the dossier says so.
    """
    located = corrected_places(record)
    labels = settle_labels(record, record.labels)
    inside = audience is Confidentiality.CONFIDENTIAL
    tools = [("habeas", version), ("reader", READER), ("extractor", EXTRACTOR)]
    if people is not None:
        tools.append(("resolver", RESOLVER))
    return DossierContent(
        case_id=case_id,
        investigators=record.investigators,
        head=record.head,
        checkpoint=record.checkpoint,
        sources=tuple(
            SourceContent(
                replace(item.source, confidentiality=labels.sources[item.source.sha256].label),
                item.document,
                item.problem,
                item.claims,
            )
            for item in record.sources
        ),
        judgements=record.judgements,
        unanchored=record.unanchored,
        located=located,
        estimates=_estimates(record),
        imports=record.imports,
        failures=tuple(record.failures if inside else map(_nameless, record.failures)),
        deletions=_deletions(record.erasures, inside=inside),
        people=summarise_people(people) if people is not None else None,
        oversight=oversee(record, people, located=located),
        sites=locate(record),
        events=corroborate(record),
        proposals_left_out=record.proposals_left_out,
        tools=tuple(tools),
        audience=audience,
    )


def _estimates(record: Snapshot) -> tuple[CountedList, ...]:
    return tuple(
        CountedList(item.source, item.sheet, item.estimate, item.table, item.reason, item.notes)
        for item in count((item.source, item.document) for item in record.sources)
    )


def _deletions(erasures: Iterable[LedgerEntry], *, inside: bool) -> tuple[Deletion, ...]:
    return tuple(
        Deletion(
            position=tombstone.position,
            erased=len((tombstone.payload or {}).get("erased", ())),
            reason=(tombstone.payload or {}).get("reason", "") if inside else _WITHHELD,
            author=tombstone.author,
            time=tombstone.time,
        )
        for tombstone in erasures
    )


def _nameless(failure: Failure) -> Failure:
    return replace(failure, untrusted_name=_WITHHELD, reason=_WITHHELD, remedy=None, container=None)
