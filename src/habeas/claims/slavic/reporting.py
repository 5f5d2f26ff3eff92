"""Verbs that put words into somebody's mouth.

An attribution stands in one of four ways: a clause behind a conjunction (`X заявил, что …`), a
quotation or clause behind a colon, a tag beside what is said (`…, — сказал X`, `…, стверджує він`,
`Как сообщает X, …`), or an object (`X отрицает обвинения`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue, ReportingVerb, reporting_verbs
from habeas.claims.slavic.document_cues import document_cue
from habeas.claims.slavic.features import feature, is_converb, is_finite, lemma
from habeas.claims.slavic.said import content_of, points_back, says_before
from habeas.claims.slavic.segments import DASHES, Segment, segment_of, words_of
from habeas.claims.slavic.sources import is_short, source_of
from habeas.claims.slavic.speaking_subject import subject_of
from habeas.claims.slavic.words import key, words
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_SURE_STEMS = ("уверен", "убежден", "впевнен", "переконан")
_OPENLY = {"ru": "отрицать", "uk": "заперечувати"}
_AS = frozenset({"как", "як"})
_NOT = frozenset({"не", "ни", "ні"})


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
    if not (is_finite(token) or is_converb(token) or is_short(token) or special is not None):
        return None
    if token.i in quoted and not _is_tag_in_quotation(token, sentence):
        return None
    segment = segment_of(token, sentence, quoted)
    if _is_negated(token) and special is None and not _is_restated(segment, sentence, token):
        return None
    complement = verb.complement if verb is not None and special is None else "object"
    if special is Stance.ASSERTS:
        complement = "clause"
    stance = special or (verb.stance if verb is not None else Stance.ASSERTS)
    if is_short(token) and special is None:
        complement = "document"
    if complement == "document":
        return document_cue(token, segment, sentence, quoted, language)
    if complement == "object" and special is None and _goes_on_acting(token, language):
        return None
    alone = is_converb(token) or is_short(token)
    subject = None if alone else subject_of(token, segment, sentence, quoted, language)
    content, attribution, introduces = content_of(
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
    source = source_of(token, subject, segment, sentence, language)
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
    behind = says_before(segment, sentence, quoted, strict=True)
    return ReportingVerb(Stance.ASSERTS, "quote") if inverted and behind else None


def _goes_on_acting(token: Token, language: str) -> bool:
    """`прижигал руки и требовал назвать адреса`: a demand among acts is one of them."""
    if token.dep_ != "conj" or not is_finite(token.head):
        return False
    wants = lemma(token) in words("demanding", language)
    return wants and lemma(token.head) not in reporting_verbs(language)


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
    sure = key(token.text).startswith(_SURE_STEMS)
    if (word in words("agreeing", language) and feature(token, "Variant") == "Short") or sure:
        denied = _is_negated(token) and not sure and word in words("denied_states", language)
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


def _denies_a_claim(token: Token, segment: Segment, sentence: Span, language: str) -> bool:
    """`отклонил ходатайство` decides, `отклонил обвинения` denies."""
    strong = ("отриц", "опров", "запереч", "спрост", "открещ", "отнек")
    if lemma(token).startswith(strong):
        return True
    things = words("denied_things", language)
    return any(lemma(t) in things or key(t.text) in things for t in words_of(segment, sentence))
