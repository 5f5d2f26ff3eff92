"""Sources that no verb of saying names: `according to X`, `in X's view`, `as cited by X`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, reporting_verbs
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.nouns import can_speak
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.tables import word_class
from habeas.language import outlet
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CARRIED = {"cited": "by", "quoted": "by", "reported": "by", "told": "to"}


def according_to(sentence: Span) -> Cue | None:
    """The cue of `according to X`: it governs the rest of the sentence."""
    doc = sentence.doc
    for token in sentence:
        if (
            token.lower_ == "according"
            and token.i + 1 < sentence.end
            and doc[token.i + 1].lower_ == "to"
        ):
            head = next((t for t in doc[token.i + 2 : sentence.end] if t.dep_ == "pobj"), None)
            source = _author_after(head) if head is not None else None
            if head is None or source is None:
                continue
            end = min(max(head.right_edge.i + 1, head.i + 1), sentence.end)
            outside = frozenset(range(sentence.start, token.i)) | frozenset(
                range(end, sentence.end)
            )
            return Cue(token, "according to", Stance.ASSERTS, source, None, outside, (token.i, end))
    return None


def as_reported(sentence: Span) -> Cue | None:
    """`As X reported, …`: X is the source of the rest of the sentence."""
    for token in sentence:
        marked = any(child.lower_ == "as" and child.dep_ == "mark" for child in token.lefts)
        if token.dep_ != "advcl" or not marked or token.lemma_.lower() not in reporting_verbs():
            continue
        subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
        source = mention_of(subject) if subject is not None and can_speak(subject) else None
        if source is not None:
            start, end = token.left_edge.i, token.right_edge.i + 1
            outside = frozenset(range(sentence.start, start)) | frozenset(range(end, sentence.end))
            return Cue(token, "as reported", Stance.ASSERTS, source, None, outside, (start, end))
    return None


def _author_after(head: Token) -> Mention | None:
    """`according to estimates by X`: X, even where the parser lost the way to it."""
    mention = mention_of(head)
    if mention is None or mention.kind is not MentionKind.DOCUMENT:
        return mention
    following = head.doc[head.i + 1 : head.sent.end]
    if len(following) > 1 and following[0].lower_ == "by":
        nouns = []
        for token in following[1:]:
            if token.is_punct or token.pos_ in ("ADP", "CCONJ") or token.tag_ in ("VBD", "VBZ"):
                break
            nouns.append(token)
        named = [token for token in nouns if token.pos_ in ("NOUN", "PROPN")]
        if named and can_speak(named[-1]):
            return mention_of(named[-1])
    return mention


def in_view_of(sentence: Span) -> Cue | None:
    """`In his submission, …`, `in Kovalenko's view, …`."""
    for token in sentence:
        if (
            token.lower_ in word_class("views")
            and token.dep_ == "pobj"
            and token.head.lower_ in ("in", "by")
        ):
            owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
            source = mention_of(owner) if owner is not None else None
            if owner is not None and source is not None:
                start, end = token.head.i, token.i + 1
                outside = frozenset(range(sentence.start, start)) | frozenset(
                    range(end, sentence.end)
                )
                return Cue(
                    token, f"in {token.lower_}", Stance.ASSERTS, source, None, outside, (start, end)
                )
    return None


def carriers(sentence: Span) -> tuple[str, ...]:
    """`as cited by X`, `as reported by X`, `in an interview with X`, `in a statement to X`."""
    names: list[str] = []
    for token in sentence:
        preposition = _CARRIED.get(token.lower_)
        if preposition and token.i > sentence.start and _after_as(token):
            names.extend(_object_names(token, preposition))
        carries = token.dep_ == "pobj" and token.head.lower_ in ("in", "during", "by")
        if carries and token.lemma_.lower() in word_class("carrier_nouns"):
            for preposition in ("with", "to"):
                names.extend(_object_names(token, preposition))
    return tuple(dict.fromkeys(names))


def _after_as(token: Token) -> bool:
    previous = token.nbor(-1)
    return previous.lower_ == "as" or any(child.lower_ == "as" for child in token.lefts)


def _object_names(token: Token, preposition: str) -> list[str]:
    for child in token.rights:
        if child.lower_ == preposition:
            for inner in child.rights:
                if inner.dep_ == "pobj" and (mention := mention_of(inner)) is not None:
                    carrier = carrier_name(mention)
                    return [carrier] if carrier else []
    return []


def carrier_name(mention: Mention) -> str | None:
    """The name under which a mention carries words; None where it is no outlet or body."""
    if mention.kind is MentionKind.PRONOUN or mention.kind is MentionKind.DOCUMENT:
        return None
    known = outlet(mention.name)
    if known is None and mention.kind is MentionKind.PERSON and " " in mention.name:
        return None
    if known is None and mention.kind is MentionKind.DESCRIPTION:
        return None
    return mention.name
