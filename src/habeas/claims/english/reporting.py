"""Verbs that put words into somebody's mouth: who says it, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, ReportingVerb, reporting_verbs
from habeas.claims.english.cue_building import ends_with_colon, verb_and_subject
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.misread import misread_cue
from habeas.claims.english.nouns import can_speak, document_nouns, may_speak
from habeas.claims.english.set_phrases import special_cue
from habeas.claims.english.subjects import is_not_said, is_passive, subject_of
from habeas.claims.mention import MentionKind
from habeas.claims.tables import word_class
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})


def verb_cue(token: Token, sentence: Span, quoted: frozenset[int]) -> Cue | None:
    """The cue that a verb makes; None where it reports nothing, or stands inside a quotation."""
    lemma = token.lemma_.lower()
    if token.i in quoted:
        return None
    misread = misread_cue(token, sentence, quoted)
    if misread is not None:
        return misread
    if token.pos_ not in ("VERB", "AUX") and not (token.pos_ == "NOUN" and token.dep_ == "ROOT"):
        return None
    special = special_cue(token, lemma)
    if special is not None:
        return special
    if is_passive(token) or is_not_said(token):
        return None
    verb = reporting_verbs().get(lemma) or _document_speaks(token)
    if verb is None:
        return None
    if token.dep_ == "acl" and token.head.lemma_.lower() in document_nouns():
        return None
    content = _content_of(token, verb, sentence, quoted)
    if content is None or not _lexical_limits(token, lemma, content):
        return None
    subject = subject_of(token, quoted)
    speaks = may_speak if verb.any_subject else can_speak
    if subject is not None and not speaks(subject):
        return None
    return verb_and_subject(token, lemma, verb.stance, subject, content)


def _content_of(
    token: Token, verb: ReportingVerb, sentence: Span, quoted: frozenset[int]
) -> frozenset[int] | None:
    """Token indices of what the verb reports; None when it reports nothing."""
    found: set[int] = set()
    for child in token.children:
        if child.dep_ in _CLAUSES and (
            child.dep_ != "xcomp" or token.lemma_.lower() in word_class("takes_infinitive")
        ):
            found.update(t.i for t in child.subtree)
    if not found and token.dep_ == "parataxis":
        own = {t.i for t in token.subtree}
        found.update(t.i for t in token.head.subtree if t.i not in own)
    quotes = {i for i in quoted if sentence.start <= i < sentence.end}
    if len(quotes) >= 3 and _is_outermost(token):
        found.update(quotes)
    if found:
        return frozenset(found)
    objects = [c for c in token.rights if c.dep_ in ("dobj", "oprd", "prep", "attr", "acomp")]
    if verb.complement == "object" and any(
        c.dep_ == "dobj" or c.lower_ in ("for", "on", "as", "about", "of") for c in objects
    ):
        return frozenset(t.i for c in objects for t in c.subtree)
    if (
        verb.complement == "number"
        and any(t.like_num for t in token.subtree)
        and any(c.lower_ == "at" for c in objects)
    ):
        return frozenset(t.i for c in objects for t in c.subtree)
    if verb.complement == "statement" and any(
        c.lemma_.lower() in document_nouns() for c in objects
    ):
        return frozenset(t.i for c in objects for t in c.subtree)
    if verb.complement == "quote" and (
        any(c.dep_ == "oprd" or c.lower_ in ("as", "for", "on") for c in objects)
        or (quotes and objects)
    ):
        return frozenset(t.i for c in objects for t in c.subtree)
    if ends_with_colon(sentence) and _is_outermost(token):
        return frozenset()
    colon = next((t.i for t in sentence.doc[token.i + 1 : sentence.end - 3] if t.text == ":"), None)
    if colon is not None and token.tag_ in ("VBD", "VBZ", "VBP") and _is_outermost(token):
        return frozenset(range(colon + 1, sentence.end))
    return _content_after(token, verb, sentence)


def _content_after(token: Token, verb: ReportingVerb, sentence: Span) -> frozenset[int] | None:
    """What follows a verb of saying where the parser did not see that it is reported.

    Either "that" stands right behind the verb, or a clause with a subject of its own follows a
    verb that does little but report.
    """
    if token.tag_ not in ("VBD", "VBZ", "VBP") or verb.complement != "clause":
        return None
    after = sentence.doc[token.i + 1 : sentence.end]
    if len(after) and after[0].lower_ == "that" and after[0].dep_ in ("mark", "det", "nsubj"):
        return frozenset(t.i for t in after)
    if verb.any_subject or token.lemma_.lower() in word_class("telling"):
        for word in after:
            if word.lower_ == "that" and _opens_a_clause(word):
                return frozenset(range(word.i, sentence.end))
            if word.is_punct or word.pos_ in ("VERB", "AUX"):
                break
    if not verb.any_subject or token.dep_ not in ("ROOT", "conj", "relcl"):
        return None
    for word in after:
        if word.is_punct:
            return None
        finite = word.tag_ in ("VBD", "VBZ", "VBP", "MD") and word.dep_ not in ("relcl", "advcl")
        if finite and any(t.dep_ in ("nsubj", "nsubjpass") for t in word.lefts):
            return frozenset(t.i for t in after)
    return None


def _document_speaks(token: Token) -> ReportingVerb | None:
    """`A June report by X counted …`: any verb of a document that has an author reports."""
    subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
    if subject is None or subject.lemma_.lower() not in document_nouns():
        return None
    mention = mention_of(subject)
    if mention is None or mention.kind is MentionKind.DOCUMENT:
        return None
    return ReportingVerb(Stance.ASSERTS, "object")


def _is_outermost(token: Token) -> bool:
    return not any(
        ancestor.lemma_.lower() in reporting_verbs() and ancestor.pos_ == "VERB"
        for ancestor in token.ancestors
    )


def _lexical_limits(token: Token, lemma: str, content: frozenset[int]) -> bool:
    objects = [child for child in token.children if child.dep_ in ("dobj", "dative")]
    if lemma in ("reject", "dismiss", "dispute"):
        claimed = any(child.lemma_.lower() in word_class("denied_things") for child in objects)
        characterised = any(child.lower_ == "as" for child in token.rights)
        return claimed or characterised or not objects
    if lemma == "deny":
        if any(child.dep_ == "dative" for child in objects) or len(objects) > 1:
            return False
        return (
            not objects
            or objects[0].lemma_.lower() in word_class("denied_things")
            or any(child.dep_ in _CLAUSES for child in token.children)
        )
    if lemma in ("show", "indicate", "suggest", "prove", "demonstrate", "find", "reveal"):
        return (
            any(child.dep_ in ("ccomp", "parataxis") for child in token.children)
            or lemma == "reveal"
        )
    if lemma in ("identify", "record", "verify", "document", "report", "describe", "recall"):
        subject = subject_of(token)
        return subject is not None and subject.dep_ == "nsubj"
    if lemma in ("hold", "rule", "charge", "post", "hear"):
        return any(child.dep_ == "ccomp" for child in token.children) or (
            lemma == "post" and bool(objects)
        )
    if lemma == "point":
        return any(child.lower_ in ("out", "to") for child in token.rights)
    return True


def _opens_a_clause(that: Token) -> bool:
    """`said in a letter that her office …`: a clause with its own subject, no relative one."""
    own = any(t.dep_ in ("nsubj", "nsubjpass", "expl") and t != that for t in that.head.lefts)
    return that.dep_ != "det" and that.head.i > that.i and own
