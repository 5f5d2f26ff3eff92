"""The record without what was redacted: before anything is computed from it or drawn.

Everything a dossier derives (events, sites, doors, figures, indexes) is then derived from words in
which the redacted names no longer stand, so that no format and no layer of one can hold them.
Numbers of persons come from who was one person before: whoever is redacted still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from habeas.model import Claim, Document, Judgement, PlaceCandidate, Source
from habeas.pipeline import ResolvedPeople, Snapshot, as_of
from habeas.reports.redaction.asked import Asked
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.persons.carelessly import without_ordinary_words
from habeas.reports.redaction.persons.forms import person_forms
from habeas.reports.redaction.places.finder import place_forms
from habeas.reports.redaction.pseudonyms import PASSAGE, Pseudonyms
from habeas.reports.redaction.record.anchors import Anchors
from habeas.reports.redaction.record.describing import described_source
from habeas.reports.redaction.record.people import PeopleRedaction
from habeas.reports.redaction.record.rows import ResolvedRows, as_name
from habeas.reports.redaction.record.statements import ClaimRedaction
from habeas.reports.redaction.record.texts import RedactedText, ToBeHidden, redacted_text
from habeas.reports.redaction.record.withheld import Withheld
from habeas.reports.redaction.request import Redactions
from habeas.reports.redaction.rewriting import rewritten
from habeas.reports.redaction.writing.identifiers import WITHHELD, References
from habeas.store import Failure


@dataclass(frozen=True)
class RedactedRecord:
    """The record and its people as every reader may see them, and what was done to them."""

    record: Snapshot
    people: ResolvedPeople | None
    asked: Asked
    hider: Hider
    references: References
    statements_withheld: int


def redact(
    record: Snapshot, people: ResolvedPeople | None, redactions: Redactions
) -> RedactedRecord:
    """The record without the persons, places, passages and sources named. Deterministic.

    Raises WrongUsage for a person's id, a source or a passage that the record does not have.
    """
    return _Redaction(record, people, redactions).done()


class _Redaction:
    """One redaction under way: what was found in one part is needed in the next."""

    def __init__(
        self, record: Snapshot, people: ResolvedPeople | None, redactions: Redactions
    ) -> None:
        self.record, self.people = record, people
        self.asked = Asked(record, people, redactions)
        self.references = References(
            (item.source.sha256 for item in record.sources),
            (claim.id for item in record.sources for claim in item.claims),
            people.resolution.person_ids if people is not None else (),
        )
        if people is not None:
            self.references.also(each.content for each in people.anchors if each.content)
        texts = [item.document.text for item in record.sources if item.document]
        self.hider = Hider(
            without_ordinary_words(
                [person_forms(person.names) for person in self.asked.persons], texts
            ),
            [place_forms(place.names) for place in self.asked.places],
            self._passages(),
            self.references,
            Pseudonyms(texts),
        )
        self.rows = ResolvedRows(people, self.asked.persons, self.hider)
        self.claims: dict[str, Claim] = {}
        self.judgements: dict[str, tuple[Judgement, ...]] = {}
        self.texts: dict[str, RedactedText] = {}

    def done(self) -> RedactedRecord:
        """Every part in turn: the texts first, for they give the pseudonyms their order."""
        kept = [
            item for item in self.record.sources if item.source.sha256 not in self.asked.sources
        ]
        sources = [self._read_source(item) for item in kept]
        anchors = Anchors(
            self.record,
            self.claims,
            (item.source.sha256 for item in kept),
            self.hider,
            self.references,
        )
        people = self._people(anchors)
        hide = self.hider.hidden
        whole = rewritten(
            replace(
                self.record,
                sources=(),
                judgements={},
                unanchored=(),
                event_judgements=(),
                site_judgements=(),
                labels=(),
                failures=tuple(map(self._failure, self.record.failures)),
                checkpoint=self._checkpoint(),
            ),
            hide,
            anchors.ways,
        )
        return RedactedRecord(
            replace(
                whole,
                sources=tuple(sources),
                judgements=self.judgements,
                unanchored=tuple(self._unanchored(anchors)),
                event_judgements=tuple(anchors.events(self.record.event_judgements)),
                labels=tuple(anchors.labels(self.record.labels)),
            ),
            people,
            self.asked,
            self.hider,
            self.references,
            sum(len(item.claims) for item in kept) - len(self.claims),
        )

    def _read_source(self, item: as_of.ReadSource) -> as_of.ReadSource:
        """A source with its text and claims, which are kept for what is about them."""
        source, document = item.source, item.document
        hidden = ToBeHidden(
            source.sha256,
            self.hider,
            self._named(source, document),
            self.rows,
            self.asked.passages.get(source.sha256, ()),
        )
        text = None
        if document is not None:
            text = self.texts[source.sha256] = redacted_text(document, hidden)
            self._statements(text, item.claims)
        return replace(
            item,
            source=described_source(
                source,
                self.references,
                text.withheld if text else Withheld(""),
                text.moved if text else None,
                hidden.hide,
            ),
            document=text.new if text else None,
            problem=hidden.hide(item.problem) if item.problem else None,
            claims=tuple(self.claims[claim.id] for claim in item.claims if claim.id in self.claims),
        )

    def _passages(self) -> Iterator[str]:
        for item in self.record.sources:
            for start, end in self.asked.passages.get(item.source.sha256, ()):
                if item.document is not None:
                    yield item.document.text[start:end]

    def _named(self, source: Source, document: Document | None) -> frozenset[int]:
        """The redacted persons whom a source names in its text or in what is said of it."""
        found: set[int] = set(self.hider.persons_in(document.text)) if document else set()

        def look(text: str) -> str:
            found.update(self.hider.persons_in(text))
            return text

        rewritten(source, look)
        if document is not None:
            rewritten(replace(document, text=""), look)
            for cell in (cell for record in document.records for cell in record.cells):
                if cell.value.islower():
                    look(as_name(cell))
        return frozenset(found)

    def _statements(self, text: RedactedText, claims: tuple[Claim, ...]) -> None:
        redaction = ClaimRedaction(text, self.hider, self._is_hidden)
        for claim in claims:
            new = redaction.claim(claim, self.references.of(claim.id))
            if new is None:
                continue
            self.claims[claim.id] = new
            if decided := self.record.judgements.get(claim.id, ()):
                source = self.references.of(decided[0].source)
                self.judgements[new.id] = tuple(
                    replace(redaction.judgement(each, new), source=source) for each in decided
                )

    def _is_hidden(self, reading: PlaceCandidate) -> bool:
        return self.hider.is_place(reading.name) or any(
            place.lies_at(reading) for place in self.asked.places
        )

    def _unanchored(self, anchors: Anchors) -> Iterator[Judgement]:
        for judgement in self.record.unanchored:
            if judgement.source in self.asked.sources:
                continue
            text = self.texts.get(judgement.source)
            old = judgement.passage
            passage = anchors.passage(old)
            withheld = PASSAGE in passage.quote and PASSAGE not in old.quote
            if text is not None and old.stands_in(text.old.text):
                passage = text.passage(old.start, old.end)
                withheld = text.withheld.touches(old.start, old.end)
            if not withheld:
                yield replace(
                    rewritten(judgement, self.hider.hidden, anchors.ways),
                    claim_id=WITHHELD,
                    source=self.references.of(judgement.source),
                    passage=passage,
                )

    def _failure(self, failure: Failure) -> Failure:
        container = self.references.of(failure.container) if failure.container else None
        return replace(failure, container=container)

    def _checkpoint(self) -> str | None:
        """The signed note; a note whose signer is redacted could only be shown broken."""
        note = self.record.checkpoint
        return None if note is None or self.hider.finds(note) else note

    def _people(self, anchors: Anchors) -> ResolvedPeople | None:
        if self.people is None:
            return None
        for number, person in enumerate(self.asked.persons):
            for name in sorted(person.ids):
                self.references.call(name, self.hider.pseudonyms.person(number))
        return PeopleRedaction(
            self.people,
            self.rows,
            self.texts,
            {item.source.sha256: self._silent(item.claims) for item in self.record.sources},
            self.hider,
            self.references,
            anchors,
        ).done()

    def _silent(self, claims: Iterable[Claim]) -> Withheld:
        """The words of the withheld ones of these claims, with whom they tell of."""
        return Withheld.whole(
            "\n".join(
                f"{claim.victim or ''} {claim.passage.quote}"
                for claim in claims
                if claim.id not in self.claims
            )
        )
