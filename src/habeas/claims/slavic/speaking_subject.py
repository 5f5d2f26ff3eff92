"""Who is the subject of a verb of saying: by agreement and place, with the parser's hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.slavic.features import NOMINAL, agree, feature, lemma, may_be_nominative
from habeas.claims.slavic.person_names import person_at
from habeas.claims.slavic.segments import (
    Segment,
    before,
    has_finite_verb,
    is_relative,
    mark_before,
    segment_of,
    words_of,
)
from habeas.claims.slavic.speaking_words import can_speak, is_foreign_name, is_person_word
from habeas.claims.slavic.words import document_nouns, group_nouns, key, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_AT = frozenset({"в", "во", "у", "на"})
_MOST_STRETCHES = 4


def subject_of(
    verb: Token, segment: Segment, sentence: Span, quoted: frozenset[int], language: str
) -> Token | None:
    """The head of the subject; None where the verb has none of its own in this sentence."""
    counted = _counted(verb, segment, language)
    if counted is not None:
        return counted
    children = [c for c in verb.children if c.dep_ in _SUBJECTS and _fits(c, verb, language)]
    inside = [c for c in children if segment.holds(c.i) and not _as_what(c)]
    lawful = [c for c in inside if lemma(c) not in document_nouns(language)]
    if lawful:
        return _outermost(max(lawful, key=lambda token: token.i), segment, language)
    beside = _in(segment, verb, sentence, language)
    if beside is not None:
        return beside
    parsed = children[0] if children else None
    if parsed is not None and parsed.i < verb.i and (parsed.i in quoted) is (verb.i in quoted):
        return parsed
    found = _before(verb, segment, sentence, quoted, language)
    return found or _alike(segment, verb, sentence, language)


def _counted(verb: Token, segment: Segment, language: str) -> Token | None:
    """`более 400 заключённых рассказали`: the number that stands before the genitive."""
    for noun in verb.children:
        if noun.dep_ == "nsubj" and feature(noun, "Case") == "Gen" and segment.holds(noun.i):
            number = next((t for t in noun.lefts if t.dep_ == "nummod" and t.like_num), None)
            if number is not None and can_speak(noun, language):
                return number
    return None


def _alike(segment: Segment, verb: Token, sentence: Span, language: str) -> Token | None:
    """A noun taken for a genitive whose nominative looks the same: `Управління відкликало`."""
    for token in words_of(segment, sentence):
        same = token.pos_ in NOMINAL and key(token.text) == lemma(token)
        body = lemma(token) in group_nouns(language) and not _below_preposition(token)
        if same and body and agree(verb, token) and feature(token, "Number") != "Plur":
            return token
    return None


def _as_what(token: Token) -> bool:
    """`допитаний як свідок`: what somebody is heard as, not who."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    return before is not None and before.lower_ in ("как", "як")


def _in(segment: Segment, verb: Token, sentence: Span, language: str) -> Token | None:
    """The nearest fitting noun behind the verb in its stretch, else the nearest before it."""
    behind = [t for t in words_of(segment, sentence) if t.i > verb.i]
    ahead = [t for t in words_of(segment, sentence) if t.i < verb.i]
    found: list[Token] = []
    for ordered in (behind, ahead[::-1]):
        fitting = [t for t in ordered if _is_subject_like(t, verb, segment, language)]
        # `рассказала «Медиалинии» жена …`: a name in quotation marks gives way to a noun.
        plain = [t for t in fitting if not _in_name_quotes(t)]
        found += plain or fitting
    papers = [t for t in found if lemma(t) in document_nouns(language)]
    people = [t for t in found if t not in papers]
    return _outermost((people or papers)[0], segment, language) if found else None


def _before(
    verb: Token, segment: Segment, sentence: Span, quoted: frozenset[int], language: str
) -> Token | None:
    """`X, координатор проекта, сказала`: over appositions, participles and relative clauses."""
    current: Segment | None = segment
    for _ in range(_MOST_STRETCHES):
        current = before(current, sentence, quoted) if current is not None else None
        if current is not None and mark_before(current, sentence) == "(":
            continue  # `Иван … (имя изменено) рассказал`
        if current is None or (current.start in quoted) is not (verb.i in quoted):
            return None
        relative = is_relative(current, sentence)
        fitting = [
            token
            for token in words_of(current, sentence)
            if not relative and _is_subject_like(token, verb, current, language)
        ]
        if fitting:
            earlier = _before(verb, current, sentence, quoted, language)
            apposed = not has_finite_verb(current, sentence) and fitting[0].i == current.start
            named = earlier is not None and person_at(earlier, language) is not None
            return earlier if apposed and named else fitting[0]
        if has_finite_verb(current, sentence) and not relative:
            return None
    return None


