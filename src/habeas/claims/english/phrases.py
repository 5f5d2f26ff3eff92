"""The words of a noun phrase: where it begins and ends, what hangs on its prepositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_JOINING = frozenset(["on", "for", "of", "and", "or", "the", "against", "in", "to"])


def phrase_edges(head: Token) -> tuple[int, int]:
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
    """`Working Group on Enforced or Involuntary Disappearances`: capitals after small words."""
    position = end
    while position < limit and (doc[position].lower_ in _JOINING or _is_of_a_name(doc[position])):
        if position == end and doc[position].lower_ not in ("on", "for", "of"):
            break
        position += 1
        if _is_of_a_name(doc[position - 1]):
            end = position
        owned = position + 1 < limit and doc[position].tag_ == "POS" and doc[position + 1].is_title
        position += owned
    return end


def _is_of_a_name(token: Token) -> bool:
    return token.is_title and token.ent_type_ not in ("DATE", "TIME")


def _clean_right_edge(token: Token) -> int:
    """The right edge of a modifier, without clauses or appositions that hang below it."""
    edge = token.i
    for child in token.rights:
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis") or child.text == ",":
            break
        edge = max(edge, _clean_right_edge(child))
    return edge


def plain_text(head: Token) -> str:
    """The words of the noun phrase, white space folded."""
    start, end = phrase_edges(head)
    return " ".join(head.doc[start:end].text.split())


def strip_article(text: str) -> str:
    """The text without a leading article."""
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in ("a", "an", "the") and rest else text


def is_capitalised(span: Span) -> bool:
    """Whether several words stand here and each longer one begins with a capital."""
    words = [token for token in span if token.is_alpha and len(token) > 3]
    return bool(words) and all(token.text[0].isupper() for token in words) and len(words) > 1


def object_of(head: Token, preposition: str) -> Token | None:
    """The object of this preposition below a noun; for `by` also through a participle."""
    for child in head.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ == preposition:
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    return inner
        if child.dep_ == "acl" and child.tag_ == "VBN" and preposition == "by":
            inner_object = object_of(child, "by")
            if inner_object is not None:
                return inner_object
    return None
