"""Russian and Ukrainian, as the shared parts of the room ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from habeas.claims.arguments import Arguments
from habeas.claims.cue import Cue
from habeas.claims.mention import Mention
from habeas.claims.names import Named
from habeas.claims.piece import Piece
from habeas.claims.place_words import PlaceWords
from habeas.claims.slavic.arguments import arguments_of
from habeas.claims.slavic.clauses import split
from habeas.claims.slavic.cues import find_cues
from habeas.claims.slavic.features import feature
from habeas.claims.slavic.mentions import mention_of
from habeas.claims.slavic.names import names_in
from habeas.claims.slavic.parsing import parse_blocks
from habeas.claims.slavic.person_names import persons_of, settle_names
from habeas.claims.slavic.place_words import place_words
from habeas.claims.slavic.predicates import SUBJECTS, is_negated, is_predicate, modality_of
from habeas.claims.slavic.quantities import quantities_in
from habeas.claims.slavic.sentences import split_sentences
from habeas.claims.slavic.words import document_nouns, key, words
from habeas.language import DateMention, NumberMention
from habeas.model import Modality, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from habeas.claims.grammar import Readings

# "We" alone is the voice of a body; a witness says "I", or leaves it out before a verb.
_FIRST_PERSON = frozenset({"я", "меня", "мне", "мной", "мене", "мені", "мною", "мій", "мой"})


class SlavicGrammar:
    """The grammar of Russian ("ru") or Ukrainian ("uk"): the same rules over tables of each."""

    def __init__(self, language: str) -> None:
        self.language = language

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Half-open spans of the sentences of a block."""
        return split_sentences(text, self.language)

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parsed blocks, by the best means that are installed; each knows the others' names."""
        docs = list(parse_blocks(texts, self.language))
        settle_names(docs, self.language)
        return iter(docs)

    def cues(self, sentence: Span, quoted: frozenset[int]) -> list[Cue]:
        """The attributions of a sentence, outermost first."""
        return find_cues(sentence, quoted, self.language)

    def pieces(self, sentence: Span) -> list[Piece]:
        """The stretches that assert one thing each."""
        return split(sentence, self.language)

    def names(self, docs: Iterable[tuple[Doc, int]]) -> Iterator[Named]:
        """Persons and bodies named in blocks."""
        return iter(names_in(docs, self.language))

    def mention(self, token: Token) -> Mention | None:
        """The mention whose head is this token."""
        return mention_of(token, self.language)

    def subjects(self, sentence: Span) -> Iterator[Token]:
        """The heads of the subjects of its clauses, in order; behind them other persons named.

        `У вчителя Данила … були зламані ребра` is about him though he is no subject.
        """
        yield from (token for token in sentence if token.dep_ in SUBJECTS)
        for person in persons_of(sentence.doc, self.language):
            if sentence.start <= person.start < sentence.end:
                yield sentence.doc[person.start]

    def subject_of(self, verb: Token) -> Token | None:
        """The head of the subject of this verb."""
        return next((child for child in verb.children if child.dep_ in SUBJECTS), None)

    def is_predicate(self, token: Token) -> bool:
        """Whether a token is a verb, a short participle or a word like `нет`."""
        return is_predicate(token)

    def speaks_of_account(self, sentence: Span) -> bool:
        """`Этот случай не единственный`: the outlet speaks about the account, not from it."""
        for token in sentence:
            if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT":
                return key(token.lemma_) in words("account_mentions", self.language)
        return False

    def is_document(self, lemma: str) -> bool:
        """Whether a noun is one for a report, a statement or the like."""
        return key(lemma) in document_nouns(self.language)

    def is_first_person(self, token: Token) -> bool:
        """Whether a word is "я" in any case, or a verb that tells of oneself."""
        if key(token.text) in _FIRST_PERSON or key(token.lemma_) in _FIRST_PERSON:
            return True
        first = feature(token, "Number") == "Sing" and feature(token, "Person") == "1"
        return first and token.pos_ in ("VERB", "AUX")

    def is_negated(self, predicate: Token) -> bool:
        """Whether the predicate, its subject or its object is negated."""
        return is_negated(predicate)

    def modality(self, predicate: Token) -> Modality:
        """Fact, possibility, obligation or plan."""
        return modality_of(predicate, self.language)

    def arguments(self, predicate: Token, claim_type: str) -> Arguments:
        """Who did it and to whom."""
        return arguments_of(predicate, claim_type, self.language)

    def place_words(
        self, span: Span, outside: Set[int], claim_type: str, readings: Readings
    ) -> Iterable[PlaceWords]:
        """Words in the span that may say where it happened."""
        return place_words(span, outside, claim_type, readings, self.language)

    def quantities(
        self,
        numbers: Iterable[NumberMention],
        dates: Sequence[DateMention],
        doc: Doc,
        offset: int,
    ) -> tuple[Quantity, ...]:
        """What the numbers count."""
        return quantities_in(numbers, dates, doc, offset, self.language)
