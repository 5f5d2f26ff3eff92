"""A small case in which every person, place, outlet and body is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from habeas.model import (
    NARRATOR,
    Attribution,
    Block,
    BlockKind,
    Cell,
    Claim,
    ClaimDate,
    Correction,
    DateInterval,
    DateRole,
    Document,
    Evidence,
    Granularity,
    Judgement,
    Modality,
    PageRun,
    Passage,
    Place,
    PlaceCandidate,
    Provenance,
    Publication,
    Quantity,
    Record,
    Source,
    Stance,
    Verdict,
)
from habeas.reports import Deletion, DossierContent, SourceContent
from habeas.store import Failure, Head, ImportBalance

COLLECTED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
INVESTIGATOR = "Ada Example"

REPORT = """Guards beat captives at Orlyne, report says

In late February 2026, guards at the Orlyne workshop beat more than 40 captives, Mira Tolvan told \
the Harbour Courier. "They held us in the cellar," said Tolvan, a nurse.

Governor Stal Brenn of the Vastran Prison Office denied that captives were beaten at Orlyne. \
The Vastran Prison Office does not harm anyone, Brenn said.

The body of a captive was exhumed in Lower Sedge on March 1, 2026.

Share this page"""

NOTE = """Zeznanie rodziny

Mężczyznę trzymano w piwnicy warsztatu."""

LIST = "name\tdate\nDarko Ilm\t2026-02-11\nPavlo Rien\t2026-02-12\n"


def source_of(name: str, content: str, **described: Any) -> Source:
    data = content.encode("utf-8", "surrogatepass")
    values = {"media_type": "text/plain", "language": "en", **described}
    return Source(
        sha256=sha256(data).hexdigest(),
        size=len(data),
        provenance=(Provenance(name, COLLECTED, INVESTIGATOR),),
        **values,
    )


def document_of(text: str, language: str = "en", **described: Any) -> Document:
    """Blocks at blank lines: the first is the title, `Share this page` is page noise."""
    blocks: list[Block] = []
    start = 0
    for part in text.split("\n\n"):
        kind = BlockKind.PARAGRAPH if blocks else BlockKind.TITLE
        kind = BlockKind.PAGE_NOISE if part.startswith("Share") else kind
        blocks.append(Block(kind, start, start + len(part.rstrip("\n")), language))
        start += len(part) + 2
    values = {"media_type": "text/plain", "encoding": "utf-8", "language": language, **described}
    return Document(text=text, blocks=tuple(blocks), **values)


def claim_of(text: str, quote: str, content: str | None = None, **fields: Any) -> Claim:
    start = text.index(quote)
    inner = text.index(content or quote, start)
    values: dict[str, Any] = {
        "type": "torture",
        "type_scores": (("torture", 0.8), ("abuse_general", 0.2)),
        "stance": Stance.ASSERTS,
        "negated": False,
        "modality": Modality.FACT,
        "attribution": Attribution(NARRATOR, chain=("Harbour Courier",)),
        "confidence": 0.75,
        "origin": "rule:test@1",
        **fields,
    }
    return Claim(
        id=sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        passage=Passage.of(text, start, start + len(quote)),
        content=(inner, inner + len(content or quote)),
        **values,
    )


def place(name: str, latitude: float, longitude: float, kind: str = "city") -> Place:
    first = PlaceCandidate(name, latitude, longitude, kind, "XV", "XV-01", 0.8)
    other = PlaceCandidate(f"{name} Minor", latitude + 3, longitude - 2, kind, "XV", None, 0.2)
    return Place(name, (first, other))


def dates(first: date, last: date, role: DateRole = DateRole.EVENT) -> ClaimDate:
    fine = Granularity.DAY if first == last else Granularity.PART_OF_MONTH
    return ClaimDate(DateInterval(first, last), fine, role)


ORLYNE = place("Orlyne", 48.9, 36.4)
TOLVAN = Attribution(
    "Mira Tolvan", "nurse", ("Harbour Courier",), ("Mira Tolvan", "Harbour Courier")
)
BRENN = Attribution("Stal Brenn", "Governor of the Vastran Prison Office")
_MORE_THAN_40 = REPORT.index("more than 40")

BEATING = claim_of(
    REPORT,
    REPORT[REPORT.index("In late") : REPORT.index(' "They')],
    "guards at the Orlyne workshop beat more than 40 captives",
    attribution=TOLVAN,
    actor="Vastran guards",
    victim="captives",
    place=ORLYNE,
    date=dates(date(2026, 2, 21), date(2026, 2, 28)),
    quantities=(
        Quantity(40, 41, None, "captives", "more_than", _MORE_THAN_40, _MORE_THAN_40 + 21),
    ),
    evidence=(
        Evidence("place", REPORT.index("Orlyne workshop"), REPORT.index("Orlyne workshop") + 6),
        Evidence("speaker", inferred_from="cue “told”"),
    ),
)
CELLAR = claim_of(
    REPORT,
    '"They held us in the cellar," said Tolvan, a nurse.',
    '"They held us in the cellar,"',
    type="detention",
    type_scores=(("detention", 0.9),),
    attribution=TOLVAN,
)
DENIAL = claim_of(
    REPORT,
    REPORT[REPORT.index("Governor") : REPORT.index(" The Vastran")],
    "captives were beaten at Orlyne",
    stance=Stance.DENIES,
    attribution=BRENN,
    place=ORLYNE,
)
NO_HARM = claim_of(
    REPORT,
    "The Vastran Prison Office does not harm anyone, Brenn said.",
    "The Vastran Prison Office does not harm anyone",
    type="official_denial",
    stance=Stance.DENIES,
    negated=True,
    attribution=BRENN,
)
EXHUMED = claim_of(
    REPORT,
    "The body of a captive was exhumed in Lower Sedge on March 1, 2026.",
    type="exhumation",
    place=place("Lower Sedge", 49.6, 35.1),
    date=dates(date(2026, 3, 1), date(2026, 3, 1)),
)
HEADLINE = claim_of(REPORT, "Guards beat captives at Orlyne, report says", block_kind="title")
CLAIMS = (HEADLINE, BEATING, CELLAR, DENIAL, NO_HARM, EXHUMED)

REPORT_SOURCE = source_of("courier.txt", REPORT, publisher="Harbour Courier")
NOTE_SOURCE = source_of("zeznanie.txt", NOTE, language="pl")
LIST_SOURCE = source_of("held.csv", LIST, media_type="text/csv")
FILM_SOURCE = source_of("film.mp4", "not a film", media_type="video/mp4", language=None)


def judged(claim: Claim, verdict: Verdict, reason: str, *set_right: Correction) -> Judgement:
    made = datetime(2026, 3, 5, 12, tzinfo=UTC)
    return Judgement(
        claim.id,
        REPORT_SOURCE.sha256,
        claim.passage,
        verdict,
        reason,
        INVESTIGATOR,
        made,
        set_right,
    )


def list_document() -> Document:
    records = tuple(
        Record(
            row,
            start,
            start + len(line),
            (
                Cell("name", line.split("\t")[0], start, start + line.index("\t")),
                Cell("date", line.split("\t")[1], start + line.index("\t") + 1, start + len(line)),
            ),
        )
        for row, (start, line) in enumerate(_lines_with_offsets(LIST)[1:], 1)
    )
    rows = [Block(BlockKind.TABLE_ROW, record.start, record.end) for record in records]
    return Document(LIST, tuple(rows), "text/csv", "utf-8", records=records)


def _lines_with_offsets(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append((start, line.rstrip("\n")))
        start += len(line)
    return found


def case() -> DossierContent:
    """Six statements: two confirmed or corrected, one rejected, three that nobody reviewed."""
    report = document_of(
        REPORT,
        title="Guards beat captives at Orlyne, report says",
        publication=Publication(DateInterval.on(date(2026, 3, 2)), "byline"),
        runs=(PageRun(0, 400, 1), PageRun(400, len(REPORT), 2)),
    )
    place_set_right = (Correction("place", "Orlyne Minor"), Correction("date_to", "2026-02-25"))
    moved = replace(CELLAR, id="0" * 16, passage=Passage(3, 9, "vanished", "before ", " after"))
    return DossierContent(
        case_id="invented-case",
        investigators=(INVESTIGATOR,),
        head=Head(9, "ab" * 32, datetime(2026, 3, 6, 8, tzinfo=UTC)),
        checkpoint="invented.example/case\n9\nq6urq6s=\n\n— invented.example/case c2ln\n",
        sources=(
            SourceContent(REPORT_SOURCE, report, claims=CLAIMS),
            SourceContent(NOTE_SOURCE, document_of(NOTE, "pl")),
            SourceContent(LIST_SOURCE, list_document()),
            SourceContent(FILM_SOURCE, problem="film: no reader for video"),
        ),
        judgements={
            CELLAR.id: (judged(CELLAR, Verdict.CONFIRM, "heard the recording"),),
            BEATING.id: (
                judged(BEATING, Verdict.REJECT, "taken for another workshop"),
                judged(BEATING, Verdict.CORRECT, "the other Orlyne", *place_set_right),
            ),
            HEADLINE.id: (judged(HEADLINE, Verdict.REJECT, "repeats the article"),),
        },
        unanchored=(judged(moved, Verdict.CONFIRM, "before the page was read anew"),),
        imports=(ImportBalance(COLLECTED, COLLECTED, INVESTIGATOR, 5, created=4, failed=1),),
        failures=(Failure("bomb.zip", "unpacks to more than 200 times its size", COLLECTED),),
        deletions=(Deletion(7, 2, "the witness asked for it", "3fa9c012", COLLECTED),),
        tools=(("habeas", "0.1.0"), ("text reader", "1")),
    )
