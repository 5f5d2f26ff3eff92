"""Building the cue of a verb from its subject and what it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.english.carrying import told_outlet
from habeas.claims.english.mentions import mention_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.model import Stance


def verb_and_subject(
    token: Token, lemma: str, stance: Stance, subject: Token | None, content: frozenset[int]
) -> Cue:
    """The cue of a verb with its subject, who may be told in another verb, and its content."""
    source = mention_of(subject) if subject is not None else None
    inherits = None if subject is not None else _governing_verb(token)
    start = min([token.i, *([subject.left_edge.i] if subject is not None else [])])
    end = token.i + 1
    if subject is not None and subject.i > token.i:
        end = subject.right_edge.i + 1
    for child in token.rights:
        if child.dep_ in ("dobj", "dative", "prt") and lemma in (
            "tell",
            "inform",
            "assure",
            "point",
        ):
            end = max(end, child.right_edge.i + 1)
    return Cue(
        token,
        lemma,
        stance,
        source,
        inherits,
        content,
        (start, end),
        told_outlet(token, lemma),
        introduces=ends_with_colon(token.sent),
    )


def _governing_verb(token: Token) -> Token | None:
    """For a participle (`noting that …`): the verb whose subject it shares."""
    return next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)


def ends_with_colon(sentence: Span) -> bool:
    """Whether what is said comes after the sentence."""
    return sentence.text.rstrip().endswith(":")
