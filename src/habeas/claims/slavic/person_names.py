"""Names of persons in a text, in whatever case they stand, brought to the nominative.

A full name tells its own case; a surname alone is read by the full names of the same document,
which `settle_names` collects over all of its blocks before anything else looks at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from habeas.claims.slavic.capital_runs import LONGEST_NAME, capital_runs
from habeas.claims.slavic.features import feature, lemma
from habeas.claims.slavic.words import group_nouns, key, role_nouns
from habeas.claims.tables import word_class
from habeas.language import Gender, gender_of, name_nominative, person_nominative

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_STORE = "habeas.claims.persons"
_CAPITALS = "habeas.claims.capital_words"
_BOOK = "habeas.claims.full_names"
_OF_PLACES = frozenset({"в", "во", "у", "до", "на", "під", "под", "біля", "возле", "из", "із"})
_LETTER = "А-ЯІЇЄҐЁ"
_SURNAME = rf"[{_LETTER}][\w’'ʼ-]+"
_WITH_INITIALS = re.compile(
    rf"(?<![\w.])(?:(?:[{_LETTER}]\.\s?){{1,2}}{_SURNAME}|{_SURNAME}\s(?:[{_LETTER}]\.\s?){{1,2}}(?!\s?[{_LETTER}][а-яіїєґё]))"
)
_PATRONYMIC_STEM = re.compile(
    r"\w{2,}(?:ов|ев|єв|йов)(?:ич|ича|ичу|ичем|иче|ичеві|ичу|н[аыуеиіо]\w{0,2})"
    r"|\w{2,}(?:івн|ївн)[аиуіоюе]\w?|\w{2,}ьич\w{0,2}"
)
_TELLS_NO_GENDER = "Ким"
# A surname in these letters is likelier a case form than its own nominative.
_OBLIQUE = ("и", "і", "ї", "у", "ю", "ы", "ою", "ой", "ом", "ым", "им")
_LEAST_STEM = 3
_LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed: its tokens in the Doc and its nominative.

    `as_printed`: the words stand in the nominative or show no case.
    """

    start: int
    end: int
    name: str
    surname: str
    given: str
    gender: Gender | None
    as_printed: bool


def settle_names(docs: Sequence[Doc], language: str) -> None:
    """Find the persons of all blocks of a document and let the blocks know each other's names."""
    found = [list(_persons(doc, language)) for doc in docs]
    book = _settled([person for persons in found for person in persons])
    capitals = frozenset(word for doc in docs for word in _capital_words(doc, language))
    for doc, persons in zip(docs, found, strict=True):
        doc.user_data[_BOOK] = book
        doc.user_data[_CAPITALS] = capitals
        doc.user_data[_STORE] = [_by_book(person, book) for person in persons]


def _capital_words(doc: Doc, language: str) -> Iterable[str]:
    """Nouns for bodies that the text writes with a capital inside a sentence: `Управление`."""
    for token in doc:
        inside = token.text[:1].isupper() and not token.is_upper and not token.is_sent_start
        if inside and lemma(token) in group_nouns(language):
            yield lemma(token)


def is_written_large(token: Token) -> bool:
    """Whether the document writes this noun with a capital where it need not."""
    return lemma(token) in token.doc.user_data.get(_CAPITALS, ())


def persons_of(doc: Doc, language: str) -> list[Person]:
    """The persons named in a block, in order."""
    if _STORE not in doc.user_data:
        settle_names([doc], language)
    persons: list[Person] = doc.user_data[_STORE]
    return persons


def person_at(token: Token, language: str) -> Person | None:
    """The person whose name covers a token."""
    return next((p for p in persons_of(token.doc, language) if p.start <= token.i < p.end), None)


def full_nominative(name: str, language: str) -> str:
    """A printed name brought to the nominative, without a Doc around it."""
    words = name.split()
    initials = [word for word in words if len(word.strip(".")) == 1]
    full = [word.strip(".,") for word in words if len(word.strip(".")) > 1]
    if not full:
        return name
    surname, given, patronymic = _parts(full, language, initials=bool(initials))
    if not surname:
        return name_nominative(given, "given", language)
    read = person_nominative(surname, given, patronymic, language)
    parts = (*initials, read.given, read.patronymic, read.surname)
    return " ".join(part for part in parts if part)


def _persons(doc: Doc, language: str) -> Iterable[Person]:
    spans = sorted(set(_spans(doc, language)), key=lambda span: (span[0], -span[1]))
    reached = 0
    for start, end in spans:
        if start >= reached:
            person = _read(doc, start, end, language)
            if person is not None:
                reached = end
                yield person


