"""The words of a noun phrase and its wording in the nominative: `речницю адміністрації` → `речниця
адміністрації`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.slavic.features import NOMINAL, feature, lemma, may_be_nominative
from habeas.claims.slavic.inflection import to_nominative
from habeas.claims.slavic.person_names import Person, person_at
from habeas.claims.slavic.words import key, role_nouns, words
from habeas.language import Gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Prepositions whose noun belongs to the name of an office or a body.
_JOINING = frozenset(
    {
        "о",
        "об",
        "щодо",
        "по",
        "против",
        "при",
        "проти",
        "з",
        "із",
        "зі",
        "у",
        "в",
        "во",
        "с",
        "за",
        "для",
    }
)
_OWNERS = frozenset({"его", "ее", "их", "його", "її", "їх"})
_DATA = frozenset({"данным", "даними", "данных", "даних"})
_SEATS = frozenset({"у", "в", "во"})
_OPENING = frozenset({"«", "„", "“", '"'})
_CLOSING = frozenset({"»", "“", "”", '"'})
_MODIFIERS = ("ADJ", "DET")
_LONGEST = 12


def phrase_start(head: Token) -> int:
    """The first of the modifiers that stand right before a noun and agree with it."""
    doc, start = head.doc, head.i
    limit = head.sent.start
    while start > limit:
        token = doc[start - 1]
        hyphen = token.text in ("-", "‑") and start - 1 > limit
        if hyphen or _modifies(token, head):
            start -= 1
        else:
            break
    while start < head.i and doc[start].text in ("-", "‑"):
        start += 1
    return start


def _modifies(token: Token, head: Token) -> bool:
    participle = feature(token, "VerbForm") == "Part" and feature(token, "Case") != ""
    if token.pos_ == "NUM" or feature(token, "NumType"):
        return token.head == head or token.head.head == head
    if key(token.text) in _OWNERS:
        return True
    if key(token.text) in _DATA:
        return False
    if token.pos_ not in _MODIFIERS and not participle:
        return False
    if token.pos_ == "DET" and feature(token, "Poss") == "" and feature(token, "PronType") == "Rel":
        return False
    cases = feature(token, "Case"), feature(head, "Case")
    same = not all(cases) or cases[0] == cases[1]
    return same and (token.head == head or feature(token, "Case") != "")


def phrase_end(head: Token, language: str) -> int:
    """Behind the last word of the genitives and joined phrases that follow a noun."""
    doc, end = head.doc, head.i + 1
    limit = min(head.sent.end, head.i + _LONGEST)
    while end < limit:
        step = _step(doc, end, head, limit, language)
        if step == end:
            break
        end = step
    return end


def _step(doc: Doc, end: int, head: Token, limit: int, language: str) -> int:
    token = doc[end]
    if (
        token.text in ("-", "‑")
        and end + 1 < limit
        and token.idx == doc[end - 1].idx + len(doc[end - 1])
    ):
        return end + 2
    numbered = doc[end - 1].text in ("№", "-") or lemma(doc[end - 1]) in words("norms", language)
    if token.text == "№" or (token.like_num and numbered):
        return end + 1
    if token.text in _OPENING:
        office = lemma(head) in role_nouns(language)
        return _quoted_end(doc, end, limit) if end > head.i + 1 or office else end
    if _is_one_of(doc, end, limit):
        return end + 3
    person = person_at(token, language)
    if person is not None and person.start == end:
        kin = lemma(head) in words("kin", language) and end == head.i + 1
        if kin and (not person.given or not person.as_printed):
            return person.end  # `мать Андрея …`, `супруга …ева`: whose she is
        if is_same_one(head, person, language):
            return end
    if not _hangs_on(token, head, end):
        return end
    if key(token.text) in _JOINING and token.pos_ == "ADP":
        after = _joined(doc, end, limit)
        return after if token.lower_ not in _SEATS or _is_office_of(doc, end, after) else end
    if token.pos_ in (*NOMINAL, *_MODIFIERS, "NUM") or feature(token, "VerbForm") == "Part":
        case = feature(token, "Case")
        if case == "Gen" or (case == "" and token.pos_ == "PROPN"):
            return end + 1
    return end


def _is_one_of(doc: Doc, place: int, limit: int) -> bool:
    """`дружина одного з полонених`: of one of those."""
    return (
        place + 2 < limit
        and lemma(doc[place]) in ("один", "одна", "несколько", "кілька")
        and key(doc[place + 1].text) in ("из", "з", "із", "зі")
        and doc[place + 2].pos_ in (*NOMINAL, "ADJ", "VERB")
    )


def is_same_one(head: Token, person: Person, language: str) -> bool:
    """Whether an office and the name behind it are one person, by case and sex."""
    if not is_office(head, language) and lemma(head) not in words("ranks", language):
        return False
    case = feature(head, "Case")
    if may_be_nominative(head) and case not in ("Acc", ""):
        return person.as_printed
    sex = gender_of_noun(head, language)
    known = person.gender in (Gender.MALE, Gender.FEMALE) and sex is not None
    return not known or person.gender is sex


def is_office(head: Token, language: str) -> bool:
    """Whether a noun tells what a person is: `уповноважений` is a participle to the dictionary."""
    known = role_nouns(language)
    last = lemma(head).rpartition("-")[2]
    return lemma(head) in known or key(head.text) in known or last in known


def gender_of_noun(head: Token, language: str) -> Gender | None:
    """What a noun for a person tells: kin by its gender, an office only where it is a woman's."""
    word, gender = lemma(head), feature(head, "Gender")
    if word not in role_nouns(language) or feature(head, "Number") == "Plur":
        return None
    if gender == "Fem" and word not in ("жертва", "людина"):
        return Gender.FEMALE
    if gender == "Masc" and word in words("kin", language):
        return Gender.MALE
    return None


