"""Who a Russian or Ukrainian noun phrase names, in the nominative."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.claims.mention import Mention, MentionKind
from habeas.claims.slavic.features import NOMINAL, feature, is_finite, lemma
from habeas.claims.slavic.inflection import to_nominative
from habeas.claims.slavic.noun_phrase import (
    gender_of_noun,
    is_same_one,
    nominative_phrase,
    phrase_end,
    phrase_start,
    quoted_name,
)
from habeas.claims.slavic.person_names import Person, is_written_large, person_at
from habeas.claims.slavic.stems import role_stems, stem
from habeas.claims.slavic.words import document_nouns, group_nouns, key, role_nouns, words
from habeas.claims.tables import word_class
from habeas.language import Gender

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = {
    "он": "he", "він": "he", "она": "she", "вона": "she", "оно": "it", "воно": "it",
    "они": "they", "вони": "they", "я": "i", "мы": "we", "ми": "we",
    "тот": "he", "той": "he", "та": "she", "те": "they",
    "его": "he", "него": "he", "нему": "he", "ему": "he", "ним": "he",
    "её": "she", "ее": "she", "неё": "she", "нее": "she", "ней": "she", "ею": "she",
    "их": "they", "них": "they", "ими": "they",
    "його": "he", "нього": "he", "йому": "he", "її": "she", "неї": "she", "їх": "they",
    "їхній": "they", "їхніми": "they", "їхнім": "they", "їхніх": "they",
    "мой": "i", "мій": "i", "моим": "i", "моїми": "i", "наш": "we", "нашим": "we", "нашими": "we",
    "который": "who", "которая": "who", "которые": "who", "которое": "who", "кто": "who",
    "який": "who", "яка": "who", "які": "who", "котрий": "who", "хто": "who", "що": "who",
}  # fmt: skip
_SPEAKING_IN_THE_SINGULAR = frozenset(
    "обвинение обвинувачення защита захист сторона сила показание".split()
)
_PARTING = frozenset({",", ":", ";", "—", "–"})
_ONE = frozenset({"один", "одна"})
_CALLED = ("прозвищ", "прізвись", "имени", "ім'я", "кличк", "позывн", "позивн", "псевд")
_GENDERS = {"he": Gender.MALE, "she": Gender.FEMALE}
_PLURAL = frozenset({"they", "we"})
_POINTING = frozenset(
    "этот эта эти этого этой этих этому тот та те сам сама сами цей ця ці цього цієї цих той ті"
    " самі".split()
)


def mention_of(head: Token, language: str) -> Mention | None:
    """The mention whose syntactic head is this token; None where nobody could be meant."""
    found = _mention_of(head, language)
    if found is None or found.kind is MentionKind.PRONOUN:
        return found
    groups = group_nouns(language)
    if is_person_word(head, language):
        found = replace(found, head=key(to_nominative(head, language, plural=found.plural)))
    human = found.head in role_nouns(language) or is_person_word(head, language)
    collective = found.head in groups and not human
    bare = " " not in found.name and not found.plural
    return replace(
        found,
        collective=collective or found.kind is MentionKind.BODY,
        generic=groups.get(found.head, False)
        if collective
        else bare and found.head in words("general_people", language),
        human=human,
        definite=found.definite or bare,
    )


def is_person_word(token: Token, language: str) -> bool:
    """`задержанный`, `звільнені`: an adjective or participle that stands for a person."""
    if token.pos_ not in ("ADJ", "VERB") or stem(token.text) not in role_stems(language):
        return False
    return not (token.dep_ in ("amod", "acl") and token.head.i > token.i)


def is_foreign_name(token: Token) -> bool:
    """A capitalised word in Latin letters: `Amnesty International`."""
    return token.is_ascii and token.is_alpha and token.text[0].isupper()


def is_state(token: Token, language: str) -> bool:
    """`Москва`, `Росія`: a state, or the capital that stands for its government."""
    name = token.lemma_[:1].upper() + token.lemma_[1:]
    known = word_class("capitals", language) | word_class("states", language)
    return token.text[:1].isupper() and (token.text in known or name in known)


def can_speak(token: Token, language: str) -> bool:
    """Whether the noun phrase under this token is a person, a body, a group or a document."""
    if token.pos_ in ("PRON", "DET"):
        return key(token.text) in _PRONOUNS
    if person_at(token, language) is not None or token.pos_ == "PROPN" or is_foreign_name(token):
        return True
    word = lemma(token)
    if is_state(token, language):
        return True
    if word in words("norms", language):
        return True
    if word in _SPEAKING_IN_THE_SINGULAR and feature(token, "Number") == "Plur":
        return False
    known = role_nouns(language) | group_nouns(language).keys() | document_nouns(language)
    if word in known or key(token.text) in known or word in words("partitives", language):
        return True
    if token.pos_ == "NUM":
        return token.is_alpha or _of_them(token) is not None
    if token.is_upper and len(token) > 1:
        return True
    if feature(token, "Animacy") == "Anim" and (token.pos_ == "NOUN" or token.pos_ == "ADJ"):
        return True
    last = word.rpartition("-")[2]
    return last in known or word.startswith(("пресс-", "прес", "спец"))


def _mention_of(head: Token, language: str) -> Mention | None:
    if head.pos_ in ("PRON", "DET"):
        return pronoun(head)
    person = person_at(head, language)
    if person is not None:
        return _person(head, person, language)
    if is_foreign_name(head):
        return _foreign(head)
    if head.pos_ == "NUM" and _of_them(head) is None:
        return _counted(head, language)
    if head.pos_ not in NOMINAL and head.pos_ not in ("ADJ", "NUM", "VERB", "X", "SYM"):
        return None
    word = lemma(head)
    if head.pos_ == "VERB" and not is_person_word(head, language):
        return None
    if word in words("partitives", language) and (inner := _of_them(head)) is not None:
        return _one_of(head, inner, language) if word in _ONE else mention_of(inner, language)
    if word in document_nouns(language):
        return _document(head, language)
    if word in words("norms", language):
        return replace(_plain(head, language), kind=MentionKind.DOCUMENT, head=word, role=None)
    named = _person_beside(head, language) or _named_body(head, language)
    return named or _plain(head, language)


def _counted(head: Token, language: str) -> Mention | None:
    """`трое бывших заключённых`, `57 опрошенных`: those who are counted, as they stand."""
    doc = head.doc
    following = doc[head.i + 1 : min(head.i + 5, head.sent.end)]
    noun = next((t for t in following if t.pos_ in NOMINAL or t.pos_ in ("PUNCT", "VERB")), None)
    if noun is None or noun.pos_ not in NOMINAL:
        return None
    end = phrase_end(noun, language)
    span = doc[head.i : end]
    text = " ".join(span.text.split())
    return Mention(
        text[:1].lower() + text[1:],
        MentionKind.DESCRIPTION,
        span.start_char,
        span.end_char,
        plural=True,
        head=lemma(noun),
    )


def _one_of(head: Token, inner: Token, language: str) -> Mention:
    """`Один из конвоиров, по прозвищу X`: one of them, by name where the text tells it."""
    doc, end = head.doc, phrase_end(inner, language)
    following = [t for t in doc[end : min(end + 5, head.sent.end)] if not t.is_punct]
    named = [t for t in following if t.text[:1].isupper()]
    called = bool(following) and any(key(t.text).startswith(_CALLED) for t in following)
    office = to_nominative(inner, language, plural=False, gender=feature(head, "Gender"))
    name = named[0].text if called and named else office
    return Mention(
        name,
        MentionKind.PERSON if called and named else MentionKind.DESCRIPTION,
        head.idx,
        doc[end - 1].idx + len(doc[end - 1]),
        office,
        head=key(office),
        gender=gender_of_noun(inner, language),
    )


def _foreign(head: Token) -> Mention:
    """The whole run of Latin words that a name consists of."""
    doc, start, end = head.doc, head.i, head.i + 1
    while start > head.sent.start and doc[start - 1].is_ascii and doc[start - 1].is_alpha:
        start -= 1
    while end < head.sent.end and doc[end].is_ascii and doc[end].is_alpha:
        end += 1
    span = doc[start:end]
    return Mention(
        " ".join(span.text.split()), MentionKind.BODY, span.start_char, span.end_char,
        head=key(doc[end - 1].text), collective=True,
    )  # fmt: skip


def _of_them(head: Token) -> Token | None:
    """`Один из конвоиров`: the noun that the number is of."""
    for place in range(head.i + 1, min(head.i + 6, head.sent.end - 1)):
        token = head.doc[place]
        if token.pos_ == "ADP" and key(token.text) in ("из", "з", "із", "зі"):
            after = head.doc[place + 1 : min(place + 5, head.sent.end)]
            return next((t for t in after if t.pos_ in NOMINAL), None)
    return None


def pronoun(head: Token) -> Mention | None:
    """The mention of a pronoun or possessive; None for one that can be nobody."""
    meant = _PRONOUNS.get(key(head.text))
    if meant is None:
        return None
    return Mention(
        head.text,
        MentionKind.PRONOUN,
        head.idx,
        head.idx + len(head),
        gender=_GENDERS.get(meant),
        plural=meant in _PLURAL,
        generic=True,
        head=meant,
    )


def dropped(verb: Token) -> Mention | None:
    """Who speaks where a verb has no subject of its own: told by its person and gender."""
    person = feature(verb, "Person")
    plural = feature(verb, "Number") == "Plur"
    gender = {"Fem": "she", "Masc": "he"}.get(feature(verb, "Gender"))
    if person == "1":
        meant = "we" if plural else "i"
    elif plural or person == "2" or feature(verb, "Gender") == "Neut":
        return None
    else:
        meant = gender or "he"
    return Mention(
        verb.text,
        MentionKind.PRONOUN,
        verb.idx,
        verb.idx + len(verb),
        gender=_GENDERS.get(gender or ""),
        plural=meant in _PLURAL,
        generic=True,
        head=meant,
    )


def _person(head: Token, person: Person, language: str) -> Mention:
    role = _role_before(person, head, language) or _role_after(person, head, language)
    doc = head.doc
    return Mention(
        person.name,
        MentionKind.PERSON,
        doc[person.start].idx,
        doc[person.end - 1].idx + len(doc[person.end - 1]),
        role,
        person.gender,
        head=key(person.surname or person.given),
    )


def _role_before(person: Person, head: Token, language: str) -> str | None:
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


def _role_after(person: Person, head: Token, language: str) -> str | None:
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


def _person_beside(head: Token, language: str) -> Mention | None:
    """`речниця адміністрації Жанна …`, `його адвокат, Іван …,`: an office with a name."""
    if lemma(head) not in role_nouns(language):
        return None
    doc, limit = head.doc, head.sent.end
    end = phrase_end_at(head, language)
    place = end + 1 if end < limit and doc[end].text == "," else end
    if place >= limit:
        return _by_initial(head, end, language)
    person = person_at(doc[place], language)
    if person is None or person.start != place or not is_same_one(head, person, language):
        return _by_initial(head, end, language) if person is None else None
    if place > end and not (person.end >= limit or doc[person.end].is_punct):
        return None
    role = nominative_phrase(head, phrase_start(head), end, language)
    found = _person(doc[person.start], person, language)
    gender = found.gender or gender_of_noun(head, language)
    return replace(found, role=role, gender=gender)


def _by_initial(head: Token, end: int, language: str) -> Mention | None:
    """`Свідок П.`: a person whose name is withheld."""
    doc = head.doc
    if (
        end >= head.sent.end
        or len(doc[end].text.rstrip(".")) != 1
        or not doc[end].text[0].isupper()
    ):
        return None
    last = end + 1 if end + 1 < len(doc) and doc[end + 1].text == "." else end
    point = "" if doc[last].text.endswith(".") and last == end else "."
    if last == end and point:
        return None
    office = nominative_phrase(head, phrase_start(head), end, language)
    name = f"{office[:1].upper()}{office[1:]} {doc[end].text.rstrip('.')}."
    return Mention(
        name,
        MentionKind.DESCRIPTION,
        doc[phrase_start(head)].idx,
        doc[last].idx + len(doc[last]),
        role=office,
        gender=gender_of_noun(head, language),
        head=lemma(head),
    )


def _named_body(head: Token, language: str) -> Mention | None:
    """`проект «Открытая камера»`, `агентство Рейтер`: a body by its own name."""
    doc = head.doc
    end = phrase_end(head, language)
    found = quoted_name(doc, end, language) or quoted_name(doc, head.i + 1, language)
    role = nominative_phrase(
        head, phrase_start(head), min(end, found[0]) if found else end, language
    )
    if found is not None and lemma(head) not in role_nouns(language):
        start, stop, name = found
        return Mention(
            name,
            MentionKind.BODY,
            doc[start].idx,
            doc[stop - 1].idx + len(doc[stop - 1]),
            role,
            head=lemma(head),
        )
    if lemma(head) not in group_nouns(language) or end >= head.sent.end:
        return None
    stop = end
    while (
        stop < head.sent.end
        and doc[stop].text[:1].isupper()
        and person_at(doc[stop], language) is None
    ):
        stop += 1
    if stop == end or feature(doc[end], "Case") not in ("", "Nom") or doc[end].head.i < head.i:
        return None
    span = doc[end:stop]
    return Mention(
        " ".join(span.text.split()), MentionKind.BODY, span.start_char, span.end_char, role,
        head=lemma(head),
    )  # fmt: skip


def _plain(head: Token, language: str) -> Mention:
    doc = head.doc
    start, end = phrase_start(head), phrase_end(head, language)
    if is_state(head, language):
        start, end = head.i, head.i + 1
    while start < head.i and _is_demonstrative(doc[start]):
        start += 1
    definite = start > 0 and _is_demonstrative(doc[start - 1])
    name = " ".join(nominative_phrase(head, start, end, language).split())
    first = doc[start]
    opens = all(not token.is_alpha for token in doc[head.sent.start : start])
    capital = first.text[:1].isupper() and not opens
    human = lemma(head) in role_nouns(language)
    body = (head.pos_ == "PROPN" and not human) or (head.is_upper and len(head) > 1)
    body = body or is_state(head, language)
    body = body or (capital and lemma(head) not in role_nouns(language))
    full = lemma(head) in group_nouns(language) and end - start > 1 and opens
    body = body or (full and group_nouns(language)[lemma(head)])
    body = body or (opens and start == head.i and is_written_large(head))
    if body and not head.is_upper and head.pos_ != "PROPN":
        name = name[:1].upper() + name[1:]
    return Mention(
        name,
        MentionKind.BODY if body else MentionKind.DESCRIPTION,
        first.idx,
        doc[end - 1].idx + len(doc[end - 1]),
        role=None if body else name,
        gender=gender_of_noun(head, language),
        plural=feature(head, "Number") == "Plur",
        definite=definite,
        head=lemma(head),
    )


def _is_demonstrative(token: Token) -> bool:
    return key(token.text) in _POINTING


def _document(head: Token, language: str) -> Mention:
    author = _author_of(head, language)
    nameless = author is not None and author.kind is MentionKind.DESCRIPTION and author.generic
    if author is not None and not (nameless and author.human):
        return replace(author, document=lemma(head))
    plain = _plain(head, language)
    return replace(plain, kind=MentionKind.DOCUMENT, head=lemma(head), role=None)


def _author_of(head: Token, language: str) -> Mention | None:
    """`доклад Управления …`, `показания свидетеля …`, `её отчёт`: whoever can speak behind it."""
    doc = head.doc
    for place in range(head.i + 1, min(head.i + 8, head.sent.end)):
        token = doc[place]
        if token.is_punct or token.pos_ in ("VERB", "ADP", "CCONJ", "SCONJ"):
            break
        if token.pos_ in NOMINAL and feature(token, "Case") in ("Gen", ""):
            if lemma(token) in document_nouns(language):
                continue
            return mention_of(token, language) if can_speak(token, language) else None
    for child in head.lefts:
        if child.pos_ in ("DET", "PRON") and (found := pronoun(child)) is not None:
            return found if found.head != "who" else None
    return None
