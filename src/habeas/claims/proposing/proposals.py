"""From kept answers to claims: every quote looked up, every field checked, doubles merged.

The same document, rules' claims and answers give the same claims, whenever and wherever it is run:
that is how a case makes a model's claims again that the model would never repeat.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from habeas.claims.identity import claim_id
from habeas.claims.ontology import claim_types
from habeas.claims.proposing.answer import Candidate, candidates
from habeas.claims.proposing.fields import Reading, fields_of
from habeas.claims.proposing.merging import answer_evidence, merged
from habeas.claims.proposing.parting import parts
from habeas.claims.proposing.prompt import prompt_hash, request_body
from habeas.claims.proposing.refusal import Refusal
from habeas.claims.proposing.settings import ProposeSettings
from habeas.claims.proposing.standing import Standing, speaker_or_narrator, standing_of
from habeas.claims.proposing.verify import ShownText, locate_quote
from habeas.model import (
    Attribution,
    Block,
    Claim,
    DateInterval,
    Document,
    Evidence,
    ModelAnswer,
    Passage,
)

# A model's claim ranks below every claim of the rules, and below itself where something is odd.
HIGHEST_CONFIDENCE = 0.3
_CONFIDENCE_WITH_NOTES = 0.15
_OTHER = "other"
_DEFAULTS = ProposeSettings()


@dataclass(frozen=True, slots=True)
class Proposals:
    """The claims of a document, those of the rules among them, and what was refused of answers.

    `proposed` claims are the model's own; `agreed` candidates said what a claim says already.
    """

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...] = ()
    proposed: int = 0
    agreed: int = 0


def with_proposals(
    document: Document,
    rules: Sequence[Claim],
    answers: Iterable[ModelAnswer],
    *,
    source: str = "",
    outlet: str | None = None,
    published: DateInterval | None = None,
) -> Proposals:
    """The claims of the rules and, beside them, what of these answers stands in the document.

    An answer about another text than this one (the document was read anew since) is looked up in
    all of it, and may name no passages.
    """
    reading: Reading | None = None
    refusals: list[Refusal] = []
    found: list[Claim] = []
    digest = text_hash(document)
    for answer in answers:
        told, refused = _read(answer)
        reading = reading or Reading.of(document, published)
        same = answer.text == digest
        shown = ShownText(document.text, answer.passages if same else _whole(document))
        maker = _Maker(document, source, outlet or document.publisher, answer, shown, reading)
        for candidate in told:
            mine = candidate if same else replace(candidate, passage=None, antecedents=())
            claim = maker.claim(mine, refused)
            if claim is not None:
                found.append(claim)
        refusals += [replace(item, origin=answer.origin) for item in refused]
    claims, proposed, agreed = merged(rules, found)
    return Proposals(claims, tuple(refusals), proposed, agreed)


def propose(
    document: Document,
    ask: Callable[[bytes], bytes],
    model: str,
    rules: Sequence[Claim] = (),
    *,
    settings: ProposeSettings = _DEFAULTS,
    source: str = "",
    outlet: str | None = None,
    published: DateInterval | None = None,
) -> Proposals:
    """Ask a model about a document outside of any case; `ask` sends a request and returns the body.

    Raises what `ask` raises (`Endpoint.ask`: EndpointFailed).
    """
    answers = []
    for part in parts(document, settings):
        body = request_body(document, part, model, settings)
        answers.append(
            ModelAnswer(
                source=source,
                text=text_hash(document),
                passages=part.passages,
                model=model,
                prompt=prompt_hash(),
                request=hashlib.sha256(body).hexdigest(),
                host="",
                response=base64.b64encode(ask(body)).decode("ascii"),
                author="",
                made_at=datetime(1970, 1, 1, tzinfo=UTC),
            )
        )
    return with_proposals(
        document, rules, answers, source=source, outlet=outlet, published=published
    )


def text_hash(document: Document) -> str:
    """SHA-256 (hex) of a document's text, by which an answer is tied to what was shown."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(answer: ModelAnswer) -> tuple[list[Candidate], list[Refusal]]:
    try:
        return candidates(answer.body)
    except ValueError:
        return [], [Refusal.of("answer", "the answer is not kept as it came")]


def _whole(document: Document) -> tuple[tuple[int, int], ...]:
    return tuple(
        (block.start, block.end) for block in document.blocks if block.duplicate_of is None
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the claims of one answer."""

    document: Document
    source: str
    outlet: str | None
    answer: ModelAnswer
    shown: ShownText
    reading: Reading

    def claim(self, candidate: Candidate, refusals: list[Refusal]) -> Claim | None:
        """The claim of a candidate, or None; what was refused goes to `refusals`."""
        quote = locate_quote(
            self.shown, candidate.quote, number=candidate.passage, before=candidate.before
        )
        if isinstance(quote, str):
            refusals.append(Refusal.of("claim", quote, candidate.quote))
            return None
        fields, dropped = fields_of(candidate, quote, self.shown, self.reading)
        block = self._block(quote.start)
        language = (block.language if block else None) or self.document.language
        standing = standing_of(candidate, quote, self.shown, fields.speaker, language)
        if isinstance(standing, str):
            refusals.append(Refusal.of("claim", standing, candidate.quote))
            return None
        refusals += dropped
        kind, notes = self._kind(candidate, refusals)
        notes = [*notes, *standing.notes, *(f"{item.what} dropped: {item.why}" for item in dropped)]
        confidence = _CONFIDENCE_WITH_NOTES if notes else HIGHEST_CONFIDENCE
        return Claim(
            id=claim_id(self.source, quote.start, quote.end),
            passage=Passage.of(self.document.text, quote.start, quote.end),
            content=(quote.start, quote.end),
            type=kind,
            type_scores=((kind, confidence),),
            stance=standing.stance,
            negated=standing.negated,
            modality=standing.modality,
            attribution=self._attribution(fields.speaker),
            confidence=confidence,
            origin=self.answer.origin,
            evidence=(
                answer_evidence(self.answer),
                *_evidence(standing, fields.evidence, notes),
            ),
            actor=fields.actor,
            victim=fields.victim,
            place=fields.place,
            date=fields.date,
            quantities=fields.quantities,
            block_kind=block.kind.value if block else None,
        )

    def _kind(self, candidate: Candidate, refusals: list[Refusal]) -> tuple[str, list[str]]:
        if candidate.type in claim_types():
            return candidate.type, []
        refusals.append(Refusal.of("type", "the ontology has no such type", candidate.type))
        return _OTHER, ["type dropped: the ontology has no such type"]

    def _attribution(self, speaker: str | None) -> Attribution:
        chain = [name for name in (speaker, self.outlet) if name]
        return Attribution(speaker_or_narrator(speaker), chain=tuple(dict.fromkeys(chain)))

    def _block(self, position: int) -> Block | None:
        return next((b for b in self.document.blocks if b.start <= position < b.end), None)


def _evidence(
    standing: Standing, fields: Sequence[Evidence], notes: Sequence[str]
) -> tuple[Evidence, ...]:
    kind = Evidence("type", inferred_from="the model's choice from the ontology")
    named = {item.field for item in fields}
    speaker = (
        []
        if "speaker" in named
        else [Evidence("speaker", inferred_from="no speaker among the words that the model copied")]
    )
    review = [Evidence("review", inferred_from=note) for note in notes]
    return (kind, *standing.evidence, *speaker, *fields, *review)
