"""Where a clause begins and ends among the words of its sentence.

The edges of a subtree alone would not do: a parser hangs a date or an object on the wrong verb
easily. So a clause begins at the break before its predicate, and ends at a break.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.slavic.predicates import is_predicate

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BREAKS = frozenset((",", ";", ":", "—", "–", "-", "--", "…"))
_STRONG = frozenset((";", ":"))
_HELPERS = frozenset(("aux", "aux:pass", "cop", "xcomp", "amod"))


def is_break(token: Token) -> bool:
    """A mark or a conjunction at which a clause may begin."""
    return token.text in BREAKS or token.pos_ == "CCONJ"


def clause_start(token: Token, sentence: Span) -> int:
    """The position of the break before the clause of this predicate, or of its first word."""
    doc, before = sentence.doc, _predicate_before(token, sentence)
    strong = [n for n in range(before + 1, token.i) if doc[n].text in _STRONG]
    if strong:
        return strong[-1]
    first = min((t.i for t in token.subtree if before < t.i <= token.i), default=token.i)
    ahead = [n for n in range(before + 1, first + 1) if is_break(doc[n])]
    if ahead:
        return ahead[-1]
    inside = [n for n in range(first, token.i) if is_break(doc[n])]
    return inside[-1] if inside else max(first, sentence.start)


def clause_end(token: Token, sentence: Span) -> int:
    """Half-open end: the last word below the predicate, and on to the break after it."""
    doc = sentence.doc
    end = max(t.i for t in token.subtree if t.i < sentence.end) + 1
    while end < sentence.end and doc[end].text not in BREAKS and not is_predicate(doc[end]):
        end += 1
    return end


def _predicate_before(token: Token, sentence: Span) -> int:
    for position in range(token.i - 1, sentence.start - 1, -1):
        other = sentence.doc[position]
        helps = other.head.i == token.i and other.dep_ in _HELPERS
        if is_predicate(other) and not helps and other.dep_ != "amod":
            return position
    return sentence.start - 1
