"""Who a noun phrase names: a person, a body, a document's author, or a description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.claims.english.nouns import (
    HUMAN_ENDINGS,
    can_speak,
    document_nouns,
    group_nouns,
    role_nouns,
)
from habeas.claims.english.person_names import capitalised_run, person_name
from habeas.claims.english.phrases import (
    is_capitalised,
    object_of,
    phrase_edges,
    plain_text,
    strip_article,
)
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.tables import word_class
from habeas.language import Gender, gender_of, role_gender

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_SUBJECT_FORMS = {"his": "he", "him": "he", "her": "she", "their": "they", "them": "they"}
_PRONOUN_GENDER = {"he": Gender.MALE, "she": Gender.FEMALE}
_PLURAL_PRONOUNS = frozenset("they we some others many several".split())
_SPEAKING_PRONOUNS = _PLURAL_PRONOUNS | frozenset("he she it i who which that one another".split())


def mention_of(head: Token) -> Mention | None:
    """The mention whose syntactic head is this token; None where nobody could be meant."""
    found = _mention_of(head)
    if found is None or found.kind is MentionKind.PRONOUN:
        return found
    collective = found.head in group_nouns()
    return replace(
        found,
        collective=collective,
        generic=group_nouns().get(found.head, False),
        human=found.head in role_nouns() or found.head.endswith(HUMAN_ENDINGS),
        loose=collective and _says_only_the_sort(found),
    )


def _says_only_the_sort(mention: Mention) -> bool:
    words = set(mention.name.casefold().split()) - {mention.head}
    return words <= word_class("sorts_of_bodies")


def _mention_of(head: Token) -> Mention | None:
    if head.pos_ == "PRON" or head.tag_ in ("WP", "WDT", "EX"):
        return _pronoun(head)
    if head.lower_ in word_class("partitives"):
        inner = object_of(head, "of")
        if inner is not None and inner.pos_ == "PRON" and head.lower_ in word_class("few"):
            return _some_of_them(head, inner)
        if inner is not None:
            return mention_of(inner)
    person = person_name(head)
    if person is not None:
        return _person(head, person)
    trailing = _trailing_person(head)
    if trailing is not None:
        return trailing
    if head.lemma_.lower() in document_nouns() and not _is_part_of_a_name(head):
        return _document(head)
    named = _named_apposition(head)
    if named is not None:
        return named
    return _named_body(head) or _noun_phrase(head)


def _after_the_sort(head: Token, start: int) -> int:
    """`the local NGO Clear Water`: the name begins behind the noun for the sort of body."""
    doc = head.doc
    for position in range(head.i - 1, start - 1, -1):
        word = doc[position]
        sort = word.lower_ in group_nouns() and (word.is_lower or word.text == "NGO")
        if sort and head.pos_ == "PROPN" and doc[position + 1].text[:1].isupper():
            return position + 1
    return start


def _some_of_them(head: Token, inner: Token) -> Mention:
    """`one of them`: somebody of a group, whom nothing tells apart."""
    span = head.doc[head.left_edge.i : inner.i + 1]
    return Mention(
        span.text,
        MentionKind.DESCRIPTION,
        span.start_char,
        span.end_char,
        plural=head.lower_ != "one",
        head=head.lower_,
    )


def _person(head: Token, name: Span) -> Mention:
    role = _role_before(head, name) or _role_after(head) or _role_above(head)
    words = name.text.split()
    gender = gender_of(words[0])
    if gender is None and role:
        gender = next((found for word in role.split() if (found := role_gender(word))), None)
    return _named(name, role, gender, head)


def _named(name: Span, role: str | None, gender: Gender | None, head: Token) -> Mention:
    start, end = name.start_char, name.end_char
    return Mention(name.text, MentionKind.PERSON, start, end, role, gender, head=head.lower_)


def _role_before(head: Token, name: Span) -> str | None:
    doc = head.doc
    left = min(name.start, head.left_edge.i)
    while left < name.start and (doc[left].pos_ == "DET" or doc[left].is_punct):
        left += 1
    words = doc[left : name.start]
    if not words or any(token.pos_ in ("VERB", "AUX") and token.dep_ != "amod" for token in words):
        return None
    return words.text.strip(" ,") or None


def _role_after(head: Token) -> str | None:
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            return strip_article(plain_text(child))
    return None


def _role_above(head: Token) -> str | None:
    """`the head of the ward, Ada Example`: the noun that the name stands beside."""
    above = head.head
    if head.dep_ != "appos" or above.lemma_.lower() not in role_nouns() or above.i > head.i:
        return None
    words = head.doc[above.left_edge.i : head.left_edge.i].text.strip(" ,")
    return strip_article(" ".join(words.split())) or None


def _is_part_of_a_name(head: Token) -> bool:
    """`told the Harbour Post`: a noun for a document that ends the name of an outlet."""
    return head.pos_ == "PROPN" and any(
        child.dep_ == "compound" and child.pos_ == "PROPN" and child.ent_type_ != "DATE"
        for child in head.lefts
    )


def _named_apposition(head: Token) -> Mention | None:
    """`the baker, Ada Example`: the name, where the noun before it is one for a person."""
    lemma = head.lemma_.lower()
    known = lemma in role_nouns() or head.lower_ in role_nouns()
    if head.pos_ == "PROPN" and not known:
        return None
    if head.pos_ not in ("NOUN", "PROPN") or (
        not known and (lemma in group_nouns() or head.tag_ == "NNS")
    ):
        return None
    for child in head.rights:
        if child.dep_ == "appos":
            name = person_name(child) or (capitalised_run(child) if known else None)
            if name is not None:
                role = strip_article(plain_text(head))
                gender = role_gender(head.lemma_.lower()) or gender_of(name.text.split()[0])
                return _named(name, role, gender, child)
    return None


def _trailing_person(head: Token) -> Mention | None:
    """`Director of the Forensic Unit Ada Example`: a role with the name at its end."""
    last = head.right_edge
    if last.i <= head.i or last.pos_ != "PROPN" or any(t.text == "," for t in head.subtree):
        return None
    name = person_name(last)
    if name is None or name.start <= head.i:
        return None
    if name.root.dep_ == "pobj" and name.root.head.lower_ in ("from", "in", "near", "at", "to"):
        return None
    if not {head.lemma_.lower(), head.doc[name.start - 1].lower_} & role_nouns():
        return None
    role = strip_article(head.doc[head.left_edge.i : name.start].text)
    gender = gender_of(name[0].text) or role_gender(head.lemma_.lower())
    return _named(name, role, gender, last)


def _document(head: Token) -> Mention:
    author = _author_of(head)
    if author is not None:
        return replace(author, document=head.lemma_.lower())
    plain = _noun_phrase(head)
    return Mention(
        plain.name,
        MentionKind.DOCUMENT,
        plain.start,
        plain.end,
        plural=plain.plural,
        definite=plain.definite,
        head=head.lemma_.lower(),
    )


def _author_of(head: Token) -> Mention | None:
    """`a report by X`, `X's report`, `a July report of X`, `an X investigation`."""
    for preposition in ("by", "of", "from"):
        inner = object_of(head, preposition)
        if inner is not None and _is_author(inner, preposition):
            return mention_of(inner)
    for child in head.lefts:
        if child.dep_ == "poss":
            return mention_of(child)
    for child in head.rights:
        if child.dep_ == "relcl" and child.lemma_.lower() in word_class("statement_verbs"):
            subject = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
            if subject is not None and subject.tag_ not in ("WP", "WDT") and can_speak(subject):
                return mention_of(subject)
    compounds = [
        c for c in head.lefts if c.dep_ in ("compound", "nmod", "amod") and c.pos_ == "PROPN"
    ]
    compounds = [c for c in compounds if c.ent_type_ not in ("DATE", "NORP", "GPE")]
    if compounds:
        span = head.doc[compounds[0].left_edge.i : compounds[-1].i + 1]
        return Mention(
            span.text, MentionKind.BODY, span.start_char, span.end_char, head=compounds[-1].lower_
        )
    return None


def _is_author(token: Token, preposition: str) -> bool:
    """A name, or a body; behind `by` anybody who can speak."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON"):
        return True
    if token.lemma_.lower() in group_nouns():
        return True
    told = token.head.head.lemma_.lower() in word_class("told_things")
    return (preposition == "by" or told) and can_speak(token)


