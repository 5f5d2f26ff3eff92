"""The names that a document uses, so that a surname alone finds the full name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.claims.mentions import Mention, MentionKind
from habeas.claims.nouns import can_speak, group_nouns
from habeas.claims.person_names import person_name
from habeas.language import Gender, gender_of, role_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_WORD = re.compile(r"[\w'-]+")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_EMPTY = frozenset(["the", "a", "an", "of", "and", "for", "in", "on", "to", "at", "by"])


@dataclass(frozen=True, slots=True)
class Named:
    """One name as it is written fullest in the document."""

    name: str
    kind: MentionKind
    gender: Gender | None
    first_seen: int


class NameBook:
    """Every person and body that a document names, in the order in which they first appear."""

    def __init__(self, names: Iterable[Named]) -> None:
        """Keep the names; a later entry of the same words is dropped."""
        self._names: list[Named] = []
        self._by_word: dict[str, list[Named]] = defaultdict(list)
        seen: set[tuple[str, ...]] = set()
        for named in names:
            key = words_of(named.name)
            if key and key not in seen:
                seen.add(key)
                self._names.append(named)
                for word in set(key):
                    self._by_word[word].append(named)

    def full_name(self, mention: Mention) -> Named | None:
        """The fullest name that this mention may be short for, itself included."""
        key = words_of(mention.name)
        if not key:
            return None
        fitting = [n for n in self._by_word.get(key[-1], ()) if _is_short_for(key, n, mention)]
        if not fitting:
            return None
        longest = max(len(words_of(n.name)) for n in fitting)
        return next(n for n in fitting if len(words_of(n.name)) == longest)

    def bodies(self) -> list[Named]:
        """All named bodies in order of appearance."""
        return [named for named in self._names if named.kind is MentionKind.BODY]

    def persons(self, before: int) -> list[Named]:
        """The persons named before a position in the document, in order of appearance."""
        return [
            named
            for named in self._names
            if named.kind is MentionKind.PERSON and named.first_seen < before
        ]


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, folded, without articles and possessives."""
    bare = (_POSSESSIVE.sub("", word.casefold()) for word in _WORD.findall(name.replace("’", "'")))
    return tuple(word for word in bare if word and word not in _EMPTY)


def _is_short_for(key: tuple[str, ...], named: Named, mention: Mention) -> bool:
    full = words_of(named.name)
    if key == full:
        return True
    if mention.kind is MentionKind.DESCRIPTION or len(key) > len(full):
        return False
    if named.kind is MentionKind.PERSON:
        return (
            mention.kind is not MentionKind.DOCUMENT
            and len(key) == 1
            and key[0] in (full[-1], full[0])
        )
    if mention.kind is MentionKind.PERSON:
        return False
    if len(key) == 1 and mention.definite:
        return key[0] in full
    return len(key) > 1 and key[-1] == full[-1] and set(key) <= set(full)


def collect_names(docs: Iterable[tuple[Doc, int]]) -> NameBook:
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
    found.sort(key=lambda named: (named.first_seen, -len(named.name)))
    return NameBook(found)


def _names_a_body(entity: Span) -> bool:
    words = words_of(entity.text)
    return len(words) > 1 and (gender_of(words[0]) is None or len(words) > 3)


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
    clean = _POSSESSIVE.sub("", clean)
    return clean[4:] if clean.casefold().startswith("the ") else clean
