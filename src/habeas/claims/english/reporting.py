"""Verbs that put words into somebody's mouth: who says it, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, ReportingVerb, reporting_verbs
from habeas.claims.english.carrying import told_outlet
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.nouns import can_speak, document_nouns, may_speak
from habeas.claims.mention import MentionKind
from habeas.claims.tables import word_class
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})


def verb_cue(token: Token, sentence: Span, quoted: frozenset[int]) -> Cue | None:
    """The cue that a verb makes; None where it reports nothing, or stands inside a quotation."""
    if token.pos_ not in ("VERB", "AUX") and not (token.pos_ == "NOUN" and token.dep_ == "ROOT"):
        return None
    lemma = token.lemma_.lower()
    if token.i in quoted:
        return None
    special = _special_cue(token, lemma)
    if special is not None:
        return special
    if _is_passive(token):
        return None
    verb = reporting_verbs().get(lemma) or _document_speaks(token)
    if verb is None:
        return None
    if token.dep_ == "acl" and token.head.lemma_.lower() in document_nouns():
        return None
    content = _content_of(token, verb, sentence, quoted)
    if content is None or not _lexical_limits(token, lemma, content):
        return None
    subject = _subject_of(token, quoted)
    speaks = may_speak if verb.any_subject else can_speak
    if subject is not None and not speaks(subject):
        return None
    return _cue(token, lemma, verb.stance, subject, content)


def _cue(
    token: Token, lemma: str, stance: Stance, subject: Token | None, content: frozenset[int]
) -> Cue:
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
        introduces=_ends_with_colon(token.sent),
    )


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
    if _ends_with_colon(sentence) and _is_outermost(token):
        return frozenset()
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
        subject = _subject_of(token)
        return subject is not None and subject.dep_ == "nsubj"
    if lemma in ("hold", "rule", "charge", "post", "hear"):
        return any(child.dep_ == "ccomp" for child in token.children) or (
            lemma == "post" and bool(objects)
        )
    if lemma == "point":
        return any(child.lower_ in ("out", "to") for child in token.rights)
    return True


def _is_passive(token: Token) -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children) or (
        token.tag_ == "VBN" and token.dep_ in ("acl", "amod")
    )


def _subject_of(token: Token, quoted: frozenset[int] = frozenset()) -> Token | None:
    """The subject of a verb, or of the verb that it is coordinated with.

    Words inside a quotation are never the subject of a verb outside it.
    """
    subjects = [
        child for child in token.children if child.dep_ == "nsubj" and child.i not in quoted
    ]
    if subjects:
        nearest = min(subjects, key=lambda child: abs(child.i - token.i))
        relative = nearest.tag_ in ("WP", "WDT") and token.dep_ == "relcl"
        return _antecedent(token) if relative else nearest
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and token.head.i not in quoted:
        return _subject_of(token.head, quoted)
    if token.dep_ in ("xcomp", "advcl", "acl"):
        return None
    return _subject_before(token) or _inverted_subject(token, quoted)


def _subject_before(token: Token) -> Token | None:
    """A name right before the main verb that the parser hung elsewhere."""
    if token.dep_ != "ROOT":
        return None
    position = token.i - 1
    while position > token.sent.start and (
        token.doc[position].is_punct or token.doc[position].pos_ in ("ADV", "AUX")
    ):
        position -= 1
    before = token.doc[position]
    return before if before.pos_ == "PROPN" and before.dep_ in ("appos", "pobj", "conj") else None


def _antecedent(token: Token) -> Token:
    return token.head


def _inverted_subject(token: Token, quoted: frozenset[int]) -> Token | None:
    """`…”, said Kovalenko`: a name right after the verb that the parser took for an object."""
    following = token.i + 1
    if following < token.sent.end and (token.dep_ == "ROOT" or token.head.i in quoted):
        for child in token.rights:
            if child.dep_ in ("dobj", "attr", "npadvmod") and child.left_edge.i == following:
                return child
    return None


def _governing_verb(token: Token) -> Token | None:
    """For a participle (`noting that …`): the verb whose subject it shares."""
    return next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)


def _special_cue(token: Token, lemma: str) -> Cue | None:
    content = frozenset(t.i for t in token.subtree)
    if lemma in ("refuse", "decline") and any(
        child.dep_ == "xcomp" and child.lemma_.lower() in word_class("refused_acts")
        for child in token.rights
    ):
        return _cue(token, lemma, Stance.DENIES, _subject_of(token), content)
    if lemma in ("answer", "respond", "reply") and any(
        child.dep_ == "neg" for child in token.lefts
    ):
        asked = {t.lemma_.lower() for t in token.subtree} & word_class("answered_things")
        return _cue(token, lemma, Stance.DENIES, _subject_of(token), content) if asked else None
    if lemma == "call" and any(child.lower_ in ("for", "on") for child in token.rights):
        return (
            None
            if _is_passive(token)
            else _cue(token, lemma, Stance.ASSERTS, _subject_of(token), content)
        )
    if lemma == "speak" and any(child.lower_ == "out" for child in token.rights):
        return _cue(token, lemma, Stance.ASSERTS, _subject_of(token), content)
    if lemma in word_class("statement_verbs") and not _is_passive(token):
        return _statement_cue(token, lemma)
    return None


def _statement_cue(token: Token, lemma: str) -> Cue | None:
    """`issued a determination that …`, `published an account of …`."""
    for child in token.rights:
        if child.dep_ != "dobj" or child.lemma_.lower() not in document_nouns():
            continue
        clauses = [
            c
            for c in child.rights
            if c.dep_ in ("acl", "ccomp", "relcl") and c.pos_ in ("VERB", "AUX")
        ]
        of = [c for c in child.rights if c.lower_ in ("of", "about", "on", "showing")]
        if not clauses and not of:
            return None
        parts = clauses or of
        cue = _cue(
            token,
            lemma,
            Stance.ASSERTS,
            _subject_of(token),
            frozenset(t.i for part in parts for t in part.subtree),
        )
        cue.opens_account = bool(of) and child.lemma_.lower() in word_class("accounts")
        return cue
    return None


def _ends_with_colon(sentence: Span) -> bool:
    return sentence.text.rstrip().endswith(":")