def _named_body(head: Token) -> Mention | None:
    """`the broadcaster Example`: a name right behind the noun that introduces it."""
    doc, end = head.doc, head.i + 1
    while end < head.sent.end and doc[end].pos_ == "PROPN":
        end += 1
    if head.pos_ != "NOUN" or end == head.i + 1 or doc[end - 1].head != head:
        return None
    span = doc[head.i + 1 : end]
    return Mention(
        span.text,
        MentionKind.BODY,
        span.start_char,
        span.end_char,
        strip_article(doc[head.left_edge.i : head.i + 1].text),
        head=span[-1].lower_,
    )


def _noun_phrase(head: Token) -> Mention:
    doc = head.doc
    start, end = phrase_edges(head)
    if head.pos_ == "NOUN":
        end = max(end, _coordinated_end(head))
    definite = doc[start].lower_ in ("the", "this", "these", "that", "those") or any(
        child.dep_ == "poss" for child in head.lefts
    )
    pair = _is_pair(head)
    while start < end - 1 and _is_no_part(doc[start]):
        start += 1
    while start < end - 1 and doc[start].lower_ in word_class("pointing_back"):
        start, definite = start + 1, True
    start = _after_the_sort(head, start)
    span = doc[start:end]
    # "The Special Rapporteur" is a person that stands for a name, "the Ministry" a body.
    alone = head.pos_ == "PROPN" and end - start == 1
    titled = head.lower_ in role_nouns() and head.tag_ in ("NN", "NNP") and not alone
    named = (head.pos_ == "PROPN" or is_capitalised(span)) and not titled
    kind = MentionKind.BODY if named else MentionKind.DESCRIPTION
    return Mention(
        " ".join(span.text.split()),
        kind,
        span.start_char,
        span.end_char,
        gender=role_gender(head.lemma_.lower()),
        plural=head.tag_ in ("NNS", "NNPS"),
        definite=definite or pair,
        head=head.lemma_.lower(),
        pair=pair,
    )


