"""Putting one claim together from a piece of a sentence and its speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from habeas.claims.classify import takes_stand, type_cues, type_scores
from habeas.claims.confidence import Grounds, confidence_of, is_bare
from habeas.claims.cue import Cue
from habeas.claims.explaining import cue_evidence, speaker_evidence, type_evidence
from habeas.claims.headings import heading_type
from habeas.claims.identity import claim_id
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.methods import methods_in
from habeas.claims.moments import claim_date
from habeas.claims.names import NameBook
from habeas.claims.ontology import claim_types
from habeas.claims.patterns import Match
from habeas.claims.piece import Piece
from habeas.claims.places import PlaceFinder
from habeas.claims.prepared import PreparedBlock, PreparedSentence
from habeas.claims.settings import EXTRACTOR
from habeas.claims.speakers import Speaker
from habeas.claims.stance import stance_of
from habeas.claims.standing import Sided, Standing
from habeas.claims.tables import word_class
from habeas.language import DateMention, NumberMention
from habeas.model import (
    NARRATOR,
    Attribution,
    Claim,
    ClaimDate,
    Document,
    Evidence,
    Passage,
    Place,
    Quantity,
    Stance,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_HARM_GROUPS = frozenset({"ill_treatment", "life", "liberty"})
_NOT_CARRIED = frozenset(
    {"position", "official_denial", "killing", "torture", "sexual_violence", "attack"}
)
_WEAK = 2.0
_HEADING = 1.0
_Found = TypeVar("_Found")


class Assembler:
    """Builds claims of one document and keeps them in order."""

    def __init__(
        self,
        document: Document,
        source: str,
        outlet: str | None,
        dates: Mapping[str, Sequence[DateMention]],
        numbers: Mapping[str, Sequence[NumberMention]],
        places: PlaceFinder,
        names: NameBook,
        sided: Sided,
    ) -> None:
        self._document = document
        self._source = source
        self._outlet = outlet
        self._dates = dates
        self._date_starts = {code: [d.start for d in found] for code, found in dates.items()}
        self._numbers = numbers
        self._number_starts = {
            code: [n.number_start for n in found] for code, found in numbers.items()
        }
        self._places = places
        self._names = names
        self._sided = sided
        self._headings: dict[int, str | None] = {}
        self.claims: list[Claim] = []

    def add(
        self,
        block: PreparedBlock,
        sentence: PreparedSentence,
        piece: Piece,
        cue: Cue | None,
        speaker: Speaker,
    ) -> None:
        """Make the claim of one piece and keep it."""
        span = block.doc[piece.start : piece.end]
        start, end = block.offset + span.start_char, block.offset + span.end_char
        outside = _attribution_tokens(cue, piece)
        language = block.grammar.language
        predicate = _predicate(piece, cue, span, block)
        evidence: list[Evidence] = []

        matches = type_cues(span, language, outside, cue)
        scores = type_scores(matches, _telling(predicate, cue, piece, language))
        negated = block.grammar.is_negated(predicate)
        standing = self._standing(speaker, block)
        accused = standing.accused or speaker.denying
        deprivations = word_class("deprivations", language)
        harmful = _names_harm(matches) and predicate.lemma_.lower() not in deprivations
        harmful = harmful and not _of_oneself(predicate)
        stance, why = stance_of(
            speaker, cue, span, language, negated=negated, standing=standing, harmful=harmful
        )
        own_weights = dict(scores)
        carried = not scores or scores[0][1] < _WEAK
        if carried:
            scores = self._context_type(block, speaker, scores)
        scores = self._under_heading(block, scores)
        stand = takes_stand(predicate, block.grammar.modality(predicate))
        kind, shares = _decide_type(scores, stance, speaker, accused=accused, stand=stand)
        why_typed = type_evidence(kind, matches, span.doc, carried=carried)
        evidence.append(why_typed)
        evidence.append(Evidence("stance", inferred_from=why, rule=f"stance.{stance.value}"))
        evidence.append(speaker_evidence(speaker, cue, block.offset))
        if cue is not None:
            evidence.append(cue_evidence(cue, block.offset))

        place = self._where(span, cue, piece, kind, block, evidence)
        date = self._when(span, cue, block, outside, evidence)
        central = any(m.pattern.label == kind and m.start <= predicate.i < m.end for m in matches)
        actor, victim = (None, None)
        if central:
            actor, victim = self._people(predicate, kind, block, evidence)
        grounds = Grounds(
            language,
            speaker.how,
            speaker.ambiguous,
            why_typed.rule,
            own_weights.get(kind, 0.0),
            tuple(share for _, share in shares),
            central,
            stance,
            block.block.kind,
            sum(token.is_alpha for token in span),
            len(span) + 1 < len(sentence.span),
            is_bare(language),
        )
        quantities = self._how_many(span, block, evidence)
        methods = self._how(span, outside, kind, block, evidence)
        self.claims.append(
            Claim(
                id=claim_id(self._source, start, end),
                passage=Passage.of(self._document.text, start, end),
                content=_content(cue, piece, span, block.offset, language),
                type=kind,
                type_scores=shares,
                stance=stance,
                negated=negated,
                modality=block.grammar.modality(predicate),
                attribution=self._attribution(speaker),
                confidence=confidence_of(grounds),
                origin=f"rule:{EXTRACTOR}",
                evidence=tuple(evidence),
                actor=actor,
                victim=victim,
                place=place,
                date=date,
                quantities=quantities,
                block_kind=block.block.kind.value,
                methods=methods,
            )
        )

    def _where(
        self,
        span: Span,
        cue: Cue | None,
        piece: Piece,
        kind: str,
        block: PreparedBlock,
        evidence: list[Evidence],
    ) -> Place | None:
        beside = _beside_content(cue, piece, kind, _attribution_tokens(cue, piece), block)
        found = self._places.locate(span, beside, kind, block.grammar)
        if found is None:
            return None
        start, end = block.offset + found.start, block.offset + found.end
        evidence.append(Evidence("place", start, end, rule=f"place.{found.rule}"))
        return found.place

    def _when(
        self,
        span: Span,
        cue: Cue | None,
        block: PreparedBlock,
        outside: frozenset[int],
        evidence: list[Evidence],
    ) -> ClaimDate | None:
        language = block.grammar.language
        dated = claim_date(
            [
                (mention, self._in_attribution(mention, cue, block, outside))
                for mention in self._dates_in(span, block)
                if mention.end <= block.offset + span.end_char
            ],
            self._document.text,
            self.claims,
            language,
        )
        if dated is None:
            return None
        date, mention = dated
        rule = f"date.{mention.kind.value}"
        evidence.append(Evidence("date", mention.start, mention.end, rule=rule))
        return date

    def _how_many(
        self, span: Span, block: PreparedBlock, evidence: list[Evidence]
    ) -> tuple[Quantity, ...]:
        language = block.grammar.language
        start, end = block.offset + span.start_char, block.offset + span.end_char
        numbers = _between(self._numbers[language], self._number_starts[language], start, end)
        inside = [number for number in numbers if number.number_end <= end]
        found = block.grammar.quantities(
            inside, self._dates_in(span, block), block.doc, block.offset
        )
        for quantity in found:
            evidence.append(
                Evidence("quantity", quantity.start, quantity.end, rule="quantity.counted")
            )
        return found

    def _how(
        self,
        span: Span,
        outside: frozenset[int],
        kind: str,
        block: PreparedBlock,
        evidence: list[Evidence],
    ) -> tuple[str, ...]:
        found = methods_in(span, outside, kind, block.grammar.language)
        for code, first, last in found:
            words = block.doc[first:last]
            start, end = block.offset + words.start_char, block.offset + words.end_char
            evidence.append(Evidence("methods", start, end, rule=f"method.{code}"))
        return tuple(code for code, _, _ in found)

    def _dates_in(self, span: Span, block: PreparedBlock) -> Sequence[DateMention]:
        language = block.grammar.language
        start, end = block.offset + span.start_char, block.offset + span.end_char
        return _between(self._dates[language], self._date_starts[language], start, end)

    def _context_type(
        self, block: PreparedBlock, speaker: Speaker, scores: list[tuple[str, float]]
    ) -> list[tuple[str, float]]:
        """Words without a cue are about what the same speaker said before in the paragraph."""
        before = self.claims[-1] if self.claims else None
        if before is None or before.passage.start < block.offset or speaker.name == NARRATOR:
            return scores
        if before.attribution.speaker != speaker.name or before.type in _NOT_CARRIED:
            return scores
        return [(before.type, _WEAK), *(s for s in scores if s[0] != before.type)]

    def _under_heading(
        self, block: PreparedBlock, scores: list[tuple[str, float]]
    ) -> list[tuple[str, float]]:
        """The kind that the section is about gains a little; alone it decides nothing."""
        language = block.grammar.language
        if block.index not in self._headings:
            self._headings[block.index] = heading_type(self._document, block.index, language)
        kind = self._headings[block.index]
        if kind is None:
            return scores
        raised = dict(scores)
        raised[kind] = raised.get(kind, 0.0) + _HEADING
        return sorted(raised.items(), key=lambda item: (-item[1], item[0]))

    def _standing(self, speaker: Speaker, block: PreparedBlock) -> Standing:
        before = self.claims[-1] if self.claims else None
        if before is not None and before.passage.start < block.offset:
            before = None
        seat = speaker.body and self._places.is_country_or_capital(speaker.name)
        return self._sided.standing(speaker, block.grammar.language, before, seat=seat)

    def _attribution(self, speaker: Speaker) -> Attribution:
        links = [] if speaker.name == NARRATOR else [speaker.name]
        for link in (*speaker.via, self._outlet):
            if link and link not in links:
                links.append(link)
        return Attribution(speaker.name, speaker.role, speaker.via, tuple(links))

    def _in_attribution(
        self, mention: DateMention, cue: Cue | None, block: PreparedBlock, outside: frozenset[int]
    ) -> bool:
        if cue is None:
            return False
        token = next(
            (t for t in block.doc if t.idx <= mention.start - block.offset < t.idx + len(t)), None
        )
        return token is not None and (token.i in outside or token.i not in cue.governs)

    def _people(
        self, predicate: Token, kind: str, block: PreparedBlock, evidence: list[Evidence]
    ) -> tuple[str | None, str | None]:
        arguments = block.grammar.arguments(predicate, kind)
        found: list[str | None] = []
        for field, mention in (("actor", arguments.actor), ("victim", arguments.victim)):
            name = self._person_or_group(mention)
            found.append(name)
            if name is not None and mention is not None:
                start, end = block.offset + mention.start, block.offset + mention.end
                evidence.append(Evidence(field, start, end, rule=f"argument.{field}"))
        return found[0], found[1]

    def _person_or_group(self, mention: Mention | None) -> str | None:
        if mention is None or mention.kind is MentionKind.PRONOUN:
            return None
        named = self._names.full_name(mention)
        return named.name if named else mention.name


def _between(found: Sequence[_Found], starts: list[int], start: int, end: int) -> Sequence[_Found]:
    """Those that begin in [start, end); `starts` are their positions."""
    return found[bisect_left(starts, start) : bisect_left(starts, end)]


def _names_harm(matches: list[Match]) -> bool:
    return any(claim_types()[m.pattern.label].group in _HARM_GROUPS for m in matches)


def _attribution_tokens(cue: Cue | None, piece: Piece) -> frozenset[int]:
    """Token indices of the attribution clause inside a piece."""
    if cue is None:
        return frozenset()
    start, end = cue.attribution
    return frozenset(
        i for i in range(start, end) if i not in cue.governs and piece.start <= i < piece.end
    )


def _beside_content(
    cue: Cue | None, piece: Piece, kind: str, outside: frozenset[int], block: PreparedBlock
) -> frozenset[int]:
    """Tokens that say nothing of where it happened: the attribution and what hangs on its verb.

    What stands before the speaker ("In Mariupol, officials said, …") may belong to either: it says
    where it happened unless all that is told is a position.
    """
    if cue is None or not cue.governs or not piece.start <= cue.word.i < piece.end:
        return outside
    opening = cue.attribution[0] if claim_types()[kind].group != "position" else piece.start
    return outside | frozenset(
        i for i in range(opening, piece.end) if _hangs_on(block.doc[i], cue, block)
    )


def _hangs_on(token: Token, cue: Cue, block: PreparedBlock) -> bool:
    """Whether the way up from a token reaches the cue and meets no other predicate."""
    while token.i not in cue.governs:
        if token.i == cue.word.i:
            return True
        if token.head.i == token.i or block.grammar.is_predicate(token):
            return False
        token = token.head
    return False


def _predicate(piece: Piece, cue: Cue | None, span: Span, block: PreparedBlock) -> Token:
    """The main verb of what is asserted, below the reporting verb."""
    if cue is not None and piece.start <= cue.word.i < piece.end:
        governed = [
            t
            for t in span
            if t.i in cue.governs and block.grammar.is_predicate(t) and t.i != cue.word.i
        ]
        if governed:
            return min(governed, key=lambda t: (sum(1 for _ in t.ancestors), t.i))
    return piece.head


def _telling(predicate: Token, cue: Cue | None, piece: Piece, language: str) -> Token:
    """The verb that decides the type: who demands something does not tell that it happened."""
    if cue is None or not piece.start <= cue.word.i < piece.end:
        return predicate
    return cue.word if cue.lemma in word_class("urging", language) else predicate


def _of_oneself(predicate: Token) -> bool:
    """Whether somebody tells of himself: "I could not walk" denies nothing."""
    return any(t.dep_ == "nsubj" and t.lower_ in ("i", "я") for t in predicate.children)


def _decide_type(
    scores: list[tuple[str, float]],
    stance: Stance,
    speaker: Speaker,
    *,
    accused: bool,
    stand: bool,
) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The type, and the three likeliest with shares that sum to at most 1."""
    if stance is Stance.DENIES:
        denial = "official_denial" if accused else "position"
        scores = [
            (denial, (scores[0][1] if scores else 0.0) + _WEAK),
            *(s for s in scores if s[0] != denial),
        ]
    scores = [s for s in scores if s[0] != "official_denial" or stance is Stance.DENIES]
    if not scores or scores[0][1] < _WEAK:
        own_voice = speaker.name == NARRATOR or speaker.how in ("credit", "witness")
        fallback = "position" if stand and not own_voice else "other"
        scores = [(fallback, _WEAK), *(s for s in scores if s[0] != fallback)]
    total = sum(score for _, score in scores)
    return scores[0][0], tuple((name, round(score / total, 3)) for name, score in scores[:3])


def _content(
    cue: Cue | None, piece: Piece, span: Span, offset: int, language: str
) -> tuple[int, int]:
    """The half-open span of what is asserted, without the attribution clause."""
    whole = (offset + span.start_char, offset + span.end_char)
    if cue is None or not piece.start <= cue.word.i < piece.end:
        return whole
    inside = [t for t in span if t.i in cue.governs]
    if not inside:
        return whole
    first, last = inside[0], inside[-1]
    if first.lower_ in word_class("complementisers", language) and len(inside) > 1:
        first = inside[1]
    if cue.attribution[0] <= piece.start or cue.word.i < first.i:
        return offset + first.idx, whole[1]
    return offset + first.idx, offset + last.idx + len(last)
