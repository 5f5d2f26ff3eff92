"""Who passes words on: `as cited by X`, `interview with X`, `told X`, `X reported, citing Y`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.nouns import can_speak, group_nouns, role_nouns
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.tables import word_class
from habeas.language import outlet

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CARRIED = {
    "cited": "by",
    "quoted": "by",
    "reported": "by",
    "published": "by",
    "relayed": "by",
    "told": "to",
}
_NAMED = frozenset({MentionKind.PERSON, MentionKind.BODY})


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


def told_outlet(token: Token, lemma: str) -> tuple[str, ...]:
    """`told the Herald`: the listener is the carrier when it is a name and no known person."""
    if lemma not in ("tell", "inform", "assure", "notify"):
        return ()
    for child in token.rights:
        if child.dep_ in ("dobj", "dative", "nsubj", "npadvmod", "oprd") and child.i > token.i:
            if child.pos_ != "PROPN" or child.lemma_.lower() in role_nouns():
                continue
            mention = mention_of(child)
            carrier = carrier_name(mention) if mention else None
            if carrier:
                return (carrier,)
    return ()


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


def pass_on_what_is_cited(cues: list[Cue]) -> list[Cue]:
    """`X reported, citing Y, that …`: Y is the source and X the carrier."""
    kept: list[Cue] = []
    for cue in cues:
        outer = _outer_of(cue, cues) if _cites(cue) else None
        cited = _cited(cue) if outer is not None else None
        if outer is None or cited is None:
            kept.append(cue)
            continue
        carrier = outer.source
        if carrier is not None and carrier.kind in _NAMED:
            outer.via = tuple(dict.fromkeys((carrier.name, *outer.via)))
        outer.source, outer.inherits = cited, None
        outer.governs -= frozenset(t.i for t in _clause_of(cue))
    return kept


def _cites(cue: Cue) -> bool:
    return cue.lemma in ("cite", "quote") and cue.word.tag_ == "VBG"


def _clause_of(cue: Cue) -> Span:
    cited = _cited_noun(cue)
    end = cited.right_edge.i + 1 if cited is not None else cue.word.i + 1
    return cue.word.doc[cue.word.i : end]


def _outer_of(cue: Cue, cues: list[Cue]) -> Cue | None:
    """The attribution that the participle belongs to: above it, or else the one before it."""
    others = [other for other in cues if other is not cue and other.source is not None]
    above = set(cue.word.ancestors)
    for other in others:
        if other.word in above:
            return other
    before = [other for other in others if other.word.i < cue.word.i]
    return before[-1] if before else None


def _cited_noun(cue: Cue) -> Token | None:
    return next((child for child in cue.word.rights if child.dep_ == "dobj"), None)


def _cited(cue: Cue) -> Mention | None:
    """A person, a body or a document with an author; not "citing torture", "citing documents"."""
    noun = _cited_noun(cue)
    if noun is None or not can_speak(noun):
        return None
    mention = mention_of(noun)
    if mention is None or mention.kind is MentionKind.DOCUMENT:
        return None
    lemma = noun.lemma_.lower()
    speaks = mention.kind in _NAMED or mention.human or lemma in group_nouns()
    return mention if speaks else None


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