def _is_no_part(token: Token) -> bool:
    """Articles and pointing words; "another man", "some guards" keep theirs."""
    if token.pos_ == "NUM" and token.ent_type_ == "DATE":
        return True
    if token.pos_ == "DET":
        return token.lower_ not in ("another", "some", "other", "several", "many", "both", "each")
    return token.pos_ in ("PUNCT", "CCONJ", "SPACE")


def _is_pair(head: Token) -> bool:
    """`both men`, `the two women`: two people who were named before."""
    if head.tag_ != "NNS" or head.lemma_.lower() not in role_nouns():
        return False
    before = {child.lower_ for child in head.lefts}
    return "both" in before or {"the", "two"} <= before


def _coordinated_end(head: Token) -> int:
    """`court papers and three former prisoners`: nouns that speak together stay together."""
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN") and can_speak(child):
            return child.i + 1
    return head.i + 1


def _pronoun(head: Token) -> Mention | None:
    lower = _SUBJECT_FORMS.get(head.lower_, head.lower_)
    if lower not in _SPEAKING_PRONOUNS:
        return None
    return Mention(
        head.text,
        MentionKind.PRONOUN,
        head.idx,
        head.idx + len(head),
        gender=_PRONOUN_GENDER.get(lower),
        plural=lower in _PLURAL_PRONOUNS,
        head=lower,
    )
