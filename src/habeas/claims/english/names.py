"""The persons and bodies that an English text names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from habeas.claims.english.nouns import can_speak, group_nouns
from habeas.claims.english.person_names import person_name
from habeas.claims.mention import MentionKind
from habeas.claims.names import POSSESSIVE, Named, words_of
from habeas.language import Gender, body, gender_of, outlet, role_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def names_in(docs: Iterable[tuple[Doc, int]]) -> list[Named]:
    """The names in the parsed blocks of a document; each block comes with its offset."""
    found: list[Named] = []
    for doc, offset in docs:
        for entity in doc.ents:
            if entity.label_ == "PERSON":
                span = person_name(entity.root)
                if span is not None:
                    found.append(
                        _person(span.text, offset + span.start_char, _role_words(doc, span.start))
                    )
            elif entity.label_ == "ORG" and (before_of := _person_of(entity)) is not None:
                found.append(_person(before_of.text, offset + before_of.start_char, []))
            elif entity.label_ == "ORG" and _names_a_body(entity):
                found.append(
                    Named(
                        _without_article(entity.text),
                        MentionKind.BODY,
                        None,
                        offset + entity.start_char,
                    )
                )
        found.extend(_unlabelled_persons(doc, offset))
    return found


def _names_a_body(entity: Span) -> bool:
    words = words_of(entity.text)
    if _person_of(entity) is not None:
        return False
    return len(words) > 1 and (gender_of(words[0]) is None or len(words) > 3)


def _person_of(entity: Span) -> Span | None:
    """`Ada Example of Example Watch`, taken for one body: the person before "of"."""
    of = next((token for token in entity if token.lower_ == "of"), None)
    if of is None or of.i - entity.start != 2 or entity[1].lower_ in group_nouns():
        return None
    rest = _without_article(entity.doc[of.i + 1 : entity.end].text)
    known = gender_of(entity[0].text) is not None or body(rest) is not None
    return entity.doc[entity.start : of.i] if known or outlet(rest) is not None else None


def _unlabelled_persons(doc: Doc, offset: int) -> Iterable[Named]:
    """Two or three capitalised words that are a person's name, where the model saw none.

    They begin with a known given name, or are introduced by a noun for a person beside them.
    """
    for token in doc:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if token.pos_ != "PROPN" or token.ent_type_ == "PERSON":
            continue
        if following is not None and following.pos_ == "PROPN":
            continue
        start = token.i
        while start > 0 and doc[start - 1].pos_ == "PROPN":
            start -= 1
        while token.i - start >= 2 and gender_of(doc[start].text) is None:
            start += 1
        span = doc[start : token.i + 1]
        if 2 <= len(span) <= 3 and _is_person_run(span):
            yield _person(span.text, offset + span.start_char, [])


def _is_person_run(span: Span) -> bool:
    last = span[-1]
    if last.lower_ in group_nouns() or not all(token.is_title for token in span):
        return False
    if gender_of(span[0].text) is not None:
        return True
    labelled = any(t.ent_type_ in ("GPE", "LOC", "FAC", "NORP", "DATE", "ORG") for t in span)
    introduced = any(child.dep_ == "appos" and can_speak(child) for child in last.rights)
    return last.dep_ in ("nsubj", "nsubjpass") and introduced and not labelled


def _person(name: str, position: int, before: list[str]) -> Named:
    words = name.split()
    gender = gender_of(words[0])
    if gender in (None, Gender.EITHER):
        gender = next((g for word in before if (g := role_gender(word))), gender)
    return Named(" ".join(words), MentionKind.PERSON, gender, position)


def _role_words(doc: Doc, start: int) -> list[str]:
    return [token.lower_ for token in doc[max(0, start - 2) : start]]


def _without_article(text: str) -> str:
    clean = " ".join(text.split())
    clean = POSSESSIVE.sub("", clean)
    return clean[4:] if clean.casefold().startswith("the ") else clean
