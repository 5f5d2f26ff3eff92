"""A source opens as fast in a case of 100,000 claims as in a small one."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pytest
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.claims import EXTRACTOR, claim_id
from habeas.model import Claim, Document, Passage, Provenance, Source
from habeas.sources import READER
from habeas.store import CaseStore, Deposit
from habeas.web import build_app
from habeas.web.security import Gate
from tests.pipeline.making import CHEAP, INVESTIGATOR, PASSPHRASE
from tests.reports import invented
from tests.web.conftest import log_in

SOURCES = 2_500
CLAIMS = 40
TOGETHER = 250
FIRST_PAINT = 0.3
MOMENT = datetime(2031, 3, 2, 9, 30, tzinfo=UTC)


def text_of(number: int) -> str:
    lines = [
        f"Guards beat prisoner {number * CLAIMS + line} at the Orrin colony, a witness said."
        for line in range(CLAIMS)
    ]
    return "\n\n".join(lines)


def described(number: int) -> tuple[Source, bytes]:
    data = text_of(number).encode()
    found = Provenance(f"invented/{number}.txt", MOMENT, INVESTIGATOR)
    return Source(hashlib.sha256(data).hexdigest(), len(data), "text/plain", (found,)), data


def claims_in(document: Document, source: Source) -> Iterator[Claim]:
    model = invented.claim_of(invented.REPORT, "Guards beat captives at Orlyne, report says")
    for block in document.blocks:
        passage = Passage.of(document.text, block.start, block.end)
        yield replace(
            model,
            id=claim_id(source.sha256, passage.start, passage.end),
            passage=passage,
            content=(block.start, block.end),
            evidence=(),
            quantities=(),
            place=None,
            occurrences=(),
        )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """100,000 invented claims in 2,500 sources, and a judgement in each fiftieth source."""
    folder: Path = tmp_path_factory.mktemp("large") / "case"
    with CaseStore.create(
        folder, passphrase=PASSPHRASE, investigator=INVESTIGATOR, encrypted=False, key_cost=CHEAP
    ) as store:
        for first in range(0, SOURCES, TOGETHER):
            batch = [described(number) for number in range(first, first + TOGETHER)]
            store.put_sources(Deposit(source, data) for source, data in batch)
            for source, data in batch:
                document = invented.document_of(data.decode())
                store.put_document(source.sha256, document, reader=READER)
                found = list(claims_in(document, source))
                store.put_claims(source.sha256, found, extractor=EXTRACTOR)
        case = Case(store)
        for number in range(0, SOURCES, 50):
            source, _ = described(number)
            kept = next(iter(store.claims(source=source.sha256)))
            case.judge(kept.claim.id, "confirm", reason="measured")
        yield case


@pytest.mark.long
def test_a_source_opens_at_once_in_a_large_case(large: Case, gate: Gate) -> None:
    """Before anything of the whole record was computed: the median of five openings."""
    app = build_app(large, gate)
    with TestClient(app, base_url=gate.origin, follow_redirects=False) as browser:
        log_in(browser, gate)
        taken = []
        for number in (0, 50, 1_000, 1_234, SOURCES - 1):
            source, _ = described(number)
            started = time.perf_counter()
            answer = browser.get(f"/sources/{source.sha256}")
            taken.append(time.perf_counter() - started)
            assert answer.status_code == 200
            assert answer.text.count('class="claim-card') == CLAIMS
        print(f"\none source of {SOURCES:,}: {', '.join(f'{1000 * one:.0f}' for one in taken)} ms")
        started = time.perf_counter()
        assert browser.get("/sources").status_code == 200
        print(f"the list: {1000 * (time.perf_counter() - started):.0f} ms")
        assert median(taken) < FIRST_PAINT
