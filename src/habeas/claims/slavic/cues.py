"""Where a sentence says that somebody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.slavic.according import according_to, carriers, cited
from habeas.claims.slavic.features import (
    NOMINAL,
    feature,
    is_converb,
    is_finite,
    lemma,
    may_be_nominative,
)
from habeas.claims.slavic.mentions import mention_of
from habeas.claims.slavic.person_names import person_at
from habeas.claims.slavic.reporting import verb_cue
from habeas.claims.slavic.segments import opens_quote
from habeas.claims.slavic.speaking_words import can_speak
from habeas.claims.slavic.words import words
from habeas.language import Gender
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def find_cues(sentence: Span, quoted: frozenset[int], language: str) -> list[Cue]:
    """The cues of one sentence, outermost first; `quoted` are token indices inside quotes."""
    cues = [
        cue
        for token in sentence
        if (cue := verb_cue(token, sentence, quoted, language)) is not None
    ]
    _share_subjects(cues)
    for cue in cues:
        cue.opens_account = _opens_account(cue, language)
        cue.via = carriers(cue.word, cue.source, sentence, quoted, language)
    cues = _quoting(cues, sentence, language)
    cues = _citing(cues, sentence, quoted, language)
    cues = _concluding(cues)
    _part(cues)
    cues = _with_according(cues, according_to(sentence, quoted, language), sentence)
    return cues or _labelled(sentence, quoted, language)


def _opens_account(cue: Cue, language: str) -> bool:
    """`X опубликовал рассказ …`: what follows is that account."""
    if lemma(cue.word) not in words("statement_verbs", language):
        return False
    following = cue.word.doc[cue.word.i + 1 : min(cue.word.i + 5, cue.word.sent.end)]
    return any(lemma(token) in words("accounts", language) for token in following)


def _share_subjects(cues: list[Cue]) -> None:
    """`X заявил, что …, и добавил, что …`: a verb without a subject takes the one before it."""
    for place, cue in enumerate(cues):
        gone = cue.source is None or _is_dropped(cue)
        earlier = [c for c in cues[:place] if c.source is not None and not _is_dropped(c)]
        if is_converb(cue.word) and cue.source is None:
            main = [c for c in cues if not is_converb(c.word) and c.source is not None]
            nearest = [c for c in main if c.word.i < cue.word.i] or main
            if nearest:
                cue.source, cue.inherits = nearest[-1].source, None
            continue
        if gone and earlier and _may_share(cue, earlier[-1]):
            cue.source = earlier[-1].source


def _is_dropped(cue: Cue) -> bool:
    source = cue.source
    return source is not None and source.start == cue.word.idx


def _may_share(cue: Cue, earlier: Cue) -> bool:
    one, other = cue.word, earlier.word
    for name in ("Number", "Gender"):
        values = feature(one, name), feature(other, name)
        if all(values) and values[0] != values[1]:
            return False
    return feature(one, "Person") != "1" or feature(other, "Person") == "1"


def _quoting(cues: list[Cue], sentence: Span, language: str) -> list[Cue]:
    """`цитирует начальника колонии X агентство Y`: X speaks, Y carries."""
    for cue in cues:
        if lemma(cue.word) not in words("quoting_verbs", language):
            continue
        quoted_one = _object_of(cue.word, cue.source, sentence, language)
        if quoted_one is not None:
            carrier = cue.source
            cue.source = quoted_one
            cue.via = _carried_by(carrier, cue)
            start, end = cue.attribution
            cue.governs = frozenset(i for i in cue.governs if not start <= i < end)
    return cues


def _carried_by(carrier: Mention | None, cue: Cue) -> tuple[str, ...]:
    """The carriers of a cue with one more, where it has a name."""
    if carrier is None or carrier.kind is MentionKind.PRONOUN:
        return cue.via
    if carrier.generic and carrier.kind is not MentionKind.BODY:
        return cue.via  # `агентство` alone names nobody
    return tuple(dict.fromkeys((carrier.name, *cue.via)))


def _object_of(
    verb: Token, subject: Mention | None, sentence: Span, language: str
) -> Mention | None:
    for token in sentence.doc[verb.i + 1 : min(verb.i + 8, sentence.end)]:
        if token.is_punct and token.text not in ("«", "»", "„", "“", '"', "-"):
            break
        if token.pos_ not in NOMINAL and person_at(token, language) is None:
            continue
        inside = subject is not None and subject.start <= token.idx < subject.end
        if (
            not inside
            and can_speak(token, language)
            and feature(token, "Case") in ("Acc", "Gen", "")
        ):
            return mention_of(token, language)
    return None


def _citing(cues: list[Cue], sentence: Span, quoted: frozenset[int], language: str) -> list[Cue]:
    """`как сообщает X со ссылкой на Y`: Y is the source, X the carrier."""
    found = cited(sentence, quoted, language)
    if found is None:
        return cues
    source, place = found
    for cue in cues:
        if lemma(cue.word) in words("citing_verbs", language):
            continue
        carrier = cue.source
        cue.via = _carried_by(carrier, cue)
        cue.source = source
        start, end = cue.attribution
        cue.attribution = (min(start, place.start), max(end, place.end))
        cue.governs = frozenset(i for i in cue.governs if not place.holds(i))
        return [c for c in cues if c is cue or lemma(c.word) not in words("citing_verbs", language)]
    word = sentence.doc[place.start]
    outside = frozenset(range(sentence.start, sentence.end)) - frozenset(
        range(place.start, place.end)
    )
    return [Cue(word, word.lower_, Stance.ASSERTS, source, None, outside, (place.start, place.end))]


def _concluding(cues: list[Cue]) -> list[Cue]:
    """`Об этом сообщил X, передаёт Y`: nothing is said here; Y carries what X said before."""
    back = next((cue for cue in cues if cue.concludes and not cue.governs), None)
    if back is None:
        return cues
    tags = [cue for cue in cues if cue is not back and back.word.i in cue.governs]
    for tag in tags:
        back.via = _carried_by(tag.source, back)
    return [cue for cue in cues if cue not in tags]


def _part(cues: list[Cue]) -> None:
    """What one speaker says ends where the next attribution beside it begins."""
    for place, cue in enumerate(cues):
        for other in cues[place + 1 :]:
            if other.word.i not in cue.governs:
                continue
            if cue.word.i in other.governs and other.attribution[0] > cue.word.i:
                tag = range(*other.attribution)  # `X заявил, что …, сообщает Y`: Y carries
                cue.governs = frozenset(i for i in cue.governs if i not in tag)
                continue
            if _is_dropped(other) or other.source == cue.source or _is_beside(cue, other):
                start = other.attribution[0]
                cue.governs = frozenset(i for i in cue.governs if i < start)
                break


def _is_beside(cue: Cue, other: Cue) -> bool:
    """`X заявил, что …, а Y сообщил, что …`: another sentence part, not inside the first."""
    doc = cue.word.doc
    start = other.attribution[0]
    before = [t for t in doc[max(cue.word.i + 1, start - 2) : start + 1] if t.is_alpha]
    joined = any(t.lower_ in ("а", "но", "але", "тогда", "тоді", "однако", "проте") for t in before)
    return joined and not is_converb(other.word)


def _with_according(cues: list[Cue], according: list[Cue], sentence: Span) -> list[Cue]:
    """`по словам X` around the words of another is the carrier; alone it is the source."""
    if not according:
        return cues
    _own_words(cues, according)
    first = according[0]
    outer = [
        cue
        for cue in cues
        if cue.word.i in first.governs and cue.source is not None and not is_converb(cue.word)
    ]
    if outer and not _is_aside_of(first, outer[0]):
        for cue in outer:
            if first.source is not None and first.source.kind is not MentionKind.PRONOUN:
                cue.via = tuple(dict.fromkeys((*cue.via, first.source.name)))
        return [*cues, *according[1:], *_left_over(first, outer, sentence)]
    for aside in according:
        for cue in cues:
            if aside.word.i in cue.governs and cue.word.i not in range(*aside.attribution):
                aside.governs = cue.governs & aside.governs
    return [*cues, *according]


def _left_over(according: Cue, outer: list[Cue], sentence: Span) -> list[Cue]:
    """`По данным X, появилось видео, автор заявил, что …`: the first clause is still X's."""
    taken = frozenset(i for cue in outer for i in (*cue.governs, *range(*cue.attribution)))
    first = min(cue.attribution[0] for cue in outer)
    left = frozenset(i for i in according.governs - taken if i < first)
    if not any(is_finite(sentence.doc[i]) for i in left):
        return []
    according.governs = left
    return [according]


