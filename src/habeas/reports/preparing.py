"""From a case to a dossier that may leave it: what an audience may not see stops it first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from habeas.model import Confidentiality, WrongUsage
from habeas.pipeline import (
    ResolvedPeople,
    Snapshot,
    find_head,
    people_at,
    refuse_above,
    snapshot,
    what_stops,
)
from habeas.reports.assembling import assembled
from habeas.reports.chapters import chosen_chapters
from habeas.reports.content import DossierContent
from habeas.reports.redaction import (
    RedactedDossier,
    RedactionReport,
    Redactions,
    redacted_dossier,
)
from habeas.store import CaseStore, Head


@dataclass(frozen=True, slots=True)
class DossierOrder:
    """What is wanted: as of which head, for whom, which chapters (None: all), without what."""

    at: str | int | None = None
    audience: Confidentiality = Confidentiality.CONFIDENTIAL
    chapters: tuple[str, ...] | None = None
    redactions: Redactions = field(default_factory=Redactions)


@dataclass(frozen=True)
class PreparedDossier:
    """What may be rendered in any format. `shown` are the SHA-256 (hex) of the sources in it.

    `people` are those of the record, redacted with it; None where no record is about a person.
    `redaction` says who is who, and is for the investigator alone; None where nothing was redacted.
    """

    content: DossierContent
    head: Head
    shown: tuple[str, ...]
    people: ResolvedPeople | None
    redacted: RedactedDossier | None = None

    @property
    def redaction(self) -> RedactionReport | None:
        """What was redacted, for the investigator alone."""
        return self.redacted.report if self.redacted else None

    def check_name(self, file_name: str) -> None:
        """Raises WrongUsage for a file's name that tells what was redacted."""
        if self.redacted is not None and self.redacted.finds(file_name):
            raise WrongUsage(
                "the name of the file tells what is redacted in it", remedy="name it otherwise"
            )


def prepared(
    store: CaseStore, order: DossierOrder, *, version: str, where: str | None = None
) -> PreparedDossier:
    """The dossier of a case; `version` is that of Habeas, `where` names it in an error.

    Raises AboveAudience for what the audience may not see, WrongUsage for an unknown head or
    chapter, InputRefused while sources wait to be read.
    """
    head = find_head(store, order.at)
    record = snapshot(store, head)
    # What stands in a source that is left out altogether cannot reach the audience: its records
    # count among the people, and are empty.
    seen = _without(record, order.redactions.sources)
    stopped = what_stops(store, seen, people_at(seen, store), order.audience)
    refuse_above(stopped, order.audience, where=where)
    people = people_at(record, store)
    chapters = chosen_chapters(order.chapters) if order.chapters is not None else None
    shown = tuple(item.source.sha256 for item in record.sources)
    if not order.redactions:
        content = assembled(
            record, people, case_id=store.case_id, version=version, audience=order.audience
        )
        return PreparedDossier(replace(content, chapters=chapters), head, shown, people)
    redacted = redacted_dossier(
        record,
        people,
        order.redactions,
        case_id=store.case_id,
        version=version,
        audience=order.audience,
    )
    content = replace(redacted.content, chapters=chapters)
    return PreparedDossier(content, head, (), redacted.people, redacted)


def _without(record: Snapshot, hashes: Iterable[str]) -> Snapshot:
    """The record without the sources whose SHA-256 begins so."""
    beginnings = tuple(hashes)
    if not beginnings:
        return record
    kept = tuple(item for item in record.sources if not item.source.sha256.startswith(beginnings))
    return replace(record, sources=kept)
