"""Verbs that put words into somebody's mouth: who says it, and what is said.

An attribution stands in one of four ways: a clause behind a conjunction (`X заявил, что …`), a
quotation or clause behind a colon, a tag beside what is said (`…, — сказал X`, `…, стверджує він`,
`Как сообщает X, …`), or an object (`X отрицает обвинения`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, ReportingVerb, reporting_verbs
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.slavic.features import (
    NOMINAL,
    feature,
    is_converb,
    is_finite,
    is_short_participle,
    lemma,
    preposition,
)
from habeas.claims.slavic.mentions import can_speak, dropped, mention_of
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
from habeas.claims.slavic.speaking_subject import body_inside, subject_of
from habeas.claims.slavic.words import document_nouns, key, words
from habeas.language import Gender
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OPENLY = {"ru": "отрицать", "uk": "заперечувати"}
_AS = frozenset({"как", "як"})
_ABOUT = frozenset({"о", "об", "обо", "про", "на", "в", "у", "к", "до", "за", "с", "з", "от"})
_NOT = frozenset({"не", "ни", "ні"})
_WHICH = ("котор", "котр", "яки", "яка", "яке", "які", "яко", "якої")
_QUESTIONS = frozenset(
    "где когда кто сколько почему куда откуда зачем де коли хто скільки чому куди звідки навіщо"
    " каким какие какой какая якими".split()
)


def verb_cue(token: Token, sentence: Span, quoted: frozenset[int], language: str) -> Cue | None:
    """The cue that a verb makes; None where it reports nothing."""
    verb = reporting_verbs(language).get(lemma(token)) or reporting_verbs(language).get(
        token.lemma_.lower()
    )
    special = _special(token, language)
    if verb is None and special is None:
        verb = _light_verb(token, language) or _any_verb(token, sentence, quoted, language)
    if verb is None and special is None:
        return None
    if not (is_finite(token) or is_converb(token) or _is_short(token) or special is not None):
        return None
    if token.i in quoted and not _is_tag_in_quotation(token, sentence):
        return None
    segment = segment_of(token, sentence, quoted)
    if _is_negated(token) and special is None and not _is_restated(segment, sentence, token):
        return None
    complement = verb.complement if verb is not None and special is None else "object"
    stance = special or (verb.stance if verb is not None else Stance.ASSERTS)
    if _is_short(token) and special is None:
        complement = "document"
    if complement == "document":
        return _document_cue(token, segment, sentence, quoted, language)
    if complement == "object" and special is None and _goes_on_acting(token, language):
        return None
    alone = is_converb(token) or _is_short(token)
    subject = None if alone else subject_of(token, segment, sentence, quoted, language)
    content, attribution, introduces = _content(
        token, segment, sentence, quoted, complement, subject, language
    )
    concludes = content is None and points_back(token, segment)
    if content is None and not concludes:
        return None
    if (
        stance is Stance.DENIES
        and special is None
        and not _denies_a_claim(token, segment, sentence, language)
    ):
        return None
    source = _source(token, subject, segment, sentence, language)
    return Cue(
        token,
        _OPENLY[language] if _owns_no_guilt(token, language) else token.lemma_.lower(),
        stance,
        source,
        token.head if source is None and is_converb(token) else None,
        content or frozenset(),
        attribution,
        introduces=introduces,
        concludes=concludes,
    )


def _light_verb(token: Token, language: str) -> ReportingVerb | None:
    """`пришла к выводу, что …`, `висловив думку, що …`: the noun says that it is said."""
    if lemma(token) not in words("light_verbs", language):
        return None
    for other in token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]:
        if lemma(other) in words("said_things", language):
            return ReportingVerb(Stance.ASSERTS, "clause")
    return None


def _any_verb(
    token: Token, sentence: Span, quoted: frozenset[int], language: str
) -> ReportingVerb | None:
    """`«…», — отрезал пресс-секретарь`: behind a quotation and a dash every verb is one."""
    if not is_finite(token) or token.i == sentence.start:
        return None
    if sentence.doc[token.i - 1].text not in DASHES:
        return None
    segment = segment_of(token, sentence, quoted)
    if token.i in quoted and not _is_tag_in_quotation(token, sentence):
        return None
    subject = subject_of(token, segment, sentence, quoted, language)
    inverted = subject is not None and subject.i > token.i and segment.holds(subject.i)
    behind = _says_before(segment, sentence, quoted, strict=True)
    return ReportingVerb(Stance.ASSERTS, "quote") if inverted and behind else None


def _goes_on_acting(token: Token, language: str) -> bool:
    """`прижигал руки и требовал назвать адреса`: a demand among acts is one of them."""
    if token.dep_ != "conj" or not is_finite(token.head):
        return False
    wants = lemma(token) in words("demanding", language)
    return wants and lemma(token.head) not in reporting_verbs(language)


def _is_short(token: Token) -> bool:
    return is_short_participle(token) and feature(token, "Mood") == "" and not is_finite(token)


def _is_tag_in_quotation(token: Token, sentence: Span) -> bool:
    """`«…, — сказал X. — …»`: a dash right before the verb, behind a mark of the quotation."""
    place = token.i - 1
    doc = token.doc
    while place >= sentence.start and (doc[place].is_space or key(doc[place].text) in _AS):
        place -= 1
    if place < sentence.start or doc[place].text not in DASHES:
        return False
    place -= 1
    while place >= sentence.start and doc[place].is_space:
        place -= 1
    return place >= sentence.start and doc[place].text in (",", "!", "?", "…", "...", "?!", "!..")


def _is_negated(token: Token) -> bool:
    place = token.i - 1
    return place >= token.sent.start and key(token.doc[place].text) in _NOT


def _is_restated(segment: Segment, sentence: Span, token: Token) -> bool:
    """`не исключил, что`, `не скрывает, що`: still says it."""
    del segment, sentence
    return lemma(token).startswith(("исключ", "виключ", "скрыва", "прихову", "сомнева", "сумніва"))


def _special(token: Token, language: str) -> Stance | None:
    """Silence, refusal and what is not confirmed deny; the stance is decided with the speaker."""
    word = lemma(token)
    near = {lemma(child) for child in token.subtree}
    if word in words("agreeing", language) and feature(token, "Variant") == "Short":
        denied = _is_negated(token) and word in words("denied_states", language)
        return Stance.DENIES if denied else Stance.ASSERTS
    disagrees = word in words("denied_states", language) or key(token.text) == "согласно"
    if disagrees and _is_negated(token):
        return Stance.DENIES
    if word in words("refusals", language) and near & words("refused_acts", language):
        return Stance.DENIES
    if not _is_negated(token):
        return None
    if word in words("unconfirmed", language):
        return Stance.DENIES
    if word in words("answering", language) and near & (
        words("answered_things", language) | words("refused_acts", language)
    ):
        return Stance.DENIES
    return None


def _owns_no_guilt(token: Token, language: str) -> bool:
    """`вину не признал`: an open denial, whoever says it."""
    owns = lemma(token) in words("unconfirmed", language) and _is_negated(token)
    return owns and any(lemma(t) in ("вина", "провина") for t in token.subtree)


def _content(
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
    clause = _clause_start(token, segment, tail, sentence, language)
    if clause is not None:
        start = _start_of_clause(segment, subject)
        return frozenset(range(clause, sentence.end)), (start, clause), False
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


def _clause_start(
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
        return mark in DASHES and _says_before(segment, sentence, quoted, strict=True)
    starts = leading is not None and (leading == token or _leads_to(leading, token))
    inverted = subject is not None and subject.i > token.i
    lone = subject is not None and len(words_of(segment, sentence)) <= 3
    ends = mark_after(segment, sentence) in ("", ".", ",", "!", "…", *DASHES, ")")
    return (
        starts
        and (inverted or lone or subject is None)
        and ends
        and _says_before(segment, sentence, quoted, strict=False)
    )


def _leads_to(leading: Token, verb: Token) -> bool:
    """Only adverbs stand before the verb: `…, также добавил он`."""
    return all(t.pos_ in ("ADV", "PART", "CCONJ") for t in verb.doc[leading.i : verb.i])


def _says_before(segment: Segment, sentence: Span, quoted: frozenset[int], *, strict: bool) -> bool:
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
    for place in (*range(segment.start, token.i), *range(token.i + 1, token.i + 3)):
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


def _denies_a_claim(token: Token, segment: Segment, sentence: Span, language: str) -> bool:
    """`отклонил ходатайство` decides, `отклонил обвинения` denies."""
    strong = ("отриц", "опров", "запереч", "спрост", "открещ", "отнек")
    if lemma(token).startswith(strong):
        return True
    things = words("denied_things", language)
    return any(lemma(t) in things or key(t.text) in things for t in words_of(segment, sentence))


def _document_cue(
    token: Token, segment: Segment, sentence: Span, quoted: frozenset[int], language: str
) -> Cue | None:
    """`говорится в ответе X`, `йдеться у звіті X`, `из показаний X следует, что`."""
    head = next(
        (
            t
            for t in words_of(segment, sentence)
            if t.pos_ in NOMINAL and lemma(t) in document_nouns(language) and _behind_preposition(t)
        ),
        None,
    )
    source = mention_of(head, language) if head is not None else None
    if source is None:
        body = body_inside(token, segment, sentence, language)
        source = mention_of(body, language) if body is not None else None
    if source is None:
        return None
    everything = frozenset(range(sentence.start, sentence.end))
    clause = _clause_start(token, segment, segment.end, sentence, language)
    if clause is not None:
        content = frozenset(range(clause, sentence.end))
        attribution = (segment.start, clause)
    elif mark_after(segment, sentence) == ":":
        content = frozenset(range(segment.end + 1, sentence.end))
        attribution = (segment.start, segment.end)
    elif mark_before(segment, sentence):
        content = everything - frozenset(range(segment.start, segment.end))
        attribution = (segment.start, segment.end)
    elif points_back(token, segment):
        content, attribution = frozenset(), (segment.start, segment.end)
    else:
        leading = first_word(segment, sentence)
        if leading is None or key(leading.text) not in _AS:
            return None
        content = everything - frozenset(range(segment.start, segment.end))
        attribution = (segment.start, segment.end)
    return Cue(
        token, token.lemma_.lower(), Stance.ASSERTS, source, None, content, attribution,
        introduces=mark_after(segment, sentence) == ":" and not content,
        concludes=not content and points_back(token, segment),
    )  # fmt: skip


def _behind_preposition(token: Token) -> bool:
    if preposition(token):
        return True
    place = token.i - 1
    doc = token.doc
    while place >= token.sent.start and doc[place].pos_ in ("ADJ", "DET", "NUM"):
        place -= 1
    return place >= token.sent.start and doc[place].pos_ == "ADP"


def _source(
    token: Token, subject: Token | None, segment: Segment, sentence: Span, language: str
) -> Mention | None:
    if subject is not None:
        head = _antecedent(subject, token) or subject
        found = mention_of(head, language)
        if found is not None and found.kind in (MentionKind.DESCRIPTION, MentionKind.PERSON):
            return _with_gender(found, token)
        return found
    if is_converb(token) or _is_short(token):
        return None
    if feature(token, "Person") != "1":
        body = body_inside(token, segment, sentence, language)
        if body is not None and feature(token, "Number") == "Plur":
            return mention_of(body, language)
    return dropped(token)


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """`адвокат, который заявил`: whom the relative pronoun stands for."""
    if not key(subject.text).startswith(_WHICH):
        return None
    if verb.dep_.startswith("acl") and verb.head.pos_ in NOMINAL:
        return verb.head
    place = subject.i - 1
    doc = subject.doc
    while place > subject.sent.start and doc[place].pos_ not in NOMINAL:
        place -= 1
    return doc[place] if doc[place].pos_ in NOMINAL else None


def _with_gender(found: Mention, verb: Token) -> Mention:
    """The verb of the past tells who spoke: a woman, or most likely a man."""
    if found.gender in (Gender.MALE, Gender.FEMALE) or found.plural:
        return found
    if not (found.human or found.kind is MentionKind.PERSON):
        return found
    told = {"Fem": Gender.FEMALE, "Masc": Gender.MALE}.get(feature(verb, "Gender"))
    return replace(found, gender=told) if told is not None else found
