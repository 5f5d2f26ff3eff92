"""The office that stands before or behind a person's name: `координатор проекта Регина …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.slavic.features import NOMINAL, feature, is_finite, lemma
from habeas.claims.slavic.noun_phrase import is_office, nominative_phrase, phrase_end, phrase_start
from habeas.claims.slavic.person_names import Person, person_at
from habeas.claims.slavic.speaking_words import is_person_word
from habeas.claims.slavic.words import key, role_nouns, words

if TYPE_CHECKING:
    from spacy.tokens import Token


_AND = frozenset({"и", "й", "і", "та"})
_PARTING = frozenset({",", ":", ";", "—", "–"})


def role_before(person: Person, head: Token, language: str) -> str | None:
    """`координатор проекта Регина …`: the office right before the name."""
    doc = head.doc
    start = person.start
    found: str | None = None
    if start > head.sent.start and doc[start - 1].text == "," and start - 1 > head.sent.start:
        start -= 1
    for place in range(start - 1, max(head.sent.start, person.start - 10) - 1, -1):
        token = doc[place]
        office = lemma(token) in role_nouns(language) or is_person_word(token, language)
        if office and phrase_end_at(token, language) >= start:
            found = nominative_phrase(token, phrase_start(token), start, language)
            if lemma(token) not in words("ranks", language):
                return found
        if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in _PARTING:
            break
    return found


def phrase_end_at(token: Token, language: str) -> int:
    """Behind a noun phrase and the ranks (`майор`, `підполковник служби`) that follow it."""
    end = phrase_end(token, language)
    doc = token.doc
    while end < token.sent.end and lemma(doc[end]) in words("ranks", language):
        end = max(end + 1, phrase_end(doc[end], language))
    return end


def role_after(person: Person, head: Token, language: str) -> str | None:
    """`Регина …, координатор проекта,`: the office behind the comma, with no verb in it."""
    found = office_behind(person, head, language)
    return found[0] if found is not None else None


def office_behind(person: Person, head: Token, language: str) -> tuple[str, int] | None:
    """The office that follows a name behind a comma, in the nominative, and where it ends."""
    doc, limit = head.doc, head.sent.end
    start = person.end + 1
    if start >= limit or doc[person.end].text not in (",", "("):
        return None
    for place in range(start, min(limit, start + 6)):
        token = doc[place]
        if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "ADP"):
            return None
        if lemma(token) in role_nouns(language):
            end = phrase_end(token, language)
            stop = end
            while stop < limit and not doc[stop].is_punct and not is_finite(doc[stop]):
                stop += 1
            closed = stop >= limit or doc[stop].is_punct
            role = nominative_phrase(token, start, end, language)
            return (role, stop) if closed else None
    return None


def name_further_on(head: Token, end: int, language: str) -> tuple[int, Person | None]:
    """`уполномоченный по правам человека в области Т. …`: the name behind what the office is of."""
    doc = head.doc
    both = end + 1 < head.sent.end and key(doc[end].text) in _AND
    if both and feature(head.head, "Number") != "Plur":
        return _name_of_both(head, end + 1, language)
    for place in range(end, min(end + 6, head.sent.end)):
        token = doc[place]
        person = person_at(token, language)
        if person is not None and person.as_printed and feature(head, "Case") == "Nom":
            return person.start, person
        if token.is_upper and len(token) > 1:
            continue  # `речник СБУ Іван …`: an acronym shows no case
        known = token.pos_ in (*NOMINAL, "ADJ", "ADP", "NUM", "SYM", "X")
        if not known or feature(token, "Case") == "Nom":
            break
    return end, None


def _name_of_both(head: Token, start: int, language: str) -> tuple[int, Person | None]:
    """`активист и бывший заключённый Иван …`: one person who is two things."""
    doc = head.doc
    for place in range(start, min(start + 4, head.sent.end)):
        other = doc[place]
        if is_office(other, language) and feature(other, "Case") == feature(head, "Case"):
            end = phrase_end_at(other, language)
            person = person_at(doc[end], language) if end < head.sent.end else None
            return (person.start, person) if person is not None else (start, None)
        if other.pos_ not in ("ADJ", "DET", "VERB"):
            break
    return start, None