def _spans(doc: Doc, language: str) -> Iterable[tuple[int, int]]:
    for match in _WITH_INITIALS.finditer(doc.text):
        span = doc.char_span(match.start(), match.start() + len(match.group().rstrip()))
        span = span or doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and not _is_common(span[0], language):
            yield span.start, span.end
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            start, end = entity.start, entity.end
            while start < end and (
                not doc[start].text[0].isupper() or _is_common(doc[start], language)
            ):
                start += 1
            while end < len(doc) and end - start < LONGEST_NAME and _continues(doc, end):
                if end - start > 1 and _is_given(doc[end].text, language):
                    break  # `адвокат Олега … Дмитрий …`: the next name begins
                end += 1
            start = _without_owner(doc, start, end, language)
            if (
                start < end
                and not _is_participle(doc[start:end])
                and not _is_place(doc[start:end], language)
            ):
                yield start, end
    yield from _behind_offices(doc, language)
    for start, end in capital_runs(doc):
        for first in range(start, end - 1):
            if _is_given(doc[first].text, language) and not _is_common(doc[first], language):
                yield first, end
                break


def _behind_offices(doc: Doc, language: str) -> Iterable[tuple[int, int]]:
    """`Потерпілий …`: a lone capital word right behind an office is a surname.

    Only for Ukrainian: Russian has a model that tells names.
    """
    if language != "uk":
        return
    for office, token in pairwise(doc):
        known = lemma(office) in role_nouns(language) or key(office.text) in role_nouns(language)
        known = known and feature(office, "Case") == "Nom" and feature(office, "Number") == "Sing"
        capital = token.is_alpha and token.text[:1].isupper() and not token.is_upper
        alone = token.i + 1 >= len(doc) or not doc[token.i + 1].text[:1].isupper()
        surname = token.pos_ == "PROPN" and feature(token, "Case") in ("Nom", "")
        if (
            known
            and capital
            and alone
            and surname
            and not _is_place(doc[token.i : token.i + 1], language)
        ):
            yield token.i, token.i + 1


def _continues(doc: Doc, end: int) -> bool:
    """A patronymic or surname right behind a name belongs to it."""
    token = doc[end]
    return (
        token.is_alpha
        and token.text[:1].isupper()
        and not token.is_upper
        and token.dep_ in ("flat:name", "flat", "appos")
        and token.head.i in range(end - 3, end)
        and doc[end - 1].dep_ != "case"
    )


def _without_owner(doc: Doc, start: int, end: int, language: str) -> int:
    """`адвокат семьи Ганеева Павел Стожаров`: the first name is whose family it is."""
    words = [token.text for token in doc[start:end]]
    if len(words) != 3 or any(len(word) < 3 for word in words):
        return start
    if any(_PATRONYMIC_STEM.fullmatch(word.lower()) for word in words):
        return start
    first, second, _ = (_is_given(word, language) for word in words)
    return start + 1 if second and not first else start


def _is_participle(words: Span) -> bool:
    """`Допрошенный` at the head of a sentence is nobody's name."""
    return len(words) == 1 and words[0].lemma_.endswith(("ть", "ти", "ться", "тися"))


def _is_place(words: Span, language: str) -> bool:
    """A lone name behind a preposition of place, or of a state, is none of a person."""
    if len(words) > 1:
        return False
    token = words[0]
    name = token.lemma_[:1].upper() + token.lemma_[1:]
    if name in word_class("states", language) or name in word_class("capitals", language):
        return True
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if before is None or before.pos_ != "ADP" or _is_given(token.text, language):
        return False
    whence = key(before.text) in ("з", "із", "зі", "с") and feature(token, "Case") == "Gen"
    return whence or key(before.text) in _OF_PLACES


def _is_common(token: Token, language: str) -> bool:
    """`Адвокат`, `Потерпіла` at the head of a sentence are no part of a name."""
    word = lemma(token)
    last = word.rpartition("-")[2]  # `экс-заключённый`
    return (
        word in group_nouns(language)
        or word in role_nouns(language)
        or last in role_nouns(language)
    )


def _is_given(word: str, language: str) -> bool:
    """Whether a word is a form of a known given name.

    The surname beside it tells no gender, so that the answer rests on the given name alone.
    """
    return gender_of(f"{name_nominative(word, 'given', language)} {_TELLS_NO_GENDER}") is not None


def _read(doc: Doc, start: int, end: int, language: str) -> Person | None:
    words = [token.text for token in doc[start:end] if token.text not in (".", ",")]
    words = [word for word in words if word[:1].isupper()]
    if not words or len(words) > LONGEST_NAME:
        return None
    initials = [word for word in words if len(word.strip(".")) == 1]
    full = [word for word in words if len(word.strip(".")) > 1]
    if not full:
        return None
    surname, given, patronymic = _parts(full, language, initials=bool(initials))
    if len(words) == 1 and given:
        return _single_given(doc, start, end, given, language)
    read = person_nominative(surname, given, patronymic, language)
    gender = _gender(read.given, read.patronymic, read.sex)
    if not given and not patronymic:
        sex = feature(doc[end - 1], "Gender")
        gender = gender_of(f"{words[-1]}") if initials else None
        if sex == "Masc" and not initials and feature(doc[end - 1], "Case") != "Nom":
            masculine = name_nominative(surname, "surname", language, "male")
            read = read._replace(surname=masculine)
    lead = " ".join(f"{letter.strip('.')}." for letter in initials)
    parts = (lead, read.given, read.patronymic, read.surname)
    name = " ".join(part for part in parts if part)
    printed = (surname, given, patronymic) == (read.surname, read.given, read.patronymic)
    if initials:  # a surname alone may look like its own oblique case: `Синиці`
        fixed = surname.endswith(("их", "ых", "ко"))
        printed = printed and (fixed or feature(doc[end - 1], "Case") in ("Nom", ""))
    return Person(start, end, name, read.surname, read.given, gender, printed)


