"""A case of a thousand sources is still a dossier that one can open."""

from __future__ import annotations

import time
from dataclasses import replace
from hashlib import sha256

import pytest

from habeas.model import Claim
from habeas.reports import DossierContent, SourceContent, render_html
from tests.reports import invented

SOURCES, REPEATS = 1000, 9
ASSERTED = (invented.HEADLINE, invented.BEATING, invented.CELLAR, invented.EXHUMED)
DENIED = (invented.DENIAL, invented.NO_HARM)


@pytest.mark.ci
def test_a_thousand_sources_with_forty_claims_each_take_less_than_a_minute() -> None:
    content = thousand_sources()
    claims = sum(len(source.claims) for source in content.sources)
    begun = time.process_time()
    page = render_html(content)
    spent = time.process_time() - begun
    assert claims == 40_000
    assert page.count(b'<span class="q">') == claims
    assert spent < 60
    assert len(page) < 120_000_000


def thousand_sources() -> DossierContent:
    text = "\n\n".join([invented.REPORT] * REPEATS)
    document = invented.document_of(text)
    sources = []
    for number in range(SOURCES):
        claims = tuple(
            _moved(claim, copy * (len(invented.REPORT) + 2), number)
            for copy in range(REPEATS)
            for claim in ASSERTED + (DENIED if copy < 2 else ())
        )
        source = invented.source_of(f"{number}.txt", f"{number}{text}")
        sources.append(SourceContent(source, document, claims=claims))
    return replace(invented.case(), sources=tuple(sources), judgements={})


def _moved(claim: Claim, distance: int, number: int) -> Claim:
    passage = replace(
        claim.passage, start=claim.passage.start + distance, end=claim.passage.end + distance
    )
    return replace(
        claim,
        id=sha256(f"{number} {passage.start}".encode()).hexdigest()[:16],
        passage=passage,
        content=(claim.content[0] + distance, claim.content[1] + distance),
        quantities=(),
        evidence=(),
    )
