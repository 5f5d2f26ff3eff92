"""Who a Russian or Ukrainian noun phrase names, in the nominative."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.claims.mention import Mention, MentionKind
from habeas.claims.slavic.features import NOMINAL, feature, lemma
from habeas.claims.slavic.inflection import to_nominative
from habeas.claims.slavic.noun_phrase import (
    gender_of_noun,
    is_office,
    is_same_one,
    name_quoted_around,
    nominative_phrase,
    phrase_end,
    phrase_start,
    quoted_name,
)
from habeas.claims.slavic.offices import (
    name_further_on,
    phrase_end_at,
    role_after,
    role_before,
)
from habeas.claims.slavic.person_names import Person, is_written_large, person_at
from habeas.claims.slavic.pronouns import pronoun
from habeas.claims.slavic.speaking_words import (
    can_speak,
    is_foreign_name,
    is_person_word,
    is_state,
    of_them,
)
from habeas.claims.slavic.stems import role_stems, stem
from habeas.claims.slavic.words import document_nouns, group_nouns, key, role_nouns, words

if TYPE_CHECKING:
    from spacy.tokens import Token


_ONE = frozenset({"один", "одна"})
_CALLED = ("прозвищ", "прізвись", "имени", "ім'я", "кличк", "позывн", "позивн", "псевд")
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
        generic=groups.get(found.head, False) and found.head not in words("of_one_kind", language)
        if collective
        else bare and found.head in words("general_people", language),
        human=human,
        definite=found.definite or bare,
    )


def _mention_of(head: Token, language: str) -> Mention | None:
    if head.pos_ in ("PRON", "DET"):
        return pronoun(head)
    person = person_at(head, language)
    if person is not None:
        return _person(head, person, language)
    if is_foreign_name(head):
        return _foreign(head)
    around = name_quoted_around(head, language)
    if around is not None:
        start, end, name = around
        return Mention(
            name,
            MentionKind.BODY,
            head.doc[start].idx,
            head.doc[end - 1].idx + len(head.doc[end - 1]),
            head=key(name.split()[-1]),
        )
    if head.pos_ == "NUM" and of_them(head) is None:
        return _counted(head, language)
    if head.pos_ not in NOMINAL and head.pos_ not in ("ADJ", "NUM", "VERB", "X", "SYM"):
        return None
    word = lemma(head)
    if head.pos_ == "VERB" and not is_person_word(head, language):
        return None
    if word in words("partitives", language) and (inner := of_them(head)) is not None:
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
        return _some_of_many(head)
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


def _some_of_many(head: Token) -> Mention | None:
    """`Из 40 опрошенных 12 заявили`: twelve of those asked."""
    ahead = head.doc[max(head.sent.start, head.i - 5) : head.i]
    if len(ahead) < 3 or key(ahead[0].text) not in ("из", "з", "із", "зі"):
        return None
    many = next((t for t in ahead[1:] if t.pos_ in (*NOMINAL, "ADJ", "VERB")), None)
    if many is None:
        return None
    return Mention(
        f"{head.text} {many.text}",
        MentionKind.DESCRIPTION,
        head.idx,
        head.idx + len(head),
        plural=True,
        head=lemma(many),
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


def _person(head: Token, person: Person, language: str) -> Mention:
    role = role_before(person, head, language) or role_after(person, head, language)
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


def _person_beside(head: Token, language: str) -> Mention | None:
    """`речниця адміністрації Жанна …`, `його адвокат, Іван …,`: an office with a name."""
    if not is_office(head, language):
        return None
    doc, limit = head.doc, head.sent.end
    end = phrase_end_at(head, language)
    behind_comma = end < limit and doc[end].text == ","
    place = end + 1 if behind_comma else end
    if place >= limit:
        return _by_initial(head, end, language)
    person = person_at(doc[place], language)
    if person is None and not behind_comma:
        place, person = name_further_on(head, end, language)
    owned = person_at(doc[person.end], language) if person and person.end < limit else None
    if person is not None and owned is not None and not behind_comma and place == end:
        end, place, person = person.end, owned.start, owned  # `адвокат Олега … Дмитрий …`
    if person is None or person.start != place or not is_same_one(head, person, language):
        return _by_initial(head, end, language) if person is None else None
    if behind_comma and not (person.end >= limit or doc[person.end].is_punct):
        return None
    if not (behind_comma or person.given) and lemma(head) in words("kin", language):
        return None  # `супруга Гусева` is the wife of one Гусев
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
    while head.is_upper and end < head.sent.end and _is_inside_name(doc[end]):
        end += 1  # `РИА Новости`
    while start < head.i and _is_demonstrative(doc[start]):
        start += 1
    definite = start > 0 and _is_demonstrative(doc[start - 1])
    name = " ".join(nominative_phrase(head, start, end, language).split())
    first = doc[start]
    opens = all(not token.is_alpha for token in doc[head.sent.start : start])
    capital = first.text[:1].isupper() and not opens
    human = lemma(head) in role_nouns(language) or stem(head.text) in role_stems(language)
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


def _is_inside_name(token: Token) -> bool:
    return token.ent_type_ == "ORG" and token.ent_iob_ == "I" and token.text[:1].isupper()


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
    made = _maker(head, language)
    if made is not None:
        return made
    for child in head.lefts:
        if child.pos_ in ("DET", "PRON") and (found := pronoun(child)) is not None:
            return found if found.head != "who" else None
    return None


def _maker(head: Token, language: str) -> Mention | None:
    """`в справке, подготовленной прокуратурой,`: who made the document."""
    doc = head.doc
    following = doc[head.i + 1 : min(head.i + 6, head.sent.end)]
    if (
        len(following) < 2
        or following[0].text != ","
        or feature(following[1], "VerbForm") != "Part"
    ):
        return None
    for token in following[2:]:
        if token.is_punct:
            return None
        if token.pos_ in NOMINAL and feature(token, "Case") == "Ins" and can_speak(token, language):
            return mention_of(token, language)
    return None
