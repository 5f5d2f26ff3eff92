"""Attributions in the passive: `was told by X that`, `was reported by X`, `quoted as saying`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, reporting_verbs
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.nouns import can_speak
from habeas.claims.mention import MentionKind
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def passive_cue(token: Token, sentence: Span, quoted: frozenset[int]) -> Cue | None:
    """The cue of a reporting verb in the passive that names its source; else None."""
    if token.tag_ != "VBN" or token.i in quoted:
        return None
    if not any(child.dep_ in ("nsubjpass", "auxpass") for child in token.lefts):
        return None
    return _quoted_as_saying(token, sentence) or _with_agent(token, sentence)


def _quoted_as_saying(token: Token, sentence: Span) -> Cue | None:
    """`X was quoted by Y as saying that …`: X speaks, Y carries."""
    if token.lemma_.lower() not in ("quote", "cite", "report", "record"):
        return None
    subject = next((child for child in token.lefts if child.dep_ == "nsubjpass"), None)
    saying = next(
        (
            t
            for t in sentence.doc[token.i : sentence.end]
            if t.tag_ == "VBG"
            and t.lemma_.lower() in reporting_verbs()
            and t.nbor(-1).lower_ == "as"
        ),
        None,
    )
    source = mention_of(subject) if subject is not None and can_speak(subject) else None
    if saying is None or subject is None or source is None:
        return None
    agent = _agent(token)
    carrier = mention_of(agent) if agent is not None else None
    via = (carrier.name,) if carrier is not None and carrier.kind is not MentionKind.PRONOUN else ()
    verb = reporting_verbs()[saying.lemma_.lower()]
    content = frozenset(range(saying.i + 1, sentence.end))
    edges = (subject.left_edge.i, saying.i + 1)
    return Cue(token, saying.lemma_.lower(), verb.stance, source, None, content, edges, via)


def _with_agent(token: Token, sentence: Span) -> Cue | None:
    """A reporting verb with `by X`: X speaks; whoever was told by X carries it."""
    lemma = token.lemma_.lower()
    verb = reporting_verbs().get(lemma)
    agent = _agent(token)
    if verb is None or agent is None or not can_speak(agent) or agent.lemma_ in word_class("norms"):
        return None
    source = mention_of(agent)
    if source is None:
        return None
    subject = next((child for child in token.lefts if child.dep_ == "nsubjpass"), None)
    content = _clause_after(token, agent, sentence)
    if content is None and verb.complement == "object" and subject is not None:
        return Cue(
            token,
            lemma,
            verb.stance,
            source,
            None,
            frozenset(t.i for t in subject.subtree),
            (token.i, agent.right_edge.i + 1),
        )
    if content is None:
        return None
    told = mention_of(subject) if subject is not None and lemma in word_class("telling") else None
    via: tuple[str, ...] = ()
    if told is not None and told.kind in (MentionKind.PERSON, MentionKind.BODY):
        via = (told.name,)
    first = subject.left_edge.i if subject is not None else token.i
    return Cue(token, lemma, verb.stance, source, None, content, (first, min(content)), via)


def _clause_after(token: Token, agent: Token, sentence: Span) -> frozenset[int] | None:
    """What follows "that" behind the agent, wherever the parser hung it; else its clause."""
    doc = sentence.doc
    for position in range(agent.i + 1, sentence.end):
        if doc[position].lower_ in ("that", "how") and doc[position].head.i > position:
            return frozenset(range(position, sentence.end))
        if doc[position].is_punct:
            break
    for child in token.rights:
        if child.dep_ == "ccomp" or (child.lower_ == "as" and child.i > token.i):
            return frozenset(t.i for t in child.subtree)
    return None


def _agent(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return next((inner for inner in child.rights if inner.dep_ == "pobj"), None)
    return None
