"""What a verb of saying reports: clause, quotation or object, and where the attribution ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import reporting_verbs
from habeas.claims.slavic.features import NOMINAL, feature, is_converb, lemma, preposition
from habeas.claims.slavic.segments import (
    DASHES,
    Segment,
    after,
    first_word,
    has_finite_verb,
    is_relative,
    mark_after,
    mark_before,
    opens_quote,
    segment_of,
    words_of,
)
from habeas.claims.slavic.speaking_words import can_speak
from habeas.claims.slavic.words import key, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_AS = frozenset({"как", "як"})
_QUESTIONS = frozenset(
    "где когда кто сколько почему куда откуда зачем де коли хто скільки чому куди звідки навіщо"
    " каким какие какой какая якими".split()
)


def content_of(
    token: Token,
    segment: Segment,
    sentence: Span,
    quoted: frozenset[int],
    complement: str,
    subject: Token | None,
    language: str,
) -> tuple[frozenset[int] | None, tuple[int, int], bool]:
    """Token indices of what is said (None: nothing), the attribution, and whether it leads on."""
    everything = frozenset(range(sentence.start, sentence.end))
    own = frozenset(range(segment.start, segment.end))
    tail = _tail(segment, sentence, quoted, language)
    following = mark_after(segment, sentence)
    if following == ":":
        said = frozenset(range(segment.end + 1, sentence.end))
        if not any(sentence.doc[i].is_alpha for i in said):
            return frozenset(), (segment.start, segment.end), True
        start = _start_of_clause(segment, subject)
        return said, (start, segment.end), False
    clause = clause_start(token, segment, tail, sentence, language)
    if clause is not None:
        start = _start_of_clause(segment, subject)
        return frozenset(range(clause, sentence.end)), (start, clause), False
    fronted = _fronted(segment, sentence)
    if fronted:
        return fronted, (segment.start, tail), False
    if _is_tag(token, segment, sentence, quoted, subject):
        return everything - frozenset(range(segment.start, tail)), (segment.start, tail), False
    inside = [i for i in own if i in quoted and token.i not in quoted]
    if len(inside) >= 3:
        return frozenset(inside), (segment.start, segment.end), False
    if complement == "object" or _says_about(token, segment) or _judges(token, segment, language):
        phrase = _subject_range(subject, segment)
        said = (everything if tail == sentence.end else own) - phrase - {token.i}
        objects = [i for i in said if sentence.doc[i].is_alpha]
        if objects:
            return (
                frozenset(i for i in own | _rest(segment, sentence) if i not in phrase),
                (
                    min([token.i, *phrase]),
                    max([token.i, *phrase]) + 1,
                ),
                False,
            )
    quotation = _quotation_beside(segment, sentence, quoted)
    if quotation:
        return quotation, (segment.start, segment.end), False
    return None, (segment.start, segment.end), False


def _fronted(segment: Segment, sentence: Span) -> frozenset[int]:
    """`О том, что людей били, рассказал X`, `Про те, що …, розповів X`: the clause comes first."""
    doc = sentence.doc
    place = next((t.i for t in sentence if t.is_alpha), sentence.end)
    opening = [key(t.text) for t in doc[place : min(place + 4, sentence.end)]]
    if opening not in (["о", "том", ",", "что"], ["про", "те", ",", "що"]):
        return frozenset()
    return frozenset(range(place + 4, max(segment.start - 1, place + 4)))


def _rest(segment: Segment, sentence: Span) -> frozenset[int]:
    """What follows the stretch of an object: its relative clauses and lists."""
    return frozenset(range(segment.end, sentence.end))


def _start_of_clause(segment: Segment, subject: Token | None) -> int:
    if subject is None:
        return segment.start
    return min(segment.start, subject.left_edge.i if subject.i < segment.start else segment.start)


def _subject_range(subject: Token | None, segment: Segment) -> frozenset[int]:
    if subject is None:
        return frozenset()
    accused = words("denied_things", subject.doc.vocab.lang)
    return frozenset(
        t.i
        for t in subject.subtree
        if segment.holds(t.i)
        and t.pos_ not in ("VERB", "AUX")
        and not (t.i > subject.i and lemma(t) in accused)
    )


def clause_start(
    token: Token, segment: Segment, tail: int, sentence: Span, language: str
) -> int | None:
    """Where the clause begins that a conjunction or question word opens behind the verb."""
    doc = sentence.doc
    openers = words("complementisers", language) - _AS
    for place in range(token.i + 1, min(segment.end, sentence.end)):
        if key(doc[place].text) in openers and doc[place].pos_ in ("SCONJ", "CCONJ", "PART", "ADV"):
            return place
    place = max(segment.end, tail)
    for _ in range(3):
        while place < sentence.end and (doc[place].text == "," or doc[place].is_space):
            place += 1
        if place >= sentence.end:
            return None
        word = key(doc[place].text)
        if (
            word in openers
            or word in _QUESTIONS
            or (word in _AS and mark_after(segment, sentence) == ",")
        ):
            return place
        if (
            doc[place].pos_ == "ADP"
            and place + 1 < sentence.end
            and (
                key(doc[place + 1].text) in _QUESTIONS
                or key(doc[place + 1].text) in ("чем", "чому")
            )
        ):
            return place
        # `о том, что`, `про те, що`; an aside between the verb and its clause is stepped over.
        further = after(Segment(segment.start, place), sentence, frozenset())
        here = segment_of(doc[place], sentence, frozenset())
        if further is None and not _is_aside(here, sentence):
            return None
        verbs = reporting_verbs(language)
        if any(lemma(t) in verbs and t.pos_ == "VERB" for t in words_of(here, sentence)):
            return None
        place = here.end
    return None


def _is_aside(segment: Segment, sentence: Span) -> bool:
    """A participle or converb with its words between two commas."""
    return not has_finite_verb(segment, sentence) and any(
        feature(t, "VerbForm") in ("Conv", "Part") for t in words_of(segment, sentence)
    )


def _is_tag(
    token: Token,
    segment: Segment,
    sentence: Span,
    quoted: frozenset[int],
    subject: Token | None,
) -> bool:
    """A stretch beside what is said: it begins with the verb, or stands behind a quotation."""
    if is_relative(segment, sentence) or is_converb(token):
        return False
    leading = first_word(segment, sentence)
    mark = mark_before(segment, sentence)
    beside = mark in (*DASHES, ",", "!", "?", "…") or mark.endswith(("»", "“", "”", '"'))
    if leading is not None and key(leading.text) in _AS:
        return subject is not None or beside
    if not beside:
        return False
    if mark in DASHES or token.i in quoted:
        return mark in DASHES and says_before(segment, sentence, quoted, strict=True)
    starts = leading is not None and (leading == token or _leads_to(leading, token))
    inverted = subject is not None and subject.i > token.i
    lone = subject is not None and len(words_of(segment, sentence)) <= 3
    ends = mark_after(segment, sentence) in ("", ".", ",", "!", "…", *DASHES, ")")
    return (
        starts
        and (inverted or lone or subject is None)
        and ends
        and says_before(segment, sentence, quoted, strict=False)
    )


def _leads_to(leading: Token, verb: Token) -> bool:
    """Only adverbs stand before the verb: `…, также добавил он`."""
    return all(t.pos_ in ("ADV", "PART", "CCONJ") for t in verb.doc[leading.i : verb.i])


def says_before(segment: Segment, sentence: Span, quoted: frozenset[int], *, strict: bool) -> bool:
    """Whether something that can be said stands before the tag."""
    place = segment.start - 1
    earlier = [t for t in sentence.doc[sentence.start : max(place, sentence.start)] if t.is_alpha]
    if not earlier:
        return False
    if strict:
        following = sentence.doc[segment.start - 2] if segment.start - 2 >= sentence.start else None
        comma = following is not None and following.text in (
            ",",
            "!",
            "?",
            "…",
            "...",
            "»",
            "“",
            "”",
            '"',
        )
        dashed = next((t for t in sentence if not t.is_space), None)
        return comma or (dashed is not None and dashed.text in DASHES)
    return True


def _says_about(token: Token, segment: Segment) -> bool:
    """`рассказал об избиениях`, `розповів про катування`: what it is about is what is said."""
    for child in token.rights:
        if child.dep_ in ("obl", "nmod", "iobj") and preposition(child) in (
            "о",
            "об",
            "обо",
            "про",
        ):
            return segment.holds(child.i)
    doc = token.doc
    aims = lemma(token).startswith(("жалова", "пожалова", "скарж", "поскарж", "сетова", "наріка"))
    if aims and any(key(t.text) == "на" for t in doc[token.i + 1 : min(token.i + 3, segment.end)]):
        return True
    for place in (*range(segment.start, token.i), *range(token.i + 1, token.i + 7)):
        if segment.holds(place) and key(doc[place].text) in ("о", "об", "обо", "про"):
            return not points_back(token, segment)
    return False


def points_back(token: Token, segment: Segment) -> bool:
    """`Об этом сообщила пресс-служба`, `Про це розповів X`: what was said is the text before."""
    doc = token.doc
    for place in range(segment.start, token.i - 1):
        if key(doc[place].text) in ("об", "о", "про") and key(doc[place + 1].text) in (
            "этом", "це", "нем", "том"
        ):  # fmt: skip
            return True
    return False


def _judges(token: Token, segment: Segment, language: str) -> bool:
    """`суд находит доводы неподтверждёнными`, `суд оцінює показання критично`."""
    if lemma(token) not in words("judging", language):
        return False
    return any(
        (feature(t, "Case") == "Ins" and not preposition(t) and t.i != token.i)
        or (t.pos_ == "ADV" and lemma(token).startswith(("оцін", "оцен")))
        for t in words_of(segment, token.sent)
    )


def _quotation_beside(
    segment: Segment, sentence: Span, quoted: frozenset[int]
) -> frozenset[int] | None:
    """A quotation right behind the stretch, with a comma or nothing between."""
    place = segment.end
    doc = sentence.doc
    while place < sentence.end and (doc[place].is_space or doc[place].text in (",", *DASHES)):
        place += 1
    if place < sentence.end and place in quoted and opens_quote(doc[place]):
        return frozenset(i for i in quoted if place <= i < sentence.end)
    return None


def _tail(segment: Segment, sentence: Span, quoted: frozenset[int], language: str) -> int:
    """The end of an attribution with the apposition behind its name: `сказала X, координатор,`."""
    following = after(segment, sentence, quoted)
    if following is None or has_finite_verb(following, sentence):
        return segment.end
    leading = first_word(following, sentence)
    if leading is None or leading.pos_ in ("ADP", "SCONJ", "CCONJ", "VERB", "ADV"):
        return segment.end
    nouns = [t for t in words_of(following, sentence) if t.pos_ in NOMINAL]
    named = bool(nouns) and can_speak(nouns[0], language) and feature(nouns[0], "Case") == "Nom"
    closed = mark_after(following, sentence) in (".", ",", *DASHES, "", "!")
    last = words_of(segment, sentence)[-1:]
    person = bool(last) and last[0].text[:1].isupper()
    return following.end if named and closed and person else segment.end