def _single_given(doc: Doc, start: int, end: int, given: str, language: str) -> Person:
    name = name_nominative(given, "given", language)
    return Person(start, end, name, "", name, gender_of(name), name == given)


def _gender(given: str, patronymic: str, sex: str) -> Gender | None:
    known = gender_of(f"{given} {patronymic}".strip()) if given or patronymic else None
    if known in (Gender.MALE, Gender.FEMALE):
        return known
    return Gender(sex) if given and sex and known is None and patronymic else known


def _parts(full: list[str], language: str, *, initials: bool) -> tuple[str, str, str]:
    """Surname, given name and patronymic of the words of a name without its initials."""
    if initials:
        return full[-1], "", ""
    if len(full) == 1:
        return ("", full[0], "") if _is_given(full[0], language) else (full[0], "", "")
    for place, word in enumerate(full):
        if place > 0 and _PATRONYMIC_STEM.fullmatch(word.lower()) and len(full) > place - 1:
            rest = [other for n, other in enumerate(full) if n not in (place, place - 1)]
            return " ".join(rest[-1:]), full[place - 1], word
    if _is_given(full[-1], language) and not _is_given(full[0], language):
        return full[0], full[-1], ""
    return full[-1], full[0], ""


def _settled(persons: list[Person]) -> tuple[Person, ...]:
    """The full names of a document, each once; forms printed in the nominative come first."""
    chosen: list[Person] = []
    full = [person for person in persons if person.surname and " " in person.name]
    lone = [person for person in persons if person.surname and " " not in person.name]
    for person in sorted(full, key=lambda each: not each.as_printed):
        if not any(_same_person(person, known) for known in chosen):
            sure = next(
                (p.surname for p in lone if p.as_printed and is_form_of(person.surname, p.surname)),
                person.surname,
            )
            oblique = person.surname.endswith(_OBLIQUE) and not sure.endswith(_OBLIQUE)
            if sure != person.surname and (not person.as_printed or oblique):
                person = _renamed(person, sure)
            chosen.append(person)
    return tuple(chosen)


def _renamed(person: Person, surname: str) -> Person:
    name = f"{person.name.removesuffix(person.surname)}{surname}"
    return Person(
        person.start, person.end, name, surname, person.given, person.gender, person.as_printed
    )


def _same_person(one: Person, known: Person) -> bool:
    if not is_form_of(one.surname, known.surname):
        return False
    if one.given and known.given:
        return is_form_of(one.given, known.given)
    return one.name[:1] == known.name[:1]


def is_form_of(word: str, base: str) -> bool:
    """Whether a word may be a case form of a name: the same stem and a short ending."""
    word, base = key(word), key(base)
    if word == base:
        return True
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, base, strict=False)))
    if stem < min(_LEAST_STEM, len(base) - 1) or stem < len(base) - 2:
        return _fleeting(word, base)
    return len(word) - stem <= _LONGEST_ENDING - 1


def _fleeting(word: str, base: str) -> bool:
    """`Коваля` of Коваль, `Синиці` of Синиця, `Швеця` of Швець: a vowel or consonant changes."""
    if len(base) < _LEAST_STEM + 2 or base[-2:] not in ("ец", "ок", "ек", "ць", "ко"):
        ending = base[-3:]
        if ending not in ("ець", "єць", "ень"):
            return False
    stem = base[: -3 if base.endswith("ь") else -2]
    return word.startswith(stem) and 0 < len(word) - len(stem) <= _LONGEST_ENDING


def _by_book(person: Person, book: tuple[Person, ...]) -> Person:
    """A person as the document prints the name most fully: the sure form of the surname."""
    if " " in person.name:
        known = next((each for each in book if _same_person(person, each)), None)
        if known is None or known.name == person.name:
            return person
        return Person(
            person.start,
            person.end,
            known.name,
            known.surname,
            known.given,
            known.gender or person.gender,
            person.as_printed,
        )
    if person.surname:
        surname = _printed(person)
        women = f"{key(surname)}а"  # a man's surname is no form of a woman's
        named = [
            each
            for each in book
            if is_form_of(surname, each.surname) and key(each.surname) != women
        ]
        if named:
            best = named[0]
            printed = person.as_printed and key(person.surname) == key(best.surname)
            shared = len({each.gender for each in named}) == 1
            return Person(
                person.start,
                person.end,
                best.surname,
                best.surname,
                "",
                best.gender if shared else None,
                printed,
            )
    return person


def _printed(person: Person) -> str:
    return person.surname
