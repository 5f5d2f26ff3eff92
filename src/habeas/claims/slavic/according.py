"""Sources that no verb of saying names: `по словам X`, `за даними X`, `со ссылкой на X`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.slavic.features import NOMINAL, feature, is_finite, lemma, preposition
from habeas.claims.slavic.inflection import to_nominative
from habeas.claims.slavic.mentions import mention_of
from habeas.claims.slavic.noun_phrase import is_office, quoted_name
from habeas.claims.slavic.offices import office_behind
from habeas.claims.slavic.person_names import person_at
from habeas.claims.slavic.pronouns import pronoun
from habeas.claims.slavic.segments import Segment, segment_of
from habeas.claims.slavic.speaking_words import can_speak, is_foreign_name
from habeas.claims.slavic.words import key, role_nouns, words
from habeas.language import outlet
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_BY = {"ru": frozenset({"по"}), "uk": frozenset({"за", "по"})}
_FROM = {"ru": frozenset({"со", "с", "из"}), "uk": frozenset({"зі", "із", "з"})}
_IN = {"ru": frozenset({"в", "во", "на"}), "uk": frozenset({"у", "в", "на"})}
_NEAR = 4
# The participle "given" and the noun "data" are one word.
_DATA = frozenset({"данным", "даними", "данных", "даних"})


def according_to(sentence: Span, quoted: frozenset[int], language: str) -> list[Cue]:
    """The cues of `по словам X` and its kin: each governs the rest of its sentence."""
    cues: list[Cue] = []
    for token in sentence:
        if token.i in quoted:
            continue
        found = _by_words(token, sentence, language) or _by_document(token, sentence, language)
        if found is None:
            continue
        source, start, end = found
        outside = frozenset(range(sentence.start, start)) | frozenset(range(end, sentence.end))
        cues.append(
            Cue(token, f"{key(sentence.doc[start].text)} {token.lower_}", Stance.ASSERTS, source,
                None, outside, (start, end))
        )  # fmt: skip
    return cues


def _by_words(token: Token, sentence: Span, language: str) -> tuple[Mention, int, int] | None:
    """`по словам X`, `по её словам`, `за даними X`, `на думку X`, `зі слів X`."""
    if token.pos_ not in (*NOMINAL, "ADJ") and key(token.text) not in _DATA:
        return None
    start = _start(token, sentence, language)
    if start is None:
        return None
    doc = sentence.doc
    for place in range(start + 1, token.i):
        possessor = pronoun(doc[place]) if doc[place].pos_ in ("DET", "PRON") else None
        if possessor is not None:
            return possessor, start, token.i + 1
    return _behind(token, start, sentence, language)


def _behind(
    token: Token, start: int, sentence: Span, language: str
) -> tuple[Mention, int, int] | None:
    """Whose words the phrase names behind its noun."""
    doc = sentence.doc
    described = _described_person(token, sentence, language)
    if described is not None:
        return described, start, _end(described, token, sentence)
    for place in range(token.i + 1, min(token.i + 1 + _NEAR, sentence.end)):
        head = doc[place]
        if head.is_punct and not _opens(head):
            return None
        if _opens(head):
            named = quoted_name(doc, place, language)
            if named is not None:
                return _body(doc, named), start, named[1]
        if (
            head.pos_ in (*NOMINAL, "X", "NUM")
            or person_at(head, language) is not None
            or (head.pos_ in ("ADJ", "VERB") and lemma(head) in role_nouns(language))
        ):
            if (
                not can_speak(head, language)
                and feature(head, "Animacy") != "Anim"
                and not head.text[:1].isupper()
            ):
                return None
            source = mention_of(head, language)
            if source is None:
                return None
            return source, start, _with_office(_end(source, head, sentence), sentence, language)
    return None


def _described_person(token: Token, sentence: Span, language: str) -> Mention | None:
    """`по словам освободившегося из колонии Ивана …`: the name behind a participle's words."""
    doc = sentence.doc
    first = doc[token.i + 1] if token.i + 1 < sentence.end else None
    if first is None or first.i + 1 >= sentence.end:
        return None
    joined = doc[first.i + 1].pos_ == "ADP" and first.pos_ in ("ADJ", "VERB", "NOUN")
    if not (feature(first, "VerbForm") == "Part" or joined) or feature(first, "Case") == "":
        return None
    if is_office(first, language) and not joined:
        return None
    for head in doc[first.i + 1 : min(first.i + 10, sentence.end)]:
        if head.is_punct or is_finite(head) or is_office(head, language):
            return None
        person = person_at(head, language)
        if person is not None:
            return None if person.as_printed else mention_of(head, language)
    return None


def _with_office(end: int, sentence: Span, language: str) -> int:
    """`по словам X, сестры бойца, …`: the office behind the name belongs to it."""
    person = person_at(sentence.doc[end - 1], language)
    office = office_behind(person, sentence.doc[end - 1], language) if person else None
    return office[1] if office is not None else end


def _start(token: Token, sentence: Span, language: str) -> int | None:
    """Where the preposition of such a phrase stands."""
    word = lemma(token)
    doc = sentence.doc
    place = token.i - 1
    while place >= sentence.start and doc[place].pos_ in ("DET", "PRON", "ADJ", "NUM"):
        place -= 1
    if place < sentence.start:
        return None
    before = key(doc[place].text)
    by_words = word in words("sourcing_by", language) or key(token.text) in _DATA
    if before in _BY[language] and by_words:
        return place
    if before in _FROM[language] and word in words("sourcing_from", language) and before != "из":
        return place
    if before == "на" and language == "uk" and word in words("sourcing_on", language):
        return place
    return None


