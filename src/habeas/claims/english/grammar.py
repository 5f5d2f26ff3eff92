"""English, as the shared parts of the room ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from habeas.claims.arguments import Arguments
from habeas.claims.cue import Cue
from habeas.claims.english.arguments import arguments_of
from habeas.claims.english.clauses import split
from habeas.claims.english.cues import find_cues
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.names import names_in
from habeas.claims.english.nouns import document_nouns
from habeas.claims.english.parsing import parse_blocks
from habeas.claims.english.place_words import place_words
from habeas.claims.english.predicates import is_negated, modality_of
from habeas.claims.english.quantities import quantities_in
from habeas.claims.mention import Mention
from habeas.claims.names import Named
from habeas.claims.piece import Piece
from habeas.claims.place_words import PlaceWords
from habeas.claims.sentences import split_sentences
from habeas.claims.tables import word_class
from habeas.language import DateMention, NumberMention
from habeas.model import Modality, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from habeas.claims.grammar import Readings

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# "We" alone is the voice of a body; a witness says "I".
_FIRST_PERSON = frozenset({"i", "me", "my"})


class EnglishGrammar:
    """The grammar of English over the syntactic model of this package name."""

    language = "en"

    def __init__(self, model: str) -> None:
        self._model = model

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Half-open spans of the sentences of a block."""
        return split_sentences(text)

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parsed blocks; raises MissingExtra when no such model is installed."""
        return parse_blocks(texts, self._model)

    def cues(self, sentence: Span, quoted: frozenset[int]) -> list[Cue]:
        """The attributions of a sentence, outermost first."""
        return find_cues(sentence, quoted)

    def pieces(self, sentence: Span) -> list[Piece]:
        """The stretches that assert one thing each."""
        return split(sentence)

    def names(self, docs: Iterable[tuple[Doc, int]]) -> Iterator[Named]:
        """Persons and bodies named in blocks."""
        return iter(names_in(docs))

    def mention(self, token: Token) -> Mention | None:
        """The mention whose head is this token."""
        return mention_of(token)

    def subjects(self, sentence: Span) -> Iterator[Token]:
        """The heads of the subjects of its clauses, in order."""
        return (token for token in sentence if token.dep_ in _SUBJECTS)

    def subject_of(self, verb: Token) -> Token | None:
        """The head of the subject of this verb."""
        return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)

    def is_predicate(self, token: Token) -> bool:
        """Whether a token is a verb."""
        return token.pos_ in ("VERB", "AUX")

    def speaks_of_account(self, sentence: Span) -> bool:
        """`The case is one of many`: the outlet speaks about the account, not from it."""
        for token in sentence:
            if token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT":
                return token.lemma_.lower() in word_class("account_mentions")
        return False

    def is_document(self, lemma: str) -> bool:
        """Whether a noun is one for a report, a statement or the like."""
        return lemma in document_nouns()

    def is_first_person(self, token: Token) -> bool:
        """Whether a word is "I", "me", "my"."""
        return token.lower_ in _FIRST_PERSON

    def is_negated(self, predicate: Token) -> bool:
        """Whether the predicate, its subject or its object is negated."""
        return is_negated(predicate)

    def modality(self, predicate: Token) -> Modality:
        """Fact, possibility, obligation or plan."""
        return modality_of(predicate)

    def arguments(self, predicate: Token, claim_type: str) -> Arguments:
        """Who did it and to whom."""
        return arguments_of(predicate, claim_type)

    def place_words(
        self, span: Span, outside: Set[int], claim_type: str, readings: Readings
    ) -> Iterable[PlaceWords]:
        """Words in the span that may say where it happened."""
        return place_words(span, outside, claim_type, readings)

    def quantities(
        self,
        numbers: Iterable[NumberMention],
        dates: Sequence[DateMention],
        doc: Doc,
        offset: int,
    ) -> tuple[Quantity, ...]:
        """What the numbers count."""
        return quantities_in(numbers, dates, doc, offset)
