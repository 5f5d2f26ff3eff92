"""Walking through a document sentence by sentence, with one state for who is speaking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.claims.assemble import Assembler
from habeas.claims.cue import Cue
from habeas.claims.governing import governing
from habeas.claims.grammar import Grammar
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.names import words_of
from habeas.claims.piece import Piece
from habeas.claims.prepared import PreparedBlock, PreparedSentence
from habeas.claims.printed_speakers import PrintedSpeakers
from habeas.claims.speakers import NOBODY, Speaker, SpeakerState, is_person, may_be
from habeas.claims.witness import speaks_of_itself
from habeas.language import Gender
from habeas.model import NARRATOR, BlockKind, Document, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where direct speech is printed as a paragraph behind a dash.
_DASHED = frozenset({"ru", "uk"})
_DASHES = frozenset({"— ", "– ", "- "})


class Walk:
    """The state machine on its way through the blocks."""

    def __init__(self, document: Document, assembler: Assembler, state: SpeakerState) -> None:
        self._document = document
        self._assembler = assembler
        self._state = state
        self._seen = 0
        self._printing = PrintedSpeakers(document, state)
        self._printed: Speaker | None = None
        self._following: PreparedBlock | None = None

    def block(self, block: PreparedBlock, following: PreparedBlock | None = None) -> None:
        """Take one block: sections passed over since the last one are noted first.

        `following` is the block after it, which may say whose words these were.
        """
        self._following = following
        for passed in self._document.blocks[self._seen : block.index]:
            if passed.kind is BlockKind.SECTION_HEAD:
                self._state.begin_section()
                self._printing.begin_section()
        self._seen = block.index + 1
        self._state.begin_paragraph()
        introduced = self._state.introduced
        self._printed = self._printing.of(block)
        with self._state.speaking_as(self._printed):
            for sentence in block.sentences:
                self._sentence(block, sentence)
        runs_on = bool(block.quotes) and not block.quotes[-1].closed
        if introduced is not None and self._state.introduced is introduced and not runs_on:
            self._state.introduced = None

    def _sentence(self, block: PreparedBlock, sentence: PreparedSentence) -> None:
        if not _asserts(sentence, block):
            return
        self._state.position = block.offset + sentence.span.start_char
        printed = self._printed
        self._note_subject(sentence, block.grammar)
        speakers = {
            id(cue): self._speaker_of(cue, sentence, block.grammar) for cue in sentence.cues
        }
        pieces = [] if _only_concludes(sentence) else block.grammar.pieces(sentence.span)
        for piece in pieces:
            found = governing(piece, sentence, block.grammar)
            if found is not None:
                around = [speakers[id(cue)] for cue in found.around]
                if printed is not None and printed.how == "label":
                    around.append(printed)
                speaker = _carried_by(speakers[id(found.cue)], around)
            else:
                speaker = printed or self._without_cue(piece, block, sentence)
            self._assembler.add(block, sentence, piece, found.cue if found else None, speaker)
        for cue in sentence.cues:
            self._remember(cue, speakers[id(cue)], block.grammar, quoted=bool(sentence.quoted))

    def _speaker_of(self, cue: Cue, sentence: PreparedSentence, grammar: Grammar) -> Speaker:
        if cue.source is not None:
            around = self._who_says(cue, sentence)
            return around or self._state.resolve(cue.source, cue.via)
        ancestors = set(cue.word.ancestors)
        for other in reversed(sentence.cues):
            if other is not cue and other.source is not None and other.word in ancestors:
                return self._state.resolve(other.source, cue.via or other.via)
        subject = _subject_mention(cue.inherits, grammar)
        if subject is not None:
            return self._state.resolve(subject, cue.via)
        return replace(self._state.floating_quote(), via=cue.via) if sentence.quoted else NOBODY

    def _who_says(self, cue: Cue, sentence: PreparedSentence) -> Speaker | None:
        """`The medic said she had noted …`: "she" in what a person says is that person."""
        if cue.source is None or cue.source.head not in ("he", "she"):
            return None
        for other in sentence.cues:
            outer = other.source
            if (
                outer is None
                or outer.kind is MentionKind.PRONOUN
                or cue.word.i not in other.governs
            ):
                continue
            speaker = self._state.resolve(outer, other.via)
            if may_be(speaker, cue.source.gender):
                return replace(speaker, how="pronoun")
        return None

    def _without_cue(
        self, piece: Piece, block: PreparedBlock, sentence: PreparedSentence
    ) -> Speaker:
        quoted = sum(1 for i in range(piece.start, piece.end) if i in sentence.quoted)
        if sentence.quote is not None or quoted * 2 > piece.end - piece.start:
            return self._quote_speaker(block, sentence)
        dashed = self._dashed(block)
        if dashed is not None:
            return dashed
        if self._state.introduced is not None:
            return replace(self._state.introduced, how="introduced")
        if self._state.account is not None and block.block.kind is BlockKind.PARAGRAPH:
            if block.grammar.speaks_of_account(sentence.span):
                self._state.account = None
            else:
                return replace(self._state.account, how="account")
        return self._concluded(block, sentence) or self._own_voice(block)

    def _dashed(self, block: PreparedBlock) -> Speaker | None:
        """`— Нас били. Врача не было, — рассказывает X.`: a paragraph of speech behind a dash."""
        if block.grammar.language not in _DASHED or block.doc.text.lstrip()[:2] not in _DASHES:
            return None
        for sentence in block.sentences:
            for cue in sentence.cues:
                before = block.doc[cue.attribution[0] - 1].text if cue.attribution[0] else ""
                if cue.source is not None and before in ("—", "–"):
                    speaker = self._speaker_of(cue, sentence, block.grammar)
                    return replace(speaker, how="quote") if speaker.name != NARRATOR else None
        return None

    def _concluded(self, block: PreparedBlock, sentence: PreparedSentence) -> Speaker | None:
        """Whose words these were, where the end of the passage says so."""
        place = block.sentences.index(sentence)
        rest = [(block, each) for each in block.sentences[place + 1 :]]
        if self._following is not None and self._following.sentences:
            rest.append((self._following, self._following.sentences[0]))
        for home, other in rest:
            if _only_concludes(other):
                speaker = self._speaker_of(other.cues[0], other, home.grammar)
                return replace(speaker, how="concluded") if speaker.name != NARRATOR else None
            if other.cues:
                return None
        return None

    def _own_voice(self, block: PreparedBlock) -> Speaker:
        """The witness in a first-person text, else the outlet."""
        witness = self._state.witness
        if witness is None or block.block.kind is not BlockKind.PARAGRAPH:
            return NOBODY
        # An introduction tells of the witness by name, in the third person.
        named = set(words_of(witness.name)) & set(words_of(block.doc.text))
        return NOBODY if named and not speaks_of_itself(block) else witness

    def _quote_speaker(self, block: PreparedBlock, sentence: PreparedSentence) -> Speaker:
        """The cue that the same quotation has in a sentence before or after this one."""
        for other in block.sentences:
            shared = other.quote is not None and other.quote == sentence.quote
            if (shared or _touches(block, sentence, other)) and other is not sentence:
                for cue in other.cues:
                    if cue.source is not None:
                        return replace(self._speaker_of(cue, other, block.grammar), how="quote")
        return self._tagged_later(block) or self._state.floating_quote()

    def _tagged_later(self, block: PreparedBlock) -> Speaker | None:
        """The tag of a quotation that nobody closed and that the next paragraph goes on with."""
        later = self._following
        if later is None or not block.quotes or block.quotes[-1].closed or not later.quotes:
            return None
        said = any(cue.source is not None for s in block.sentences for cue in s.cues)
        if said or later.quotes[0].start > 1:
            return None
        for sentence in later.sentences:
            for cue in sentence.cues:
                if cue.source is not None:
                    return replace(self._speaker_of(cue, sentence, later.grammar), how="quote")
        return None

    def _remember(self, cue: Cue, speaker: Speaker, grammar: Grammar, *, quoted: bool) -> None:
        account = self._state.account
        if (
            account is not None
            and speaker.how == "named"
            and account.name not in (speaker.name, *speaker.via)
        ):
            self._state.account = None
        self._state.spoke(speaker, quoted=quoted)
        if speaker.body:
            self._note_documents(cue.word, speaker, grammar)
        if grammar.is_document(cue.lemma):
            self._state.documents_near[cue.lemma] = replace(speaker, via=())
        if cue.introduces:
            denying = cue.stance is Stance.DENIES
            self._state.introduced = replace(speaker, denying=denying)
        if cue.opens_account and speaker.name != NARRATOR:
            self._state.account = speaker

    def _note_subject(self, sentence: PreparedSentence, grammar: Grammar) -> None:
        """Whom a sentence is about, who is named beside, and whose document it speaks of."""
        words = {cue.word for cue in sentence.cues}
        for token in grammar.subjects(sentence.span):
            if token.head not in words and token.i not in sentence.quoted:
                mention = grammar.mention(token)
                if mention is not None and _is_somebody(mention):
                    subject = self._state.resolve(mention)
                    self._state.acts(subject, self._beside(token, sentence, grammar))
                    self._note_documents(token.head, subject, grammar)
                    return

    def _beside(
        self, subject: Token, sentence: PreparedSentence, grammar: Grammar
    ) -> Iterator[Speaker]:
        """The other persons that the sentence names outside quotations."""
        for token in sentence.span:
            is_name = token.pos_ == "PROPN" and token.dep_ not in ("compound", "flat:name")
            if is_name and token != subject and token.i not in sentence.quoted:
                mention = grammar.mention(token)
                if mention is not None and mention.kind is MentionKind.PERSON:
                    yield self._state.resolve(mention)

    def _note_documents(self, verb: Token, author: Speaker, grammar: Grammar) -> None:
        """`X published a statement`, `in its letter X rejected …`: "the letter" is X's."""
        subjects = set(grammar.subjects(verb.sent))
        for token in verb.subtree:
            near = verb in (token.head, token.head.head) and token not in subjects
            if near and token.pos_ == "NOUN" and grammar.is_document(token.lemma_.lower()):
                self._state.documents[token.lemma_.lower()] = replace(author, via=())


