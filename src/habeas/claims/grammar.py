"""What a language has to tell of its sentences so that claims can be taken from them.

The walk, the speakers, the assembly of claims and their evidence are the same for every language;
a grammar answers what depends on words and syntax. All of them work on one structure, a spaCy
`Doc`: English with the labels of its model, Russian and Ukrainian with those of Universal
Dependencies. Token positions are indices of the `Doc`, character positions offsets of its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, Protocol

from habeas.claims.arguments import Arguments
from habeas.claims.cue import Cue
from habeas.claims.mention import Mention
from habeas.claims.names import Named
from habeas.claims.piece import Piece
from habeas.claims.place_words import PlaceWords
from habeas.language import DateMention, NumberMention
from habeas.model import Modality, PlaceCandidate, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Readings = Callable[[str], tuple[PlaceCandidate, ...]]


class Grammar(Protocol):
    """One language (ISO 639-1 in `language`), as the shared parts of the room ask for it."""

    @property
    def language(self) -> str:
        """The code under which the language's tables lie."""

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Half-open spans of the sentences of a block, in code points."""

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One parsed Doc a text; raises MissingExtra when a part that is needed is absent."""

    def cues(self, sentence: Span, quoted: frozenset[int]) -> list[Cue]:
        """The attributions of a sentence, outermost first; `quoted` are tokens inside quotes."""

    def pieces(self, sentence: Span) -> list[Piece]:
        """The stretches that assert one thing each; the sentence itself where nothing is split."""

    def names(self, docs: Iterable[tuple[Doc, int]]) -> Iterator[Named]:
        """Persons and bodies named in blocks; each block comes with its offset."""

    def mention(self, token: Token) -> Mention | None:
        """The mention whose head is this token; None where nobody could be meant."""

    def subjects(self, sentence: Span) -> Iterator[Token]:
        """The heads of the subjects of its clauses, in order."""

    def subject_of(self, verb: Token) -> Token | None:
        """The head of the subject of this verb itself; None where it has none of its own."""

    def is_predicate(self, token: Token) -> bool:
        """Whether a token may carry an assertion: a verb, a short participle, a copula."""

    def speaks_of_account(self, sentence: Span) -> bool:
        """`The case is one of many`: the outlet speaks about an account, not from it."""

    def is_document(self, lemma: str) -> bool:
        """Whether a noun is one for a report, a statement or the like."""

    def is_first_person(self, token: Token) -> bool:
        """Whether a word is "I", "me", "my"; in languages that drop it, a verb in that person."""

    def is_negated(self, predicate: Token) -> bool:
        """Whether the predicate, its subject or its object is negated."""

    def modality(self, predicate: Token) -> Modality:
        """Fact, possibility, obligation or plan."""

    def arguments(self, predicate: Token, claim_type: str) -> Arguments:
        """Who did it and to whom."""

    def place_words(
        self, span: Span, outside: Set[int], claim_type: str, readings: Readings
    ) -> Iterable[PlaceWords]:
        """Words in the span that may say where it happened; `outside` are tokens to leave out."""

    def quantities(
        self,
        numbers: Iterable[NumberMention],
        dates: Sequence[DateMention],
        doc: Doc,
        offset: int,
    ) -> tuple[Quantity, ...]:
        """What the numbers count; ages, years and the numbers of things are left out."""
