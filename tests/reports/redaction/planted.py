"""A record with canaries in every field that can hold a word. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import cycle
from urllib.parse import quote

import numpy as np

from habeas.model import (
    Attribution,
    Block,
    BlockKind,
    Cell,
    Claim,
    ClaimAnchor,
    Confidentiality,
    Correction,
    DateInterval,
    Document,
    EventJudgement,
    EventVerdict,
    Evidence,
    Judgement,
    Label,
    Modality,
    Passage,
    PersonJudgement,
    Place,
    PlaceCandidate,
    Provenance,
    Publication,
    Quantity,
    Record,
    RecordAnchor,
    Sameness,
    Source,
    Stance,
    Verdict,
)
from habeas.people import Decision, Records, Resolution, ScoredPairs, resolution
from habeas.pipeline import ResolvedPeople, Resolver, Snapshot, resolved
from habeas.pipeline.as_of import ReadSource
from habeas.reports.redaction import RedactedPassage, Redactions
from habeas.store import (
    Failure,
    Head,
    ImportBalance,
    LeafKind,
    LedgerEntry,
    Placed,
    PlacedEventJudgement,
    PlacedJudgement,
)
from tests.reports.redaction.canaries import Canary, sentence

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
INVESTIGATOR = "Ada Example"


@dataclass(frozen=True)
class Planted:
    """The record, its people, what is to be redacted, and what was written where."""

    record: Snapshot
    people: ResolvedPeople | None
    redactions: Redactions
    one_liners: tuple[str, ...]


class _Writing:
    """Writes forms of canaries, one after the other, so that each field gets some."""

    def __init__(self, canaries: Sequence[Canary]) -> None:
        self.names = [each for each in canaries if each.kind != "passage"]
        self.passages = [each for each in canaries if each.kind == "passage"]
        self._forms = cycle(list(self._in_turn()))
        self._runs = cycle(
            [" ".join(each.request.split()[at : at + 6]) for each in self.passages for at in (0, 3)]
        )

    def _in_turn(self) -> Iterator[str]:
        most = max(len(each.forms) for each in self.names)
        for place in range(most):
            for each in self.names:
                if place < len(each.forms):
                    yield each.forms[place]

    def place(self, number: int) -> Canary:
        """One of the places."""
        places = [each for each in self.names if each.kind == "place"]
        return places[number % len(places)]

    def read(self, place: Canary, number: int) -> Place:
        """A place in some form, with a reading of its own and one elsewhere."""
        at = self.names.index(place)
        own = PlaceCandidate(
            place.forms[-1], 44.0 + at % 90 / 11, 22.0 + at % 17, "city", "UA", "UA-32", 0.7
        )
        other = PlaceCandidate("Lower Sedge", 59.5, 60.0, "city", "XV", None, 0.1)
        return Place(place.forms[number % len(place.forms)], (own, other))

    def form(self) -> str:
        """The next form of a name."""
        return next(self._forms)

    def words(self) -> str:
        """A form and some words of a passage."""
        return f"see {self.form()}: {next(self._runs)}."


def planted(
    canaries: Sequence[Canary],
    *,
    rows_of_each: int = 6,
    claims_of_each: int = 2,
    together: int = 1,
    resolver: Resolver | None = None,
) -> Planted:
    """The record with these canaries, so many `together` in a sentence, and in a row of the list.

    `resolver` finds the persons in place of the room's own.
    """
    writing = _Writing(canaries)
    sources = [
        _report(writing, _bunches(canaries, together), claims_of_each),
        _list(writing, rows_of_each, together),
    ]
    liners = [f"Підпис: {each.forms[0]}" for each in writing.names[:4]]
    sources += [_one_line(writing, words) for words in liners]
    sources.append(_unread(writing))
    judgements = {
        claim.id: (_judgement(writing, sources[0].source.sha256, claim, number),)
        for number, claim in enumerate(sources[0].claims)
    }
    record = Snapshot(
        head=Head(12, sha256(b"head").hexdigest(), NOW),
        checkpoint=f"habeas/case\n12\n{writing.form()}\n",
        investigators=(INVESTIGATOR, writing.form()),
        sources=tuple(sources),
        judgements=judgements,
        unanchored=(_unanchored(writing, sources[0]),),
        imports=(ImportBalance(NOW, NOW, writing.form(), 8, 7, failed=1, ledger_size=9),),
        failures=(
            Failure(
                f"{writing.form()}.zip", writing.words(), NOW, writing.words(),
                sources[2].source.sha256, 9,
            ),
        ),
        erasures=(
            LedgerEntry(
                8, LeafKind.DELETION, NOW, "0a1b2c3d", "00" * 32,
                {"erased": [3], "reason": writing.words()},
            ),
        ),
        person_judgements=tuple(_person_judgements(writing, sources[1])),
        event_judgements=tuple(_event_judgements(writing, sources[0])),
        labels=tuple(_labels(writing, sources)),
    )  # fmt: skip
    people, _ = resolved(record, resolver=resolver)
    return Planted(record, people, _redactions(canaries, sources[0]), tuple(liners))


def each_alone(
    records: Records, *, decisions: Sequence[Decision] = (), progress: object = None
) -> Resolution:
    """Every record is a person of its own: no kernels to compile."""
    person, ids = resolution.numbered(records, np.arange(len(records)))
    nothing = np.zeros(0, dtype=np.int32)
    pairs = ScoredPairs(nothing, nothing, nothing.astype(np.float32), nothing.astype(np.bool_))
    return Resolution(records, person, ids, np.ones(len(records)), pairs)


def _redactions(canaries: Sequence[Canary], report: ReadSource) -> Redactions:
    assert report.document is not None
    text, name = report.document.text, report.source.sha256
    passages = []
    for each in canaries:
        if each.kind == "passage":
            start = text.index(each.request)
            passages.append(RedactedPassage(name, start, start + len(each.request)))
    return Redactions(
        tuple(each.request for each in canaries if each.kind == "person"),
        tuple(each.request for each in canaries if each.kind == "place"),
        tuple(passages),
    )


def _source(writing: _Writing, name: str, content: str, media_type: str) -> Source:
    data = content.encode()
    return Source(
        sha256=sha256(data).hexdigest(),
        size=len(data),
        media_type=media_type,
        provenance=(
            Provenance(
                name,
                NOW,
                f"{INVESTIGATOR} with {writing.form()}",
                None,
                f"https://news.example/{quote(writing.form())}/{writing.form()}.html",
            ),
            Provenance(f"copy of {writing.form()}", NOW, INVESTIGATOR, sha256(b"box").hexdigest()),
        ),
        publisher=f"Gazette of {writing.form()}",
        author=writing.form(),
        type_of_source_material=f"letter to {writing.form()}",
        independence_group=f"from {writing.form()}",
    )


def _bunches(canaries: Sequence[Canary], size: int) -> list[list[Canary]]:
    """The names, and the passages, so many together."""
    names = [each for each in canaries if each.kind != "passage"]
    passages = [each for each in canaries if each.kind == "passage"]
    return [
        list(every[at : at + size])
        for every in (names, passages)
        for at in range(0, len(every), size)
    ]


def _report(
    writing: _Writing, bunches: Sequence[Sequence[Canary]], claims_of_each: int
) -> ReadSource:
    """A text with claims: two sentences of each name, each passage, a caption, page noise."""
    parts: list[tuple[BlockKind, str]] = [(BlockKind.TITLE, f"Report: {writing.words()}")]
    said: list[tuple[str, Canary, int]] = []
    for number, bunch in enumerate(bunches):
        for time in range(claims_of_each):
            if bunch[0].kind == "passage":
                words = " ".join(f"{each.request}." for each in bunch)
            else:
                places = (0 if time == 0 else 1 + number % (len(each.forms) - 1) for each in bunch)
                forms = [each.forms[at] for each, at in zip(bunch, places, strict=True)]
                words = sentence(number + time, "; ".join(forms))
            parts.append((BlockKind.PARAGRAPH, words))
            said.append((words, bunch[0], len(parts) - 1))
            if bunch[0].kind == "passage":
                break
    parts.append((BlockKind.CAPTION, f"Photo: {writing.words()} ({writing.form()})"))
    parts.append((BlockKind.PAGE_NOISE, f"Share with {writing.form()}"))
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(
            Block(kind, len(text), len(text) + len(words), "uk", None, None, f"by {writing.form()}")
        )
        text += words + "\n\n"
    source = _source(writing, f"{writing.form()}.txt", text, "text/plain")
    document = Document(
        text=text,
        blocks=tuple(blocks),
        media_type="text/plain",
        language="uk",
        title=writing.words(),
        author=writing.form(),
        publisher=writing.form(),
        url=f"https://news.example/{quote(writing.form())}",
        publication=Publication(
            DateInterval.on(date(2026, 3, 1)), f"byline {writing.form()}", 0, 6
        ),
        notes=(writing.words(),),
    )
    claims = tuple(
        _claim(writing, text, words, blocks[place], canary, number)
        for number, (words, canary, place) in enumerate(said)
    )
    return ReadSource(source, document, f"half read: {writing.form()}", claims)


def _claim(
    writing: _Writing, text: str, words: str, block: Block, canary: Canary, number: int
) -> Claim:
    start, end = block.start, block.end
    speaker = writing.form()
    where = canary if canary.kind == "place" else writing.place(number)
    other = text.index(words)
    return Claim(
        id=sha256(f"{number}{words}".encode()).hexdigest()[:16],
        passage=Passage.of(text, start, end),
        content=(start, end - 1),
        type=("torture", "detention", "official_denial", "capture")[number % 4],
        type_scores=(("torture", 0.8), ("detention", 0.3)),
        stance=Stance.DENIES if number % 4 == 2 else Stance.ASSERTS,
        negated=False,
        modality=Modality.FACT,
        attribution=Attribution(
            speaker, f"doctor of {writing.form()}", (writing.form(),), (speaker, writing.form())
        ),
        confidence=0.7,
        origin="rule:test@1",
        evidence=(
            Evidence("place", start, min(end, start + 12)),
            Evidence("speaker", inferred_from=f"cue {writing.form()}"),
        ),
        actor=f"guards of {writing.form()}",
        victim=canary.forms[0] if canary.kind == "person" else writing.form(),
        place=writing.read(where, number),
        quantities=(
            Quantity(3, 3, 3, f"friends of {writing.form()}", "exact", start, start + 5,
                     f"10 of {writing.form()}", writing.form()),
        ),
        occurrences=(Passage.of(text, other, other + len(words)),) if other != start else (),
        block_kind="paragraph",
    )  # fmt: skip


def _judgement(writing: _Writing, source: str, claim: Claim, number: int) -> Judgement:
    verdict = (Verdict.CONFIRM, Verdict.CORRECT, Verdict.REJECT)[number % 3]
    fields = ("actor", "place", "speaker", "speaker_role", "unit", "victim", "via")
    corrections = tuple(Correction(field, writing.form()) for field in fields)
    return Judgement(
        claim.id, source, claim.passage, verdict, f"because {writing.words()}",
        f"{INVESTIGATOR}; {writing.form()}", NOW, corrections if number % 3 == 1 else (),
    )  # fmt: skip


def _unanchored(writing: _Writing, report: ReadSource) -> Judgement:
    """About words of which only a part stands in its surroundings: half a name."""
    form = writing.names[0].forms[0]
    passage = Passage(5, 5 + len(form), form, writing.names[1].forms[0][2:], writing.form()[:-1])
    return Judgement(
        "aaaabbbbcccc", report.source.sha256, passage, Verdict.REJECT, writing.words(),
        writing.form(), NOW,
    )  # fmt: skip


def _list(writing: _Writing, rows_of_each: int, together: int) -> ReadSource:
    """A list of persons: whole names, parts, notes; a heading and a sheet that name somebody."""
    header = ("full name", "place", "date of birth", f"note of {writing.form()}")
    lines: list[list[str]] = []
    for each in writing.names[::together]:
        step = max(1, len(each.forms) // rows_of_each)
        for form in each.forms[::step]:
            named = form if each.kind == "person" else writing.names[0].forms[0]
            held = form if each.kind == "place" else "Lower Sedge"
            lines.append([named, held, "1984-05-06", f"kin of {writing.form()}"])
    text, records, blocks = "", [], []
    for number, line in enumerate(lines, 1):
        at, cells = len(text), []
        for column, value in zip(header, line, strict=True):
            cells.append(Cell(column, value, len(text), len(text) + len(value)))
            text += value + "\t"
        records.append(Record(number, at, len(text) - 1, tuple(cells), f"of {writing.form()}"))
        blocks.append(Block(BlockKind.TABLE_ROW, at, len(text) - 1, "uk"))
        text = text[:-1] + "\n"
    sheet = records[0].sheet
    document = Document(
        text, tuple(blocks), "text/csv",
        records=tuple(replace(record, sheet=sheet) for record in records),
    )  # fmt: skip
    source = _source(writing, f"{writing.form().replace(' ', '_')}.csv", text, "text/csv")
    return ReadSource(source, document, None, ())


def _one_line(writing: _Writing, words: str) -> ReadSource:
    """A source of so few words that its hash gives them away."""
    source = _source(writing, f"note-{writing.form()}.txt", words, "text/plain")
    document = Document(
        words, (Block(BlockKind.PARAGRAPH, 0, len(words), "uk"),), "text/plain", language="uk"
    )
    return ReadSource(source, document, None, ())


def _unread(writing: _Writing) -> ReadSource:
    source = _source(writing, f"{writing.form()}.mp4", writing.form(), "video/mp4")
    return ReadSource(source, None, f"no reader for {writing.words()}", ())


def _person_judgements(writing: _Writing, listed: ReadSource) -> Iterator[PlacedJudgement]:
    assert listed.document is not None
    short = listed.source.sha256[:12]
    anchors = [
        RecordAnchor(
            listed.source.sha256, f"{short}/{record.row}", record.row, record.sheet,
            content=_content(record),
        )
        for record in listed.document.records[:3]
    ]  # fmt: skip
    judgement = PersonJudgement(
        Sameness.SAME, tuple(anchors[:2]), (), writing.words(), writing.form(), NOW
    )
    yield PlacedJudgement(5, judgement)
    yield PlacedJudgement(
        6,
        replace(judgement, answer=Sameness.UNSURE, records=(anchors[2],), reason=writing.words()),
    )


def _content(record: Record) -> str:
    said = "\x1f".join(" ".join(cell.value.split()) for cell in record.cells)
    return sha256(said.encode()).hexdigest()


def _event_judgements(writing: _Writing, report: ReadSource) -> Iterator[PlacedEventJudgement]:
    anchors = [ClaimAnchor(each.id, report.source.sha256, each.passage) for each in report.claims]
    judgement = EventJudgement(
        EventVerdict.CONFIRM, tuple(anchors[:2]), (), writing.words(), writing.form(), NOW
    )
    yield PlacedEventJudgement(7, judgement)


def _labels(writing: _Writing, sources: Sequence[ReadSource]) -> Iterator[Placed[Label]]:
    claim = sources[0].claims[0]
    anchor = ClaimAnchor(claim.id, sources[0].source.sha256, claim.passage)
    restricted = Confidentiality.RESTRICTED
    yield Placed(
        9,
        Label(restricted, writing.words(), writing.form(), NOW, source=sources[1].source.sha256),
    )
    yield Placed(10, Label(restricted, writing.words(), writing.form(), NOW, claim=anchor))
