"""Splitting a sentence where a new predicate asserts something of its own.

Cuts are made at the left edge of a clause in the dependency tree: coordinated clauses with a
subject of their own, non-restrictive relatives, participials after a comma, `including N who …`,
`while …`. A clause that ends before its sentence does overlaps the sentence that holds it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.claims.classify import strength, verb_strength
from habeas.claims.cue import reporting_verbs
from habeas.claims.english.coordination import SUBJECTS, asserts_anew, further_that
from habeas.claims.piece import LONGEST_SENTENCE, Piece
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LEADING = frozenset("and but or nor yet so that , ; : — – - …".split())
_TRAILING = frozenset(", ; : — – - and but or after before when such as".split())
_RELATIVES = frozenset("which who whom whose where when whereby".split())
_OPENING = frozenset("“„«")
_MARKS = frozenset("“„«”»") | {'"'}
_CLOSING_MARKS = frozenset('"”»’')
_MINIMUM = 3
_LONGEST_TAG = 8
_LONG_PARTICIPIAL = 7
_DECISIVE = 3.0


def split(sentence: Span) -> list[Piece]:
    """The pieces of one sentence in order; the whole sentence where nothing is split off.

    What runs on for longer than any sentence of prose stays whole.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return [Piece(sentence.start, sentence.end, sentence.root)]
    cuts = {sentence.start, *_after_semicolons(sentence)}
    inner: list[tuple[int, int]] = []
    for token in sentence:
        span = _clause_span(token, sentence)
        if span is None:
            continue
        start, end = span
        if _reaches_end(end, sentence):
            cuts.add(start)
        elif start == sentence.start:
            cuts.add(end)
        else:
            inner.append((start, end))
    for start, end in list(inner):
        if _continues_at(end, cuts, sentence):
            cuts.add(start)
            inner.remove((start, end))
    edges = [*sorted(cuts), sentence.end]
    spans = [*pairwise(edges), *inner]
    pieces = [piece for start, end in spans if (piece := _piece(sentence, start, end)) is not None]
    return _merge_short(sentence, sorted(pieces, key=lambda piece: (piece.start, -piece.end)))


def _continues_at(end: int, cuts: set[int], sentence: Span) -> bool:
    """Whether a piece that ends here is followed at once by another."""
    while end < sentence.end and end not in cuts and _opens_nothing(sentence.doc[end]):
        end += 1
    return end in cuts and end > sentence.start


def _clause_span(token: Token, sentence: Span) -> tuple[int, int] | None:
    doc = sentence.doc
    for rule in (
        _coordinated,
        _relative,
        _of_whom,
        _participial,
        _contrast,
        _including,
        _following,
        _emphatic,
    ):
        start = rule(token, sentence)
        if start is not None:
            end = max(token.right_edge.i, token.i) + 1
            if rule is _of_whom:
                end = sentence.end
            if rule is _emphatic:
                end = max(end, doc[token.i + 1].head.right_edge.i + 1)
            if end - start >= _MINIMUM and (start == sentence.start or start - sentence.start >= 3):
                return start, end
            return None
    return None


def _coordinated(token: Token, sentence: Span) -> int | None:
    if further_that(token, sentence) and not _in_quotes(token, sentence):
        return token.left_edge.i
    if token.dep_ != "conj":
        return None
    quoted = _in_quotes(token, sentence)
    return token.left_edge.i if asserts_anew(token, sentence, quoted=quoted) else None


def _after_semicolons(sentence: Span) -> set[int]:
    """`…; cases were referred to the court`: where clauses with a subject and a verb begin."""
    doc = sentence.doc
    marks = [t.i for t in sentence if t.text == ";" and not _in_quotes(t, sentence)]
    edges = [sentence.start, *(mark + 1 for mark in marks), sentence.end]
    clauses = [_is_clause(doc[start:end]) for start, end in pairwise(edges)]
    return {
        mark + 1 for mark, (one, two) in zip(marks, pairwise(clauses), strict=True) if one and two
    }


def _is_clause(span: Span) -> bool:
    return any(t.dep_ in SUBJECTS and t.head.i < span.end and t.head.i >= span.start for t in span)


