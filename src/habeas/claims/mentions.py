"""Who a noun phrase names: a person, a body, a document's author, or a description."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.tables import rows
from habeas.language import Gender, gender_of, role_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


class MentionKind(StrEnum):
    """What sort of name or noun phrase it is."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may speak. Span in code points of its block.

    `role` is what the text calls a named person; `gender` is None where nothing tells it; `definite` is True
    for "the …" and possessives, which may stand for somebody named before.
    """

    name: str
    kind: MentionKind
    start: int
    end: int
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    definite: bool = False
    head: str = ""


_PARTITIVES = frozenset(
    ["half", "majority", "some", "many", "several", "one", "most", "number", "part", "dozen", "hundred", "thousand", "percent", "%", "third", "quarter", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "each", "all", "any", "none", "few"]
)
_JOINING = frozenset(["on", "for", "of", "and", "or", "the", "against", "in", "to"])
_HUMAN_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ish")
_SUBJECT_FORMS = {
    "his": "he",
    "him": "he",
    "her": "she",
    "their": "they",
    "them": "they",
    "its": "it",
}
_PRONOUN_GENDER = {"he": Gender.MALE, "she": Gender.FEMALE}
_PLURAL_PRONOUNS = frozenset(["they", "we", "some", "others", "many", "several"])
_SPEAKING_PRONOUNS = _PLURAL_PRONOUNS | frozenset(["he", "she", "it", "i", "who", "which", "that", "one"])


def mention_of(head: Token) -> Mention | None:
    """The mention whose syntactic head is this token; None where nobody could be meant."""
    if head.pos_ == "PRON" or head.tag_ in ("WP", "WDT", "EX"):
        return _pronoun(head)
    if head.lower_ in _PARTITIVES:
        inner = _object_of(head, "of")
        if inner is not None:
            return mention_of(inner)
    person = person_name(head)
    if person is not None:
        return _person(head, person)
    if head.lemma_.lower() in document_nouns():
        return _document(head)
    named = _named_apposition(head)
    if named is not None and head.lemma_.lower() in role_nouns():
        return named
    return _noun_phrase(head)


def can_speak(token: Token) -> bool:
    """Whether the noun phrase under this token is a person, a body, a group or a document."""
    if token.pos_ == "PRON":
        return token.lower_ not in (
            "this",
            "that",
            "there",
            "these",
            "those",
            "nothing",
            "what",
            "which",
        )
    lemma = token.lemma_.lower()
    known = role_nouns() | group_nouns().keys()
    if token.pos_ == "PROPN" or lemma in known or token.lower_ in known:
        return True
    if lemma in document_nouns() or token.lower_ in _PARTITIVES:
        return True
    return lemma.endswith(_HUMAN_ENDINGS) and token.pos_ in ("NOUN", "ADJ")


def person_name(head: Token) -> Span | None:
    """The span of a person's name that ends at or covers this token."""
    doc = head.doc
    for entity in head.sent.ents:
        if entity.start <= head.i < entity.end and entity.label_ == "PERSON":
            return _trim_name(doc[entity.start : entity.end])
    if head.pos_ != "PROPN":
        return None
    start = head.i
    while start > head.sent.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].is_title:
        start -= 1
    for first in range(start, head.i + 1):
        if gender_of(doc[first].text) is not None and first < head.i:
            return doc[first : head.i + 1]
    if head.ent_type_ in ("", "NORP") and start == head.i and gender_of(head.text) is not None:
        return doc[head.i : head.i + 1]
    return None


def _trim_name(span: Span) -> Span | None:
    doc, start, end = span.doc, span.start, span.end
    while start < end and (doc[start].is_lower or doc[start].lower_ in role_nouns()):
        if (
            all(len(token.text.rstrip(".")) == 1 for token in doc[start + 1 : end])
            and doc[start].is_title
        ):
            break
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[0].isalpha()):
        end -= 1
    return doc[start:end] if start < end else None


def _person(head: Token, name: Span) -> Mention:
    role = _role_before(head, name) or _role_after(head)
    words = name.text.split()
    gender = gender_of(words[0])
    if gender is None and role:
        gender = next((found for word in role.split() if (found := role_gender(word))), None)
    return Mention(
        name.text,
        MentionKind.PERSON,
        name.start_char,
        name.end_char,
        role,
        gender,
        head=head.lower_,
    )


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
            return _strip_article(_plain_text(child))
    return None


def _named_apposition(head: Token) -> Mention | None:
    for child in head.rights:
        if child.dep_ == "appos":
            name = person_name(child) or _capitalised_run(child)
            if name is not None:
                role = _strip_article(_plain_text(head))
                gender = role_gender(head.lemma_.lower()) or gender_of(name.text.split()[0])
                return Mention(
                    name.text,
                    MentionKind.PERSON,
                    name.start_char,
                    name.end_char,
                    role,
                    gender,
                    head=child.lower_,
                )
    return None


