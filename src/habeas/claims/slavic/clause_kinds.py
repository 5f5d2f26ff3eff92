"""Which clauses of a Russian or Ukrainian sentence assert something of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.classify import strength, type_cues, type_scores
from habeas.claims.ontology import claim_types
from habeas.claims.slavic.clause_edges import clause_end, clause_start
from habeas.claims.slavic.clause_words import clause_words
from habeas.claims.slavic.features import feature
from habeas.claims.slavic.predicates import SUBJECTS, is_predicate, reports
from habeas.claims.slavic.words import key

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_EVENTFUL = 3.0
_HINTING = 2.0
_DECISIVE = 4.5
_CONTENT = frozenset(("ccomp", "xcomp", "parataxis"))
_CLAUSES = frozenset(("conj", "parataxis"))
_COMMAS = frozenset((",", "—", "–", "-", ";"))


def is_coordinated(token: Token, sentence: Span, language: str) -> bool:
    """`…, а его брат исчез`: a predicate beside another, with news of its own."""
    if token.dep_ not in _CLAUSES or not _is_clause(token) or not _is_clause(token.head):
        return False
    joined = _joining_word(token, sentence)
    turns = joined in clause_words("turning", language)
    if _is_told(token, language) or _has_mark(token):
        return False
    if _is_inserted(token, language) and not turns:
        return False
    before = _before(token, sentence)
    if before is not None and before.text == ":":
        return False
    if turns or (before is not None and before.text == ";"):
        return True
    later = any(key(child.text) in clause_words("sequence", language) for child in token.lefts)
    if later or _has_own_subject(token):
        return True
    return _differs(token, sentence, language)


def follows_colon(token: Token, sentence: Span, language: str) -> bool:
    """`Управление с этим не согласно: извещение было направлено`."""
    if token.dep_ not in (*_CLAUSES, "ccomp", "advcl") or not _is_clause(token):
        return False
    before = _before(token, sentence)
    if before is None or before.text not in (":", ";"):
        return False
    opening = sentence.doc[sentence.start : before.i]
    quoted = before.i + 1 < sentence.end and sentence.doc[before.i + 1].text in '«„“"'
    return not quoted and not any(reports(t, language) for t in opening)


def is_relative(token: Token, sentence: Span, language: str) -> bool:
    """`…, где удерживали десятки людей`, `…, які померли`: a relative that tells an event."""
    if token.dep_ != "acl:relcl" or token.head.i > token.i or not _after_comma(token, sentence):
        return False
    antecedent = token.head
    if key(antecedent.lemma_) in clause_words("pointing", language):
        return False
    if any(key(c.lemma_) in clause_words("pointing", language) for c in antecedent.lefts):
        return False
    edge, end = clause_start(token, sentence), clause_end(token, sentence)
    words = sentence.doc[edge:end]
    power = strength(words, language)
    known = antecedent.pos_ == "PROPN" or any(
        child.dep_ in ("appos", "flat:name", "nummod", "nummod:gov", "nummod:entity")
        for child in antecedent.children
    )
    ends = sentence.end - end <= 2
    return ends or power >= _EVENTFUL or (known and power >= _HINTING)


def is_participial(token: Token, sentence: Span, language: str) -> bool:
    """`…, обвинив администрацию в подделке`; `…, звільнений під час обміну`."""
    form = feature(token, "VerbForm")
    if form not in ("Conv", "Part") or token.dep_ not in ("advcl", "acl", "acl:relcl", "conj"):
        return False
    if not _after_comma(token, sentence) or feature(token, "Variant") == "Short":
        return False
    if token.i - clause_start(token, sentence) > 5:
        return False
    edge, end = clause_start(token, sentence), clause_end(token, sentence)
    words = sentence.doc[edge:end]
    power = strength(words, language)
    if form == "Conv":
        content = any(child.dep_ in _CONTENT for child in token.children)
        if reports(token, language):
            return content or power >= _HINTING
        return power >= _HINTING
    ends = sentence.end - end <= 1
    return token.head.i < token.i and ends and power >= _EVENTFUL


def adds_cause(token: Token, sentence: Span, language: str) -> bool:
    """`…, поскольку выписки он не представил`, `…, после чего их перевели`."""
    if not is_predicate(token) or token.dep_ == "ROOT" or not _after_comma(token, sentence):
        return False
    doc, edge = sentence.doc, clause_start(token, sentence)
    first = [key(t.text) for t in doc[edge : min(edge + 4, token.i + 1)] if not t.is_punct]
    opening = " ".join(first[:2])
    if opening in ("после чего", "після чого", "тогда как", "тоді як", "в то", "у той"):
        return True
    because = clause_words("because", language)
    return bool(first) and first[0] in because and _is_clause(token)


def is_including(token: Token, sentence: Span, language: str) -> bool:
    """`…, в том числе 12, которые …`, `…, з них троє померли`, `…, серед яких шестеро медиків`."""
    if token.dep_ in ("case", "punct") or not _after_comma(token, sentence):
        return False
    edge = token.left_edge.i
    first = [t for t in sentence.doc[edge : edge + 4] if not t.is_punct]
    if len(first) < 2:
        return False
    opening = [key(t.text) for t in first]
    words = list(sentence.doc[edge : token.right_edge.i + 1])
    counted = any(t.pos_ == "NUM" or t.like_num for t in words)
    acts = any(is_predicate(t) for t in words)
    if opening[0] in ("в", "у") and opening[1] in ("том", "тому") and counted:
        return acts
    of_them = opening[0] in clause_words("of_them", language) and opening[1] in (
        "них", "которых", "яких", "котрих",
    )  # fmt: skip
    return of_them and counted and (acts or opening[1] != "них")


def _is_clause(token: Token) -> bool:
    if not is_predicate(token):
        return False
    form = feature(token, "VerbForm")
    return form in ("Fin", "") or feature(token, "Variant") == "Short" or form == "Part"


def _has_own_subject(token: Token) -> bool:
    return any(
        child.dep_ in SUBJECTS and not child.morph.get("PronType", []) for child in token.children
    )


def _has_mark(token: Token) -> bool:
    return any(child.dep_ == "mark" for child in token.lefts)


def _is_inserted(token: Token, language: str) -> bool:
    """`…, сообщил во вторник проект`, `отмечает ведомство`: an attribution, not what is told."""
    if token.dep_ != "parataxis" or not reports(token, language):
        return False
    return not any(child.dep_ in _CONTENT and child.i > token.i for child in token.children)


def _is_told(token: Token, language: str) -> bool:
    """`он сказал, …`: what a verb of saying before it introduces."""
    head = token.head
    return token.dep_ == "parataxis" and reports(head, language) and head.i < token.i


def _before(token: Token, sentence: Span) -> Token | None:
    """The mark right before a clause, over quotation marks and conjunctions."""
    position = token.left_edge.i
    while position >= sentence.start and (
        sentence.doc[position].pos_ == "CCONJ" or position == token.left_edge.i
    ):
        if sentence.doc[position].text in (":", ";"):
            return sentence.doc[position]
        position -= 1
    while position >= sentence.start and sentence.doc[position].text in '«„“"':
        position -= 1
    return sentence.doc[position] if position >= sentence.start else None


def _after_comma(token: Token, sentence: Span) -> bool:
    edge = clause_start(token, sentence)
    if edge <= sentence.start:
        return False
    return sentence.doc[edge - 1].text in _COMMAS or sentence.doc[edge].text in _COMMAS


def _joining_word(token: Token, sentence: Span) -> str:
    edge = clause_start(token, sentence)
    for position in (edge, edge - 1, edge + 1):
        if sentence.start <= position < token.i and sentence.doc[position].pos_ == "CCONJ":
            return key(sentence.doc[position].text)
    return ""


def _differs(token: Token, sentence: Span, language: str) -> bool:
    """Whether two predicates of one subject tell of different kinds of things."""
    head = token.head
    if head.i > token.i or any(
        reports(t, language) and t.dep_ == "parataxis" and t.i > token.i for t in head.children
    ):
        return False
    start = clause_start(token, sentence)
    here = _group(sentence.doc[start : clause_end(token, sentence)], token, language)
    there = _group(sentence.doc[sentence.start : start], head, language)
    return here is not None and there is not None and here != there


def _group(span: Span, predicate: Token, language: str) -> str | None:
    if not len(span):
        return None
    scores = type_scores(type_cues(span, language), predicate)
    if not scores or scores[0][1] < _DECISIVE:
        return None
    return claim_types()[scores[0][0]].group