def _carried_by(speaker: Speaker, around: list[Speaker]) -> Speaker:
    """The speaker with those who pass the words on, nearest first."""
    links = [*speaker.via]
    for carrier in around:
        links.extend(name for name in (carrier.name, *carrier.via) if name != NARRATOR)
    via = tuple(name for name in dict.fromkeys(links) if name != speaker.name)
    return replace(speaker, via=via)


def _only_concludes(sentence: PreparedSentence) -> bool:
    """Whether a sentence does nothing but say whose the words before it are."""
    return bool(sentence.cues) and all(cue.concludes for cue in sentence.cues)


def _is_somebody(mention: Mention) -> bool:
    """A person or body by name, "the service", "his wife", to which a pronoun may go back."""
    if mention.kind in (MentionKind.PERSON, MentionKind.BODY):
        return True
    told = is_person(mention) and mention.gender in (Gender.MALE, Gender.FEMALE)
    return mention.kind is MentionKind.DESCRIPTION and (mention.collective or told)


def _asserts(sentence: PreparedSentence, block: PreparedBlock) -> bool:
    """Whether a sentence can be confirmed or refuted: it has a predicate and asks nothing."""
    text = sentence.span.text.strip()
    if text.endswith("?") and not sentence.quoted:
        return False
    kind = block.block.kind
    if kind is BlockKind.CAPTION:
        return any(t.is_alpha for t in sentence.span)
    if not any(map(block.grammar.is_predicate, sentence.span)):
        return len([t for t in sentence.span if t.is_alpha]) >= 5 and kind is BlockKind.PARAGRAPH
    return True


def _subject_mention(verb: Token | None, grammar: Grammar) -> Mention | None:
    while verb is not None:
        subject = grammar.subject_of(verb)
        if subject is not None:
            return grammar.mention(subject)
        verb = verb.head if verb.head != verb else None
    return None


def _touches(block: PreparedBlock, sentence: PreparedSentence, other: PreparedSentence) -> bool:
    """Whether one quotation runs through both sentences."""
    return any(
        quote.start <= s.span.end_char and quote.end >= s.span.start_char
        for quote in block.quotes
        for s in (sentence,)
        if quote.start <= other.span.end_char - 1 and quote.end > other.span.start_char
    )
