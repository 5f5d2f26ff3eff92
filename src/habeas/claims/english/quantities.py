"""Which numbers of a claim count something, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.tables import rows, word_class
from habeas.language import DateKind, DateMention, NumberMention
from habeas.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NUMBERED_THING = re.compile(
    r"(?:\b(?:articles?|art|no|nos|number|section|sec|chapter|paragraphs?|paras?|rule|law|resolution|protocol|"
    r"case|colony|cell|unit|brigade|battalion|order|decree|page|figure|table|room|block|building|camp|route|part)"
    r"\.?\s*|№\s*|#\s*|[A-Z]{1,6}[-–/])$",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|at age|age of|turned|(?:wo)?man of|girl of|boy of)\s+$", re.IGNORECASE
)
_AGE_AFTER = re.compile(r"^[-\s]years?[-\s]old\b", re.IGNORECASE)
_APPOSITIVE_AGE = re.compile(r"(?:[A-Z][\w’'-]+|\)),\s+$")
_TIME_AFTER = re.compile(r"^\s*(?::\d|[ap]\.?m\b|o['’]clock)", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"^\s+(?:in the (?:morning|afternoon|evening)|at night)\b", re.IGNORECASE)
# "Six months after his death", "five days later": when, not how many.
_DISTANCE_AFTER = re.compile(
    r"^[\s-]+(?:hour|day|night|week|month|year|decade)s?\s+(?:after|before|later|earlier|ago|prior)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:once|twice|times|every|each|per)\s+(?:an?\s+)?$", re.IGNORECASE)
_OLDEST = 110
_COMPOUND_AFTER = re.compile(r"^[-–](?P<unit>[a-z]+)")


def quantities_in(
    numbers: Iterable[NumberMention],
    dates: Sequence[DateMention],
    doc: Doc,
    offset: int,
) -> tuple[Quantity, ...]:
    """The quantities among the numbers of one claim.

    `offset` is where the block `doc` begins in the document. Ages, years, times of day, and the
    numbers of articles, colonies and cases are left out.
    """
    found: list[Quantity] = []
    for number in numbers:
        if _within_date(number, dates) or _is_label(number, doc.text, offset):
            continue
        token = _token_at(doc, number.number_start - offset)
        if token is None or _is_age(number, token):
            continue
        unit, end = _unit(number, token, doc, offset)
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
                _denominator(number, token),
                _counting_unit(unit),
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


def _is_label(number: NumberMention, text: str, offset: int) -> bool:
    """Ages, times, numbered things and list marks."""
    start, end = number.number_start - offset, number.number_end - offset
    before, after = text[:start], text[end:]
    if _NUMBERED_THING.search(before[-24:]) or _AGE_BEFORE.search(before[-12:]):
        return True
    if (
        _AGE_AFTER.match(after)
        or _TIME_AFTER.match(after)
        or _TIME_OF_DAY.match(after)
        or _DISTANCE_AFTER.match(after)
        or (number.share and _EVERY.search(before[-16:]))
        or (not before.strip() and after[:1] in ".)")
    ):
        return True
    if _APPOSITIVE_AGE.search(before[-40:]) and re.match(r"^\s*(?:,|\)|$|\.)", after):
        return True
    if before[-1:] in "-–" and before[-2:-1].isalpha():
        return True
    compound = _COMPOUND_AFTER.match(after)
    return compound is not None and compound.group("unit") not in word_class("durations")


def _is_age(number: NumberMention, token: Token) -> bool:
    """`when she was six`: a bare number that is said of one person."""
    verb = token.head
    if token.dep_ not in ("attr", "acomp") or verb.lemma_ != "be" or number.value > _OLDEST:
        return False
    if number.share or any(child.lower_ == "of" for child in token.rights):
        return False
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return any(s.lower_ in ("he", "she", "i", "who") or s.ent_type_ == "PERSON" for s in subjects)


def _token_at(doc: Doc, position: int) -> Token | None:
    for token in doc:
        if token.idx <= position < token.idx + len(token):
            return token
    return None


def _unit(number: NumberMention, token: Token, doc: Doc, offset: int) -> tuple[str | None, int]:
    """The noun that is counted, and where it ends in the document."""
    compound = _COMPOUND_AFTER.match(doc.text[number.number_end - offset :])
    if compound is not None:
        return compound.group("unit").rstrip("s") + "s", number.number_end + compound.end()
    if number.share:
        whole = _share_of(token)
        return f"fraction of {whole}" if whole else "fraction", number.end
    last = _token_at(doc, number.number_end - offset - 1) or token
    noun = _counted_noun(last)
    if noun is None:
        return (None, number.end) if number.value <= 1 else ("", number.end)
    if (
        number.value == 1
        and noun.lemma_.lower() not in _counting_units()
        and noun.lower_ not in word_class("durations")
    ):
        return None, number.end
    end = noun.i + 1
    while end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].lower_ == "war":
        end += 2
    unit = doc[noun.i : end].text
    return unit, offset + doc[end - 1].idx + len(doc[end - 1])


def _counted_noun(token: Token) -> Token | None:
    current = token
    for _ in range(4):
        if current.pos_ in ("NOUN", "PROPN") and current.dep_ != "nummod" and not current.like_num:
            return current
        if current.dep_ in ("nummod", "quantmod", "amod", "compound", "det", "npadvmod", "advmod"):
            current = current.head
            continue
        inner = next((c for c in current.rights if c.lower_ == "of"), None)
        if inner is not None:
            return next((c for c in inner.rights if c.dep_ == "pobj"), None)
        break
    return current if current.pos_ == "NOUN" and not current.like_num else None


def _share_of(token: Token) -> str | None:
    current = token
    for _ in range(3):
        inner = next((c for c in current.rights if c.lower_ == "of"), None)
        if inner is not None:
            noun = next((c for c in inner.rights if c.dep_ == "pobj"), None)
            if noun is None:
                return None
            return " ".join(noun.doc[noun.left_edge.i : noun.i + 1].text.split())
        if current.head.i == current.i:
            break
        current = current.head
    return None


def _denominator(number: NumberMention, token: Token) -> str | None:
    if number.denominator is not None:
        return f"{number.denominator:g}"
    return _share_of(token) if number.share else None


def _counting_unit(unit: str) -> str | None:
    words = unit.casefold().split()
    if not words:
        return None
    if words[0] in word_class("durations"):
        return "duration"
    known = _counting_units()
    return next((known[w] for w in (words[-1], words[0]) if w in known), None)


def counts_people(noun: str) -> bool:
    """Whether a noun, singular or plural, stands for people or their bodies."""
    return _counting_units().get(noun.casefold()) in ("person", "body")


@cache
def _counting_units() -> dict[str, str]:
    return {form: row["unit"] for row in rows("counting_units") for form in row["forms"].split("|")}