def _relative(token: Token, sentence: Span) -> int | None:
    if token.dep_ != "relcl" or _asks_for_anonymity(token):
        return None
    start = token.left_edge.i
    if _after_comma(start, sentence) and any(
        t.lower_ in _RELATIVES for t in sentence.doc[start : min(start + 3, token.i + 1)]
    ):
        ends = _reaches_end(token.right_edge.i + 1, sentence)
        return start if ends or _eventive(token) else None
    counted = any(_counts(t) for t in token.subtree)
    if any(child.dep_ == "nummod" for child in token.head.lefts):
        return None
    ends = _reaches_end(token.right_edge.i + 1, sentence)
    if not (ends and counted and token.pos_ == "VERB" and _eventive(token)):
        return None
    return None if _opened_by_following(token.head, sentence) else start


def _of_whom(token: Token, sentence: Span) -> int | None:
    """`…, two of whom have since left`: to the end of the sentence, where no comma comes between.

    What the parser makes of these clauses differs too much to lean on it.
    """
    doc = sentence.doc
    if token.lower_ not in ("whom", "which") or doc[token.i - 1].lower_ != "of":
        return None
    counted = doc[token.i - 2]
    start = (
        token.i - 2
        if counted.like_num or counted.lower_ in word_class("partitives")
        else token.i - 1
    )
    rest = doc[token.i + 1 : sentence.end]
    closed = not any(t.text in (",", ";") for t in rest)
    tells = any(t.pos_ in ("VERB", "AUX") for t in rest)
    return start if closed and tells and _after_comma(start, sentence) else None


def _asks_for_anonymity(token: Token) -> bool:
    """`who asked not to be named`: about the speaker, not about what happened."""
    words = {t.lower_ for t in token.subtree}
    withheld = "withheld" in words and bool(words & {"name", "surname", "identity", "names"})
    return bool(words & word_class("anonymity")) or {"not", "named"} <= words or withheld


def _opened_by_following(noun: Token, sentence: Span) -> bool:
    """`…, following an attack that killed six`: the relative belongs to that piece."""
    opener = noun.head
    return opener.lower_ in ("following", "with", "including") and _after_comma(opener.i, sentence)


def _participial(token: Token, sentence: Span) -> int | None:
    if token.tag_ not in ("VBG", "VBN") and not (token.tag_ == "VBD" and token.dep_ == "advcl"):
        return None
    joined = token.dep_ == "conj" and token.tag_ == token.head.tag_ == "VBG"
    first = token.head if joined else token
    if first.dep_ not in ("advcl", "acl"):
        return None
    if any(child.dep_ in ("mark", "nsubj", "aux", "auxpass") for child in first.lefts):
        return None
    start = first.left_edge.i
    listed = joined or any(c.dep_ == "conj" and c.tag_ == token.tag_ for c in token.rights)
    if listed and not _each_counts(first):
        return None
    if start == sentence.start:
        return None if listed else _opening(token, sentence)
    if not _after_comma(start, sentence) or first.i - start >= 3:
        return None
    if token.tag_ != "VBG" and not _worth_telling(token):
        return None
    return token.left_edge.i


def _each_counts(first: Token) -> bool:
    """`killing six and wounding nine`: each outcome with its number is one claim."""
    outcomes = [first, *(c for c in first.rights if c.dep_ == "conj" and c.tag_ == first.tag_)]
    return all(
        any(_counts(token) for child in verb.rights for token in child.subtree) for verb in outcomes
    )


def _counts(token: Token) -> bool:
    """A number that is no date."""
    year = len(token) == 4 and token.is_digit
    return token.like_num and token.ent_type_ != "DATE" and not year


def _opening(token: Token, sentence: Span) -> int | None:
    """`Adopted in 1987, the law …`; not `Questioned on Monday, he said …`."""
    if token.lemma_.lower() in word_class("setting_participles"):
        return None
    dated = any(t.ent_type_ == "DATE" for t in token.subtree)
    near = token.i - token.left_edge.i < 3
    return token.left_edge.i if dated and near and _comma_follows(token, sentence) else None


def _worth_telling(token: Token) -> bool:
    """A participle in the passive that tells an act, not who led or accompanied somebody."""
    if token.lemma_.lower() in word_class("describing_participles"):
        return False
    span = token.doc[token.left_edge.i : token.right_edge.i + 1]
    return len(span) >= _LONG_PARTICIPIAL or verb_strength(span, token) >= _DECISIVE


def _contrast(token: Token, sentence: Span) -> int | None:
    if token.dep_ != "advcl" or not any(child.dep_ in SUBJECTS for child in token.lefts):
        return None
    marks = [
        child
        for child in token.lefts
        if child.dep_ in ("mark", "advmod") and child.i == token.left_edge.i
    ]
    if not marks:
        return None
    mark = marks[0]
    if mark.lower_ in word_class("contrast"):
        return mark.i
    if mark.lower_ in ("after", "before", "when") and mark.i > sentence.start and _eventive(token):
        return mark.i + 1
    return None