def _hangs_on(token: Token, head: Token, end: int) -> bool:
    """Whether a word belongs below the noun: it or what it modifies hangs inside the phrase."""
    current = token
    for _ in range(4):
        if head.i <= current.head.i < end and current.head != current:
            return current.dep_ not in ("nsubj", "obj", "obl", "conj", "parataxis", "acl:relcl")
        if current.dep_ == "nmod" and current.head in head.ancestors:
            return current.head.pos_ in NOMINAL  # the chain of genitives goes on
        if current.head.i <= current.i or current.head == current:
            return False
        current = current.head
    return False


def _joined(doc: Doc, start: int, limit: int) -> int:
    """Behind the noun of a prepositional phrase that begins here."""
    end = start + 1
    while (
        end < limit
        and (doc[end].pos_ in _MODIFIERS or feature(doc[end], "VerbForm") == "Part")
        and doc[end].pos_ != "PUNCT"
    ):
        end += 1
    return end + 1 if end < limit and doc[end].pos_ in NOMINAL else start


def _is_office_of(doc: Doc, start: int, end: int) -> bool:
    """`уповноважений у справах`, not `адвокат у Києві`."""
    return end > start and key(doc[end - 1].text) in (
        "справах",
        "делам",
        "сфере",
        "сфері",
        "країні",
    )


def _quoted_end(doc: Doc, start: int, limit: int) -> int:
    for place in range(start + 1, min(limit, start + 8)):
        if doc[place].text in _CLOSING:
            return place + 1
    return start


def nominative_phrase(head: Token, start: int, end: int, language: str) -> str:
    """The words from start to end with their head and its modifiers in the nominative."""
    doc = head.doc
    plural = feature(head, "Number") == "Plur"
    gender = feature(head, "Gender")
    number = any(_counts(doc[place]) for place in range(start, head.i))
    inflected = feature(head, "Case") not in ("", "Nom") and not number
    words: list[str] = []
    for place in range(start, end):
        token = doc[place]
        fixed = token.pos_ in ("PUNCT", "SYM", "ADP") or key(token.text) in _OWNERS
        if inflected and place <= head.i and not fixed:
            word = to_nominative(token, language, plural=plural, gender=gender)
        else:
            word = token.text
        if (
            place == start
            and _opens_sentence(token)
            and (token.pos_ != "PROPN" or lemma(token) in role_nouns(language))
            and not token.is_upper
        ):
            word = word[:1].lower() + word[1:]
        glued = place > start and token.idx == doc[place - 1].idx + len(doc[place - 1])
        words.append(word if glued or not words else f" {word}")
    return "".join(words)


def _counts(token: Token) -> bool:
    return token.pos_ == "NUM" or bool(feature(token, "NumType"))


def _opens_sentence(token: Token) -> bool:
    """Whether nothing but marks stands before a word in its sentence."""
    return all(not other.is_alpha for other in token.doc[token.sent.start : token.i])


def quoted_name(doc: Doc, start: int, language: str) -> tuple[int, int, str] | None:
    """The name in quotation marks that begin at a token: span with its marks, and nominative."""
    if start >= len(doc) or doc[start].text not in _OPENING:
        return None
    end = _quoted_end(doc, start, len(doc))
    inner = doc[start + 1 : end - 1]
    if end == start or not inner or not inner[0].text[:1].isupper() or len(inner) > 6:
        return None
    name = _nominative_title(list(inner), language)
    return start, end, name[:1].upper() + name[1:]


def name_quoted_around(token: Token, language: str) -> tuple[int, int, str] | None:
    """The name in quotation marks that a word is part of: span with the marks, and nominative."""
    doc = token.doc
    for place in range(token.i - 1, max(token.sent.start, token.i - 5) - 1, -1):
        if doc[place].text in _OPENING:
            found = quoted_name(doc, place, language)
            return found if found is not None and token.i < found[1] - 1 else None
        if not doc[place].is_alpha:
            return None
    return None


def _nominative_title(tokens: list[Token], language: str) -> str:
    """A title of adjectives and a noun is declined; others stand as they are."""
    nouns = [n for n, token in enumerate(tokens) if token.pos_ in NOMINAL]
    doc, first = tokens[0].doc, tokens[0].i
    if not nouns or any(t.pos_ not in _MODIFIERS for t in tokens[: nouns[0]]):
        return " ".join(doc[first : first + len(tokens)].text.split())
    head = tokens[nouns[0]]
    return nominative_phrase(head, first, first + len(tokens), language)
