"""Which attribution governs a piece of a sentence, and which stand around that one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.grammar import Grammar
from habeas.claims.mention import MentionKind
from habeas.claims.piece import Piece
from habeas.claims.prepared import PreparedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBORDINATE = frozenset({"relcl", "advcl", "acl", "acl:relcl", "conj"})
_PHRASES = ("according", "per", "in ", "as ")
_PERSONAL = frozenset({"he", "she", "they"})


@dataclass(frozen=True, slots=True)
class Governing:
    """The innermost attribution of a piece; `around` are those that carry it, nearest first."""

    cue: Cue
    around: tuple[Cue, ...] = ()


def governing(piece: Piece, sentence: PreparedSentence, grammar: Grammar) -> Governing | None:
    """The attribution of a piece: its own, or the one that governs the word it hangs on."""
    own = [
        cue
        for cue in sentence.cues
        if piece.start <= cue.word.i < piece.end
        and not _is_aside(cue, piece)
        and (cue.introduces or any(piece.start <= i < piece.end for i in cue.governs))
    ]
    from_outside = [cue for cue in sentence.cues if piece.head.i in cue.governs]
    candidates = own or from_outside
    if candidates:
        around = [cue for cue in from_outside if cue not in candidates]
        return _innermost(candidates, around)
    for cue in sentence.cues:
        if (
            piece.head.dep_ == "conj"
            and piece.head.head == cue.word
            and not _new_subject(piece.head, grammar)
        ):
            return Governing(cue)
    return None


def _is_aside(cue: Cue, piece: Piece) -> bool:
    """Whether an attribution in a subordinate clause leaves the main assertion to somebody else."""
    if piece.head == cue.word or piece.head.i in cue.governs or cue.introduces:
        return False
    if cue.lemma.startswith(_PHRASES):
        return False
    above = [cue.word, *cue.word.ancestors]
    if piece.head not in above:
        return False
    path = above[: above.index(piece.head)]
    below = any(token.dep_ in _SUBORDINATE for token in path)
    governed = sum(1 for i in cue.governs if piece.start <= i < piece.end)
    return below and governed * 2 < piece.end - piece.start


def _innermost(cues: list[Cue], around: list[Cue]) -> Governing:
    """The cue closest to the content; those around it become carriers."""
    ordered = sorted(cues, key=lambda cue: _depth(cue.word))
    inner = ordered[0]
    carrying: list[Cue] = []
    for cue in ordered[1:]:
        signed = cue.source is not None and cue.source.kind is not MentionKind.DOCUMENT
        if cue.word.i in inner.governs and signed:
            carrying.insert(0, inner)
            inner = cue
    told = [cue for cue in ordered if cue is not inner and cue not in carrying and cue.source]
    outer = [cue for cue in told if inner.word.i in cue.governs and _is_named(cue)]
    outer += [cue for cue in around if inner.word.i in cue.governs and cue.source is not None]
    return Governing(inner, (*carrying, *outer))


def _is_named(cue: Cue) -> bool:
    return cue.source is not None and cue.source.kind in (MentionKind.PERSON, MentionKind.BODY)


def _new_subject(token: Token, grammar: Grammar) -> bool:
    """Whether a coordinated clause has a subject of its own that is no pronoun."""
    return any(
        child.dep_ in ("nsubj", "nsubjpass", "nsubj:pass", "expl")
        and ((mention := grammar.mention(child)) is None or mention.head not in _PERSONAL)
        for child in token.children
    )


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)
