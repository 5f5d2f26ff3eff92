"""Sources beside what they say: `according to X`, `per X`, `in X's words`, `as X reported`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, reporting_verbs
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.nouns import can_speak
from habeas.claims.english.phrases import object_of
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.tables import word_class
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLAUSES = frozenset({"relcl", "advcl"})


def outside_cues(sentence: Span) -> list[Cue]:
    """The cues that stand beside what they attribute, in order."""
    found: list[Cue] = []
    for token in sentence:
        for rule in (_according_to, _per, _in_view_of, _as_reported):
            cue = rule(token, sentence)
            if cue is not None:
                found.append(cue)
    return found


def _according_to(token: Token, sentence: Span) -> Cue | None:
    """`according to X`: it governs the rest of its sentence, or of its clause."""
    doc = sentence.doc
    if token.lower_ != "according" or token.i + 1 >= sentence.end:
        return None
    if doc[token.i + 1].lower_ != "to":
        return None
    head = next((t for t in doc[token.i + 2 : sentence.end] if t.dep_ == "pobj"), None)
    source = _author_after(head) if head is not None else None
    if head is None or source is None:
        return None
    end = min(max(head.right_edge.i + 1, head.i + 1), sentence.end)
    return _outside(token, "according to", source, (token.i, end), sentence)


def _per(token: Token, sentence: Span) -> Cue | None:
    """`per the monitoring group X`; not "per day", "per cent"."""
    if token.lower_ != "per" or token.dep_ != "prep":
        return None
    head = next((child for child in token.rights if child.dep_ == "pobj"), None)
    if head is None or head.ent_type_ in ("DATE", "TIME", "MONEY") or not can_speak(head):
        return None
    if not (head.pos_ == "PROPN" or head.left_edge.i < head.i):
        return None
    source = mention_of(head)
    if source is None:
        return None
    return _outside(token, "per", source, (token.i, head.right_edge.i + 1), sentence)


def _in_view_of(token: Token, sentence: Span) -> Cue | None:
    """`In his submission, …`, `in the words of Kovalenko, …`, `by the group's count, …`."""
    if token.lower_ not in word_class("views") or token.dep_ != "pobj":
        return None
    if token.head.lower_ not in ("in", "by"):
        return None
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    if owner is None:
        owner = object_of(token, "of")
    source = mention_of(owner) if owner is not None and can_speak(owner) else None
    if owner is None or source is None:
        return None
    end = max(token.i, owner.right_edge.i if owner.i > token.i else token.i) + 1
    return _outside(token, f"in {token.lower_}", source, (token.head.i, end), sentence)


def _as_reported(token: Token, sentence: Span) -> Cue | None:
    """`As X reported, …`: X is the source of the rest of the sentence."""
    marked = any(child.lower_ == "as" and child.dep_ == "mark" for child in token.lefts)
    if token.dep_ != "advcl" or not marked or token.lemma_.lower() not in reporting_verbs():
        return None
    subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
    source = mention_of(subject) if subject is not None and can_speak(subject) else None
    if source is None:
        return None
    edges = (token.left_edge.i, token.right_edge.i + 1)
    return _outside(token, "as reported", source, edges, sentence)


def _outside(
    token: Token, lemma: str, source: Mention, edges: tuple[int, int], sentence: Span
) -> Cue:
    """The cue of a phrase that governs what stands around it."""
    first, last = _scope(token, edges, sentence)
    governed = frozenset(range(first, edges[0])) | frozenset(range(edges[1], last))
    return Cue(token, lemma, Stance.ASSERTS, source, None, governed, edges)


def _scope(token: Token, edges: tuple[int, int], sentence: Span) -> tuple[int, int]:
    """The sentence; where the phrase stands inside a relative or adverbial clause, that clause."""
    for clause in token.ancestors:
        if clause.dep_ not in _CLAUSES or clause.i < edges[1]:
            continue
        first, last = clause.left_edge.i, clause.right_edge.i + 1
        if first > sentence.start and first < edges[0]:
            return first, last
    return sentence.start, sentence.end


def _author_after(head: Token) -> Mention | None:
    """`according to estimates by X`: X, even where the parser lost the way to it."""
    mention = mention_of(head)
    if mention is None or mention.kind is not MentionKind.DOCUMENT:
        return mention
    following = head.doc[head.i + 1 : head.sent.end]
    if len(following) > 1 and following[0].lower_ == "by":
        named = list(_nouns_after(following))
        if named and can_speak(named[-1]):
            author = mention_of(named[-1])
            if author is not None and author.kind is MentionKind.DESCRIPTION:
                return _with_modifiers(author, named)
            return author
    return mention


def _nouns_after(following: Span) -> Iterator[Token]:
    for token in following[1:]:
        if token.is_punct or token.pos_ in ("ADP", "CCONJ") or token.tag_ in ("VBD", "VBZ"):
            return
        if token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ == "VBG":
            yield token


def _with_modifiers(author: Mention, words: list[Token]) -> Mention:
    span = words[0].doc[words[0].i : words[-1].i + 1]
    return replace(author, name=span.text, start=span.start_char, end=span.end_char)