def _by_document(token: Token, sentence: Span, language: str) -> tuple[Mention, int, int] | None:
    """`согласно докладу X`, `згідно з висновком X`: the document's author, else the document."""
    doc = sentence.doc
    denied = token.i > sentence.start and key(doc[token.i - 1].text) == "не"
    if key(token.text) not in words("sourcing_other", language) or denied:
        return None
    if key(token.text) == "відповідно" and key(doc[token.i + 1].text) != "до":
        return None
    for place in range(token.i + 1, min(token.i + 2 + _NEAR, sentence.end)):
        head = doc[place]
        if head.is_punct:
            return None
        if head.pos_ in (*NOMINAL, "X"):
            if lemma(head) in words("norms", language) or not can_speak(head, language):
                return None
            source = mention_of(head, language)
            return (source, token.i, _end(source, head, sentence)) if source else None
    return None


def _end(source: Mention, head: Token, sentence: Span) -> int:
    """Behind the last word of a source."""
    end = head.i + 1
    while end < sentence.end and sentence.doc[end].idx < source.end:
        end += 1
    if end < sentence.end and sentence.doc[end].text in ("»", "“", "”", '"'):
        end += 1
    return end


def _opens(token: Token) -> bool:
    return token.text in ("«", "„", "“", '"')


def _body(doc: Doc, named: tuple[int, int, str]) -> Mention:
    start, end, name = named
    return Mention(
        name,
        MentionKind.BODY,
        doc[start].idx,
        doc[end - 1].idx + len(doc[end - 1]),
        collective=True,
        head=key(name.split()[-1]),
    )


def cited(sentence: Span, quoted: frozenset[int], language: str) -> tuple[Mention, Segment] | None:
    """`со ссылкой на X`, `посилаючись на X`: whom a carrier cites, and where."""
    doc = sentence.doc
    for token in sentence:
        noun = lemma(token) in words("citing", language)
        verb = lemma(token) in words("citing_verbs", language)
        if token.i in quoted or not (noun or verb):
            continue
        place = token.i + 1
        if place < sentence.end and key(doc[place].text) == "на":
            for other in range(place + 1, min(place + 1 + _NEAR, sentence.end)):
                named = quoted_name(doc, other, language)
                if named is not None:
                    return _body(doc, named), Segment(token.i, named[1])
                if doc[other].pos_ in (*NOMINAL, "X") or person_at(doc[other], language):
                    source = mention_of(doc[other], language)
                    if source is not None:
                        return source, Segment(token.i, _end(source, doc[other], sentence))
                    break
    return None


def _names_subject(place: int, source: Mention | None, doc: Doc) -> bool:
    """Whether the name in quotation marks at a token is that of the speaker."""
    return source is not None and source.start <= doc[place].idx < source.end


def carriers(
    word: Token, source: Mention | None, sentence: Span, quoted: frozenset[int], language: str
) -> tuple[str, ...]:
    """`рассказал «Северному маяку»`, `в интервью X`: through whom the words of a cue came."""
    segment = segment_of(word, sentence, quoted)
    doc = sentence.doc
    found: list[str] = []
    for place in range(segment.start, segment.end):
        token = doc[place]
        if lemma(token) in words("carrier_nouns", language) and token.i > word.i - 8:
            before = doc[place - 1] if place > segment.start else None
            if before is not None and before.pos_ == "ADP":
                found += _name_behind(place + 1, segment, sentence, language)
        if (
            is_foreign_name(token)
            and place == word.i + 1
            and not _names_subject(place, source, doc)
        ):
            foreign = mention_of(token, language)
            found += [foreign.name] if foreign is not None else []
        elif feature(token, "Case") == "Dat" and place > word.i and _is_told(token):
            found += _listener(token, sentence, language)
        if _opens(token) and place > word.i:
            named = quoted_name(doc, place, language)
            inner = doc[named[0] + 1 : named[1] - 1] if named else ()
            told = named is not None and not _names_subject(named[0], source, doc)
            dative = any(feature(t, "Case") == "Dat" for t in inner) or place == word.i + 1
            if named is not None and told and dative:
                found.append(named[2])
    return tuple(dict.fromkeys(found))


def _is_told(token: Token) -> bool:
    """A noun that may be a listener: `по Зареченской области` tells where, not to whom."""
    return token.pos_ in (*NOMINAL, "X") and token.ent_type_ != "GPE" and not preposition(token)


def _name_behind(place: int, segment: Segment, sentence: Span, language: str) -> list[str]:
    for other in range(place, min(place + 4, segment.end)):
        named = quoted_name(sentence.doc, other, language)
        if named is not None:
            return [named[2]]
        token = sentence.doc[other]
        if token.pos_ in (*NOMINAL, "X"):
            found = mention_of(token, language)
            known = found is not None and found.kind is MentionKind.BODY
            if found is not None and known:
                return [found.name]
    return []


def _listener(token: Token, sentence: Span, language: str) -> list[str]:
    """A listener that is a body or outlet, no person: `сообщил агентству «…»`."""
    del sentence
    for gender in ("Neut", "Masc", "Fem"):
        name = to_nominative(token, language, plural=False, gender=gender)
        if outlet(name) is not None:
            return [name]
    found = mention_of(token, language)
    if found is None or found.kind is not MentionKind.BODY:
        return []
    known = outlet(found.name) is not None or token.ent_type_ == "ORG" or found.role is not None
    return [found.name] if known or found.collective else []
