"""Which numbers of a Russian or Ukrainian claim count something, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.slavic.clause_words import clause_words
from habeas.claims.slavic.words import key
from habeas.claims.tables import rows
from habeas.language import DateKind, DateMention, NumberMention
from habeas.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NUMBERED_BEFORE = re.compile(r"(?:№|#|\bN)\s*$|[^\W\d_]{1,8}[-–]$")
_ORDINAL_AFTER = re.compile(r"^\s?[-–‑](?!\d)[^\W\d_]")
_TIME_AFTER = re.compile(r"^\s*:\d\d|^\.\d\d\b")
_COUNTED = frozenset(("NOUN", "PROPN"))
_REACH = 5


def quantities_in(
    numbers: Iterable[NumberMention],
    dates: Sequence[DateMention],
    doc: Doc,
    offset: int,
    language: str,
) -> tuple[Quantity, ...]:
    """The quantities among the numbers of one claim.

    `offset` is where the block `doc` begins in the document. Ages, years, times of day, and the
    numbers of articles, colonies and cases are left out.
    """
    found: list[Quantity] = []
    for number in numbers:
        token = _token_at(doc, number.number_start - offset)
        if token is None or _within_date(number, dates):
            continue
        if _is_label(number, token, doc, offset, language):
            continue
        unit, end = _unit(number, doc, offset, language)
        if unit is None:
            continue
        found.append(
            Quantity(
                number.value,
                number.low,
                number.high,
                unit,
                number.modifier,
                number.start,
                max(end, number.end),
                _denominator(number, doc, offset, language),
                _counting_unit(unit, language),
                number.share,
            )
        )
    return tuple(found)


def _within_date(number: NumberMention, dates: Sequence[DateMention]) -> bool:
    return any(
        date.start <= number.number_start
        and number.number_end <= date.end
        and date.kind is not DateKind.DURATION
        and date.kind is not DateKind.EVENT_RELATIVE
        for date in dates
    )


def _is_label(number: NumberMention, token: Token, doc: Doc, offset: int, language: str) -> bool:
    """Ages, times, numbered things and list marks."""
    start, end = number.number_start - offset, number.number_end - offset
    before, after = doc.text[:start], doc.text[end:]
    if _NUMBERED_BEFORE.search(before[-12:]) or _TIME_AFTER.match(after):
        return True
    if _ORDINAL_AFTER.match(after) or (not before.strip() and after[:1] in ".)"):
        return True
    previous = doc[token.i - 1] if token.i else None
    if previous is not None and previous.text == "." and token.i > 1:
        previous = doc[token.i - 2]  # `ст. 205`, `ч. 2`
    if previous is not None and key(previous.lemma_) in clause_words("labels", language):
        return True
    if _is_age(number, doc, offset, language) or _is_ordinal(token, language):
        return True
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return (
        _is_year_like(number)
        and following is not None
        and key(following.lemma_) in clause_words("years", language)
    )


def _is_ordinal(token: Token, language: str) -> bool:
    """`частью второй статьи`, `в первом полугодии`: a word that orders, not counts."""
    return (
        token.pos_ == "ADJ"
        and not token.text.isdigit()
        and key(token.lemma_).endswith(("ый", "ий", "ой"))
    )


def _is_age(number: NumberMention, doc: Doc, offset: int, language: str) -> bool:
    """`Ганеев, 24 года,`; `в возрасте 37 лет`; `ему было 52 года`."""
    last = _token_at(doc, number.number_end - offset - 1)
    if last is None or last.i + 1 >= len(doc):
        return False
    if key(doc[last.i + 1].text) not in clause_words("ages", language):
        return False
    first = _token_at(doc, number.number_start - offset)
    if first is None or first.i == 0:
        return False
    previous = doc[first.i - 1]
    if key(previous.lemma_) in clause_words("aged", language):
        return True
    following = doc[last.i + 2].text if last.i + 2 < len(doc) else "."
    apposed = previous.text == "," and following in (",", ".", ")", ";", "—", "–")
    named = first.i > 1 and doc[first.i - 2].pos_ in ("PROPN", "NOUN", "PUNCT")
    return apposed and named


def _token_at(doc: Doc, position: int) -> Token | None:
    for token in doc:
        if token.idx <= position < token.idx + len(token):
            return token
    return None


def _unit(number: NumberMention, doc: Doc, offset: int, language: str) -> tuple[str | None, int]:
    """The noun that is counted, and where it ends in the document; None: nothing is counted."""
    last = _token_at(doc, number.number_end - offset - 1)
    if last is None:
        return None, number.end
    noun = _noun_after(last, language)
    if number.share:
        whole = doc[noun.left_edge.i : noun.i + 1].text if noun is not None else ""
        if noun is not None and noun.left_edge.i <= last.i:
            whole = doc[last.i + 1 : noun.i + 1].text
        whole = whole.strip("«» ")
        return (f"fraction of {whole}" if whole else "fraction"), number.end
    if noun is None:
        collective = key(last.text) in clause_words("collective", language)
        if collective or (number.value > 1 and not _is_year_like(number)):
            return "", number.end
        return None, number.end
    lemma = key(noun.lemma_)
    durations = clause_words("durations", language)
    known = _counting_units(language)
    if number.value == 1 and lemma not in durations and lemma not in known:
        return None, number.end
    if number.value == 1 and not last.text.isdigit() and lemma not in durations | known.keys():
        return None, number.end
    unit = doc[noun.i : noun.i + 1].text
    if number.number_start - offset > noun.idx:
        return unit, number.end
    return unit, offset + noun.idx + len(noun)


def _is_year_like(number: NumberMention) -> bool:
    return 1900 <= number.value <= 2100 and number.value == int(number.value)


def _noun_after(last: Token, language: str) -> Token | None:
    """The first noun after a number, over adjectives, `из`, `of whom`; or the one it hangs on."""
    doc = last.doc
    for position in range(last.i + 1, min(last.i + 1 + _REACH, last.sent.end)):
        token = doc[position]
        word = key(token.text)
        if token.pos_ in _COUNTED and not token.like_num:
            return token
        if word in clause_words("of_them", language):
            following = doc[position + 1] if position + 1 < len(doc) else None
            if following is not None and following.pos_ in ("PRON", "DET"):
                return None
            continue
        participle = token.pos_ == "VERB" and bool(token.morph.get("Case", []))
        if participle and not _noun_follows(token):
            return token
        if token.pos_ not in ("ADJ", "NUM", "DET") and not participle and token.text not in "«%":
            break
    if last.dep_.startswith("nummod") and last.head.pos_ in _COUNTED and last.head.i < last.i:
        return last.head if last.head.i >= last.i - 2 else None
    return None


def _noun_follows(token: Token) -> bool:
    following = token.i + 1
    return following < token.sent.end and token.doc[following].pos_ in (*_COUNTED, "ADJ")


def _denominator(number: NumberMention, doc: Doc, offset: int, language: str) -> str | None:
    if number.denominator is not None:
        return f"{number.denominator:g}"
    if not number.share:
        return None
    last = _token_at(doc, number.number_end - offset - 1)
    noun = _noun_after(last, language) if last is not None else None
    if last is None or noun is None:
        return None
    return " ".join(doc[last.i + 1 : noun.i + 1].text.split()) or None


def _counting_unit(unit: str, language: str) -> str | None:
    word = key(unit)
    if not word:
        return None
    for stem, kind in _unit_stems(language):
        if word.startswith(stem):
            return kind
    return None


def counts_people(lemma: str, language: str) -> bool:
    """Whether a noun stands for people or their bodies."""
    return any(
        lemma.startswith(stem) and kind in ("person", "body")
        for stem, kind in _unit_stems(language)
    )


@cache
def _counting_units(language: str) -> dict[str, str]:
    return {
        key(word): row["unit"]
        for row in rows("counting_units", language)
        for word in row["lemmas"].split("|")
    }


@cache
def _unit_stems(language: str) -> tuple[tuple[str, str], ...]:
    """Beginnings of the words in all their forms, the longest first."""
    found = [
        (key(stem), row["unit"])
        for row in rows("counting_units", language)
        for stem in row["stems"].split("|")
    ]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item[0])))