def _is_subject_like(token: Token, verb: Token, segment: Segment, language: str) -> bool:
    if not _fits(token, verb, language) or _below_preposition(token) or _as_what(token):
        return False
    head = token.head
    inside = segment.holds(head.i) and head != token and head.pos_ in NOMINAL
    if inside and token.dep_ in ("nmod", "appos", "flat:name", "flat", "conj") and head.i < token.i:
        return not _fits(head, verb, language)
    return True


def _fits(token: Token, verb: Token, language: str) -> bool:
    """A nominative that agrees with the verb and can speak."""
    if token.pos_ in ("PRON", "DET"):
        nominative = feature(token, "Case") in ("Nom", "")
        personal = feature(token, "Poss") == "" and can_speak(token, language)
        return nominative and personal and agree(verb, token)
    person = person_at(token, language)
    if person is not None:
        return person.as_printed and token.i == person.start and agree(verb, token)
    nominal = token.pos_ in (*NOMINAL, "NUM") or is_foreign_name(token)
    nominal = nominal or (token.pos_ in ("ADJ", "X") and can_speak(token, language))
    if is_person_word(token, language):
        return feature(token, "Case") in ("Nom", "") and agree(verb, token)
    return (
        nominal and may_be_nominative(token) and agree(verb, token) and can_speak(token, language)
    )


def _in_name_quotes(token: Token) -> bool:
    doc = token.doc
    place = token.i - 1
    while place >= token.sent.start and doc[place].is_alpha and token.i - place < 5:
        place -= 1
    return place >= token.sent.start and doc[place].text in ("«", "„", "“", '"')


def _below_preposition(token: Token) -> bool:
    if any(child.dep_ == "case" for child in token.children):
        return True
    start = token.i - 1
    doc = token.doc
    if token.like_num and not token.is_alpha:
        return doc[start].pos_ == "ADP" if start >= 0 else False
    while start >= token.sent.start and doc[start].pos_ in ("ADJ", "DET", "NUM"):
        start -= 1
    return start >= token.sent.start and doc[start].pos_ == "ADP"


def _outermost(token: Token, segment: Segment, language: str) -> Token:
    """From a name to the office before it: `начальник колонии Олег …`."""
    del language
    head = token.head
    if token.dep_ in ("appos", "flat:name") and head.pos_ == "NOUN" and segment.holds(head.i):
        return head if head.i < token.i else token
    return token


def body_inside(verb: Token, segment: Segment, sentence: Span, language: str) -> Token | None:
    """`Во ФСИН отвергают`, `в проекте подсчитали`: the body in which it is said."""
    for token in words_of(segment, sentence):
        if token.pos_ not in (*NOMINAL, "X") or token.i == verb.i:
            continue
        prepositions = {key(child.text) for child in token.children if child.dep_ == "case"}
        adjacent = token.doc[token.i - 1] if token.i > segment.start else None
        if adjacent is not None and adjacent.pos_ == "ADP":
            prepositions.add(key(adjacent.text))
        acronym = token.is_upper and len(token) > 1
        if not prepositions & _AT or (feature(token, "Case") == "Acc" and not acronym):
            continue
        known = lemma(token) in group_nouns(language) or lemma(token).rpartition("-")[
            2
        ] in group_nouns(language)
        if known or acronym or token.ent_type_ == "ORG" or _named_in_quotes(token):
            return token
    return None


def _named_in_quotes(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.text in ("«", "„", "“", '"')


def capital_speaks(token: Token, language: str) -> bool:
    """`Москва обвинения отрицает`: a capital stands for its government."""
    return token.text in words("capitals", language)


def same_stretch(token: Token, other: Token, sentence: Span, quoted: frozenset[int]) -> bool:
    """Whether two words stand between the same marks."""
    return segment_of(token, sentence, quoted).holds(other.i)