def _capitalised_run(head: Token) -> Span | None:
    """Two or three capitalised words beside a noun for a person are that person's name."""
    start = head.i
    while start > head.sent.start and head.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return head.doc[start : head.i + 1] if 2 <= head.i + 1 - start <= 3 else None


def _document(head: Token) -> Mention:
    author = _author_of(head)
    if author is not None:
        return author
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
        inner = _object_of(head, preposition)
        if inner is not None and (_is_name(inner) or (preposition == "by" and can_speak(inner))):
            return mention_of(inner)
    for child in head.lefts:
        if child.dep_ == "poss" and child.pos_ in ("PROPN", "NOUN"):
            return mention_of(child)
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


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON")


def _object_of(head: Token, preposition: str) -> Token | None:
    for child in head.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ == preposition:
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    return inner
        if child.dep_ == "acl" and child.tag_ == "VBN" and preposition == "by":
            inner_object = _object_of(child, "by")
            if inner_object is not None:
                return inner_object
    return None


def _noun_phrase(head: Token) -> Mention:
    doc = head.doc
    start, end = _phrase_edges(head)
    definite = doc[start].lower_ in ("the", "this", "these", "that", "those") or any(
        child.dep_ == "poss" for child in head.lefts
    )
    while start < end - 1 and (doc[start].pos_ in ("DET", "PUNCT", "CCONJ", "SPACE")):
        start += 1
    span = doc[start:end]
    kind = (
        MentionKind.BODY if head.pos_ == "PROPN" or _capitalised(span) else MentionKind.DESCRIPTION
    )
    return Mention(
        " ".join(span.text.split()),
        kind,
        span.start_char,
        span.end_char,
        gender=role_gender(head.lemma_.lower()),
        plural=head.tag_ in ("NNS", "NNPS"),
        definite=definite,
        head=head.lemma_.lower(),
    )


def _phrase_edges(head: Token) -> tuple[int, int]:
    """From the first left modifier to the last prepositional modifier that belongs to the name."""
    doc, start, end = head.doc, head.left_edge.i, head.i + 1
    for entity in head.sent.ents:
        if entity.label_ in ("ORG", "GPE") and entity.start <= head.i < entity.end:
            start, end = min(start, entity.start), max(end, entity.end)
    if doc[end - 1].tag_ == "POS":
        end -= 1
    for child in head.rights:
        joined = (
            child.i < end
            or (
                child.dep_ == "prep"
                and child.lower_ in ("of", "for", "on", "in", "against", "to", "at")
            )
            or (child.dep_ == "acl" and child.lower_ in ("appointed", "commissioned", "mandated"))
            or child.text == "("
        )
        if not joined:
            if child.dep_ in ("punct", "appos", "cc", "conj", "case") and child.text != ",":
                if child.dep_ in ("cc", "conj"):
                    break
                continue
            break
        if child.text != "(":
            end = max(end, _clean_right_edge(child) + 1)
    if head.pos_ == "PROPN":
        end = _run_on_name(doc, end, head.sent.end)
    return start, end


def _run_on_name(doc: Doc, end: int, limit: int) -> int:
    """`Working Group on Enforced or Involuntary Disappearances`: capitals go on after small words."""
    position = end
    while position < limit and (doc[position].lower_ in _JOINING or doc[position].is_title):
        if position == end and doc[position].lower_ not in ("on", "for", "of"):
            break
        position += 1
        if doc[position - 1].is_title:
            end = position
    return end


def _clean_right_edge(token: Token) -> int:
    """The right edge of a modifier, without clauses or appositions that hang below it."""
    edge = token.i
    for child in token.rights:
        if child.dep_ in ("relcl", "advcl", "parataxis") or child.text == ",":
            break
        edge = max(edge, _clean_right_edge(child))
    return edge


def _plain_text(head: Token) -> str:
    start, end = _phrase_edges(head)
    return " ".join(head.doc[start:end].text.split())


def _strip_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in ("a", "an", "the") and rest else text


def _capitalised(span: Span) -> bool:
    words = [token for token in span if token.is_alpha and len(token) > 3]
    return bool(words) and all(token.text[0].isupper() for token in words) and len(words) > 1


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


@cache
def role_nouns() -> frozenset[str]:
    """Nouns for people: wife, spokesperson, lawyer."""
    return frozenset(row["lemma"] for row in rows("role_nouns"))


@cache
def group_nouns() -> dict[str, bool]:
    """Nouns for bodies and groups; True for those that can stand for a body named before."""
    return {row["lemma"]: row["generic"] == "yes" for row in rows("group_nouns")}


@cache
def document_nouns() -> frozenset[str]:
    """Nouns for reports, statements, posts and the like."""
    return frozenset(row["lemma"] for row in rows("document_nouns"))