def _own_words(cues: list[Cue], according: list[Cue]) -> None:
    """`Адвокат X не согласен: на теле, по его словам, …`: his words are X's."""
    for aside in according:
        if aside.source is None or aside.source.kind is not MentionKind.PRONOUN:
            continue
        for cue in cues:
            source = cue.source
            if source is None or cue.word.i > aside.word.i or source.kind is MentionKind.PRONOUN:
                continue
            fits = source.gender in (None, aside.source.gender) or source.gender is Gender.EITHER
            if fits and not source.plural and (source.human or source.kind is MentionKind.PERSON):
                aside.source = source


def _is_aside_of(according: Cue, cue: Cue) -> bool:
    """`X не согласен: на теле, по его словам, было …`: inside what the other cue introduces."""
    return according.word.i in cue.governs


def _labelled(sentence: Span, quoted: frozenset[int], language: str) -> list[Cue]:
    """`Адвокат X: «…»`: a name and a colon before a quotation."""
    doc = sentence.doc
    colon = next((t for t in sentence if t.text == ":" and t.i not in quoted), None)
    if colon is None or colon.i + 1 >= sentence.end or not opens_quote(doc[colon.i + 1]):
        return []
    lead = [t for t in doc[sentence.start : colon.i] if not t.is_space]
    if not lead or len(lead) > 8 or any(t.pos_ in ("VERB", "AUX", "ADP") for t in lead):
        return []
    for token in lead:
        person = person_at(token, language)
        noun = token.pos_ in NOMINAL and may_be_nominative(token) and can_speak(token, language)
        if person is not None or noun:
            source = mention_of(token, language)
            said = frozenset(range(colon.i + 1, sentence.end))
            return [
                Cue(token, ":", Stance.ASSERTS, source, None, said, (sentence.start, colon.i + 1))
            ]
    return []
