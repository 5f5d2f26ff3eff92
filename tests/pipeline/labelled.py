"""A case of three invented papers that name people, with claims put in by hand; nobody exists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from habeas.claims import EXTRACTOR
from habeas.model import Confidentiality, Passage
from habeas.pipeline import (
    LabelsInForce,
    ResolvedPeople,
    case_labels,
    kept_people,
    resolve,
    snapshot,
)
from habeas.pipeline.audience import Obstacle, what_stops
from habeas.pipeline.labelling import record_label
from habeas.sources import READER
from habeas.store import CaseStore, Deposit
from tests.pipeline.corroborated import Written, claim_of, document_of, source_of
from tests.pipeline.resolver import by_name

PUBLIC, RESTRICTED, CONFIDENTIAL = Confidentiality

COURIER = Written("Courier", "Guards beat Taras Velmin at Orlyne in the night, Mira Brenko said.")
HERALD = Written("Herald", "Taras Velmin was beaten in the cellar of the colony at Orlyne.")
MONITOR = Written("Monitor", "Pavlo Drenik beat a prisoner at Orlyne, his cellmate told a lawyer.")


def put(store: CaseStore, written: Written, shift: int = 0, **fields: Any) -> str:
    """Put a paper and the one claim of it into a case; the claim's id."""
    source = source_of(written)
    store.put_source(Deposit(source, written.text.encode()))
    store.put_document(source.sha256, document_of(written), reader=READER)
    claim = claim_of(written, shift, **fields)
    store.put_claims(source.sha256, [claim], extractor=EXTRACTOR)
    return claim.id


def fill(store: CaseStore) -> dict[Written, str]:
    """All three papers; the claim of each. Two name Taras Velmin, the third a perpetrator."""
    return {
        COURIER: put(store, COURIER, victim="Taras Velmin"),
        HERALD: put(store, HERALD, victim="Taras Velmin"),
        MONITOR: put(store, MONITOR, actor="Pavlo Drenik"),
    }


def reread(store: CaseStore, written: Written, start: int = 0, end: int | None = None) -> str:
    """Give a paper another claim, of a later extractor, with these words of it; its id."""
    passage = Passage.of(written.text, start, end or len(written.text))
    content = (passage.start, passage.end)
    found = replace(claim_of(written, 7), passage=passage, content=content)
    store.put_claims(source_of(written).sha256, [found], extractor=EXTRACTOR)
    return found.id


def sha256_of(written: Written) -> str:
    """The hash of a paper's bytes."""
    return source_of(written).sha256


def label(store: CaseStore, subject: str, level: Confidentiality) -> None:
    """Label something."""
    record_label(store, subject, level, reason="as the family wished")


def release(store: CaseStore, level: Confidentiality = PUBLIC) -> None:
    """Label every source."""
    for source in list(store.sources()):
        label(store, source.sha256, level)


def people(store: CaseStore) -> ResolvedPeople:
    """Resolve by equal names."""
    resolve(store, resolver=by_name)
    found = kept_people(store)
    assert found is not None
    return found


def labels(store: CaseStore) -> LabelsInForce:
    """The labels of a case as it stands."""
    return case_labels(store)


def stopping(
    store: CaseStore, audience: Confidentiality, *, at: int | None = None
) -> list[Obstacle]:
    """What stops a dossier for an audience."""
    head = store.head() if at is None else store.head_at(at)
    return list(what_stops(store, snapshot(store, head), kept_people(store), audience))
