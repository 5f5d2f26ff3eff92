"""A case of four invented documents, with claims put in by hand: no reader has a part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from habeas.claims import EXTRACTOR
from habeas.model import (
    NARRATOR,
    Attribution,
    Block,
    BlockKind,
    Claim,
    ClaimDate,
    DateInterval,
    DateRole,
    Document,
    Granularity,
    Modality,
    Passage,
    Place,
    PlaceCandidate,
    Provenance,
    Quantity,
    Source,
    Stance,
)
from habeas.sources import READER
from habeas.store import CaseStore, Deposit

ORLYNE = Place("Orlyne", (PlaceCandidate("Orlyne", 48.9, 36.4, "city", "XV", "XV-01", 0.9),))
THE_3RD = ClaimDate(DateInterval.on(date(2026, 2, 3)), Granularity.DAY, DateRole.EVENT)
COURIER = "At Orlyne on 3 February, guards beat 14 prisoners with batons, Mira Brenko said."
HERALD = "Fourteen men were beaten with batons in Orlyne that night, says Taras Olmyn."
MONITOR = "Nine prisoners were beaten in Orlyne on 3 February."
OFFICE = "No prisoners were beaten at Orlyne, the prison office says."


@dataclass(frozen=True)
class Written:
    """One document with one claim that is the whole of its text."""

    outlet: str
    text: str
    speaker: str = NARRATOR
    number: int | None = None
    stance: Stance = Stance.ASSERTS
    group: str | None = None


WRITTEN = (
    Written("Harbour Courier", COURIER, "Mira Brenko", 14),
    Written("Lower Orrin Herald", HERALD, "Taras Olmyn", 14),
    Written("Sedge Monitor", MONITOR, number=9),
    Written("Vastran Prison Office", OFFICE, "prison office", stance=Stance.DENIES),
)


def claim_of(written: Written, shift: int = 0, **fields: Any) -> Claim:
    """The claim of a document; another `shift` gives another id for the same words."""
    quantities: tuple[Quantity, ...] = ()
    if written.number is not None:
        n = float(written.number)
        quantities = (Quantity(n, n, n, "prisoners", "exact", 0, 2, counting_unit="person"),)
    values: dict[str, Any] = {
        "type": "torture",
        "stance": written.stance,
        "place": ORLYNE,
        "date": None if written.stance is Stance.DENIES else THE_3RD,
        "quantities": quantities,
        **fields,
    }
    return Claim(
        id=sha256(f"{written.text}{shift}".encode()).hexdigest()[:12],
        passage=Passage.of(written.text, 0, len(written.text)),
        content=(0, len(written.text)),
        type_scores=(),
        negated=False,
        modality=Modality.FACT,
        attribution=Attribution(written.speaker, chain=(written.speaker, written.outlet)),
        confidence=0.8,
        origin="rule:test@1",
        **values,
    )


def source_of(written: Written) -> Source:
    data = written.text.encode()
    found = Provenance(f"{written.outlet}.txt", datetime(2026, 3, 1, tzinfo=UTC), "Ila Morven")
    return Source(
        sha256=sha256(data).hexdigest(),
        size=len(data),
        provenance=(found,),
        media_type="text/plain",
        publisher=written.outlet,
        language="en",
        independence_group=written.group,
    )


def document_of(written: Written) -> Document:
    block = Block(BlockKind.PARAGRAPH, 0, len(written.text), "en")
    return Document(written.text, (block,), "text/plain", "utf-8", language="en")


def fill(store: CaseStore, written: Sequence[Written] = WRITTEN, shift: int = 0) -> list[str]:
    """Put the documents and their claims into a case; the claims' ids in their order."""
    ids = []
    for item in written:
        source = source_of(item)
        store.put_source(Deposit(source, item.text.encode()))
        store.put_document(source.sha256, document_of(item), reader=READER)
        claim = claim_of(item, shift)
        store.put_claims(source.sha256, [claim], extractor=EXTRACTOR)
        ids.append(claim.id)
    return ids
