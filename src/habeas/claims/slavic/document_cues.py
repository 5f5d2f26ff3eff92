"""Verbs by which a document speaks: `говорится в ответе X`, `йдеться у звіті X`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.slavic.features import NOMINAL, lemma, preposition
from habeas.claims.slavic.mentions import mention_of
from habeas.claims.slavic.said import clause_start, points_back
from habeas.claims.slavic.segments import (
    Segment,
    before,
    first_word,
    has_finite_verb,
    mark_after,
    mark_before,
    words_of,
)
from habeas.claims.slavic.speaking_subject import body_inside
from habeas.claims.slavic.words import document_nouns, key
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_AS = frozenset({"как", "як"})


def document_cue(
    token: Token, segment: Segment, sentence: Span, quoted: frozenset[int], language: str
) -> Cue | None:
    """`говорится в ответе X`, `йдеться у звіті X`, `из показаний X следует, что`."""
    head = _document_in(segment, sentence, language)
    earlier = before(segment, sentence, quoted)
    for _ in range(2):  # `в справке, подготовленной прокуратурой, указано, что …`
        if head is not None or earlier is None or has_finite_verb(earlier, sentence):
            break
        head = _document_in(earlier, sentence, language)
        earlier = before(earlier, sentence, quoted)
    source = mention_of(head, language) if head is not None else None
    if source is None:
        body = body_inside(token, segment, sentence, language)
        source = mention_of(body, language) if body is not None else None
    if source is None:
        return None
    everything = frozenset(range(sentence.start, sentence.end))
    clause = clause_start(token, segment, segment.end, sentence, language)
    if clause is not None:
        content = frozenset(range(clause, sentence.end))
        attribution = (segment.start, clause)
    elif mark_after(segment, sentence) == ":":
        content = frozenset(range(segment.end + 1, sentence.end))
        attribution = (segment.start, segment.end)
    elif mark_before(segment, sentence):
        content = everything - frozenset(range(segment.start, segment.end))
        attribution = (segment.start, segment.end)
    elif points_back(token, segment):
        content, attribution = frozenset(), (segment.start, segment.end)
    else:
        leading = first_word(segment, sentence)
        if leading is None or key(leading.text) not in _AS:
            return None
        content = everything - frozenset(range(segment.start, segment.end))
        attribution = (segment.start, segment.end)
    return Cue(
        token, token.lemma_.lower(), Stance.ASSERTS, source, None, content, attribution,
        introduces=mark_after(segment, sentence) == ":" and not content,
        concludes=not content and points_back(token, segment),
    )  # fmt: skip


def _document_in(segment: Segment, sentence: Span, language: str) -> Token | None:
    """A noun for a document behind a preposition in a stretch."""
    for token in words_of(segment, sentence):
        known = token.pos_ in NOMINAL and lemma(token) in document_nouns(language)
        if known and _behind_preposition(token):
            return token
    return None


def _behind_preposition(token: Token) -> bool:
    if preposition(token):
        return True
    place = token.i - 1
    doc = token.doc
    while place >= token.sent.start and doc[place].pos_ in ("ADJ", "DET", "NUM"):
        place -= 1
    return place >= token.sent.start and doc[place].pos_ == "ADP"
