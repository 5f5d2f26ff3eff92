"""Attributions that the parser misreads, told by where their words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, reporting_verbs
from habeas.claims.english.cue_building import verb_and_subject
from habeas.claims.english.nouns import can_speak
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_TAG = 7


def misread_cue(token: Token, sentence: Span, quoted: frozenset[int]) -> Cue | None:
    """The cue of a verb of saying that the syntax hides; None where the syntax can be trusted."""
    lemma = token.lemma_.lower()
    if lemma not in reporting_verbs() or token.i == sentence.start:
        return None
    return (
        _gap(token, lemma, sentence)
        or _tag(token, lemma, sentence, quoted)
        or _taken_for_a_noun(token, lemma, sentence)
    )


def _gap(token: Token, lemma: str, sentence: Span) -> Cue | None:
    """`…, which critics charge is a work camp`: a finite verb right behind the verb of saying."""
    before, after = token.nbor(-1), token.i + 1
    if token.tag_ not in _FINITE or after >= sentence.end or not can_speak(before):
        return None
    follows = sentence.doc[after].tag_ in ("VBZ", "VBD", "MD") and before.pos_ != "PRON"
    if not follows or before.pos_ not in ("NOUN", "PROPN"):
        return None
    content = frozenset(range(after, sentence.end))
    return verb_and_subject(token, lemma, reporting_verbs()[lemma].stance, before, content)


def _tag(token: Token, lemma: str, sentence: Span, quoted: frozenset[int]) -> Cue | None:
    """`…, the doctor, Ada Example, told reporters.`: a short tag that ends the sentence."""
    verb = reporting_verbs()[lemma]
    if token.tag_ != "VBD" or not verb.any_subject or token.dep_ in ("ROOT", "relcl"):
        return None
    rest = sentence.doc[token.i + 1 : sentence.end]
    closes = len(rest) <= _LONGEST_TAG and not any(t.pos_ in ("VERB", "AUX") for t in rest)
    named = token.nbor(-1)
    if named.text == "," and named.i > sentence.start:
        named = named.nbor(-1)
    own = any(child.dep_ == "nsubj" and child.right_edge.i >= named.i - 1 for child in token.lefts)
    reported = any(child.dep_ == "ccomp" for child in token.children)
    if not closes or reported or named.pos_ != "PROPN" or named.i in quoted or not own:
        return None
    comma = next(
        (i for i in range(named.i, sentence.start + 2, -1) if sentence.doc[i].text == ","), None
    )
    if comma is None or not any(
        t.pos_ in ("VERB", "AUX") for t in sentence.doc[sentence.start : comma]
    ):
        return None
    content = frozenset(range(sentence.start, comma))
    return verb_and_subject(token, lemma, verb.stance, named, content)


def _taken_for_a_noun(token: Token, lemma: str, sentence: Span) -> Cue | None:
    """`The relatives of A dispute this account`: no other main verb, and an article behind."""
    after = token.i + 1
    if token.pos_ != "NOUN" or token.tag_ != "NN" or after + 1 >= sentence.end:
        return None
    root = sentence.root
    if root.pos_ not in ("NOUN", "PROPN") or root.i >= token.i or not can_speak(root):
        return None
    said = any(
        t.lemma_.lower() in word_class("denied_things") for t in sentence.doc[after : after + 4]
    )
    if sentence.doc[after].pos_ != "DET" or not said:
        return None
    content = frozenset(range(after, sentence.end))
    return verb_and_subject(token, lemma, reporting_verbs()[lemma].stance, root, content)