def _including(token: Token, sentence: Span) -> int | None:
    if token.lower_ != "including" or not _after_comma(token.i, sentence):
        return None
    subtree = list(token.subtree)
    counted = any(t.like_num for t in subtree[:4])
    acts = any(t.pos_ == "VERB" and t.dep_ in ("acl", "relcl") and t.tag_ != "VBG" for t in subtree)
    return token.i if counted and acts else None


def _following(token: Token, sentence: Span) -> int | None:
    if token.lower_ not in ("following", "with") or token.dep_ not in ("prep", "advcl"):
        return None
    if not _after_comma(token.i, sentence) or len(list(token.subtree)) < 7:
        return None
    words = sentence.doc[token.i : token.right_edge.i + 1]
    return (
        token.i
        if any(t.ent_type_ for t in words) and (_eventive(token) or token.lower_ == "with")
        else None
    )


def _emphatic(token: Token, sentence: Span) -> int | None:
    if token.lower_ not in ("itself", "himself", "herself", "themselves"):
        return None
    following = token.i + 1
    if following >= sentence.end or not _after_comma(token.i, sentence):
        return None
    return token.i if sentence.doc[following].tag_ in ("DT", "JJ", "NN", "VBN", "PRP$") else None


def _eventive(token: Token) -> bool:
    return strength(token.doc[token.left_edge.i : token.right_edge.i + 1]) >= _DECISIVE


def _after_comma(position: int, sentence: Span) -> bool:
    return position > sentence.start and sentence.doc[position - 1].text in (
        ",",
        "—",
        "–",
        "--",
        "-",
        ";",
    )


def _comma_follows(token: Token, sentence: Span) -> bool:
    following = token.right_edge.i + 1
    return following < sentence.end and sentence.doc[following].text == ","


def _in_quotes(token: Token, sentence: Span) -> bool:
    """Whether a quotation mark was opened in the sentence before a token and not closed."""
    marks = [t.text for t in sentence.doc[sentence.start : token.i] if t.text in _MARKS]
    opened = sum(mark in _OPENING for mark in marks) + sum(mark == '"' for mark in marks) % 2
    return opened > sum(mark in ("”", "»") for mark in marks)


def _reaches_end(end: int, sentence: Span) -> bool:
    """Whether only punctuation or a short attribution (`…,” she said.`) follows."""
    words = [t for t in sentence.doc[end : sentence.end] if t.is_alpha]
    if not words:
        return True
    closes = any(t.text in _CLOSING_MARKS for t in sentence.doc[end : words[0].i])
    tagged = any(t.lemma_.lower() in reporting_verbs() for t in words)
    return closes and tagged and len(words) <= _LONGEST_TAG


def _piece(sentence: Span, start: int, end: int) -> Piece | None:
    doc = sentence.doc
    while (
        start < end
        and (_opens_nothing(doc[start]) or doc[start].is_space)
        and start > sentence.start
    ):
        start += 1
    while end > start and (doc[end - 1].lower_ in _TRAILING or doc[end - 1].is_space):
        end -= 1
    if end <= start:
        return None
    return Piece(start, end, _head_of(doc[start:end]))


def _opens_nothing(token: Token) -> bool:
    """Joining words and marks before a clause; a relative "that" is part of it."""
    return token.lower_ in _LEADING and not (token.lower_ == "that" and token.dep_ in SUBJECTS)


def _head_of(span: Span) -> Token:
    outside = [t for t in span if t.head.i < span.start or t.head.i >= span.end or t.dep_ == "ROOT"]
    verbs = [t for t in outside if t.pos_ in ("VERB", "AUX")]
    return (verbs or outside or [span.root])[0]


def _merge_short(sentence: Span, pieces: list[Piece]) -> list[Piece]:
    """Pieces with too few words go back to the one before them."""
    kept: list[Piece] = []
    for piece in pieces:
        words = [t for t in sentence.doc[piece.start : piece.end] if t.is_alpha or t.like_num]
        if kept and len(words) < 3 and piece.start >= kept[-1].end:
            kept[-1] = Piece(kept[-1].start, piece.end, kept[-1].head)
        else:
            kept.append(piece)
    return kept
