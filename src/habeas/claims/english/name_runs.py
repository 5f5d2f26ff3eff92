"""Runs of capitalised words that may name a place, whatever the model takes them for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.tables import word_class
from habeas.language import demonym, month_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_JOINS = frozenset({"-", "–", "’", "'"})
_INNER = frozenset({"on", "of", "upon", "de", "del", "la", "el", "al", "the", "and"})
_LONGEST = 6


def name_runs(span: Span) -> Iterator[Span]:
    """The longest runs of capitalised words in a span, hyphenated parts and region words included.

    `Rostov-on-Don`, `Kupiansk-Vuzlovyi`, `Donetsk region`, `Republic of Tatarstan`.
    """
    doc, position = span.doc, span.start
    while position < span.end:
        if not _begins(doc[position]):
            position += 1
            continue
        end = _end_of(doc, position, span.end)
        run = _trimmed(doc[position:end])
        if run is not None:
            yield run
        position = max(end, position + 1)


def _begins(token: Token) -> bool:
    if not (token.text[0].isupper() and token.is_alpha):
        return False
    return token.lower_ not in _never_in_names()


def _end_of(doc: Doc, start: int, limit: int) -> int:
    """One past the last token of the run that begins here."""
    end = start + 1
    while end < min(limit, start + _LONGEST):
        token = doc[end]
        touching = not doc[end - 1].whitespace_
        if touching and token.text in _JOINS and end + 1 < limit and not token.whitespace_:
            inner = doc[end + 1]
            inner_ends = inner.lower_ in _INNER and end + 3 < limit and doc[end + 2].text in _JOINS
            if inner.text[0].isupper():
                end += 2
                continue
            if inner_ends and doc[end + 3].text[0].isupper():
                end += 4
                continue
            break
        if token.is_alpha and token.text[0].isupper() and doc[end - 1].whitespace_:
            if token.lower_ in _never_in_names():
                break
            end += 1
            continue
        if token.lower_ == "of" and doc[end - 1].lower_ in ("republic", "city", "gulf", "bay"):
            end += 1
            continue
        break
    if end < limit and doc[end].lower_ in word_class("region_words"):
        end += 1
    return end


def _trimmed(run: Span) -> Span | None:
    """The run without what only describes the name: a nationality before it, `City of`."""
    doc, start, end = run.doc, run.start, run.end
    while end > start and doc[end - 1].lower_ == "of":
        end -= 1
    while end - start > 1 and demonym(doc[start].text) is not None and doc[start].dep_ != "pobj":
        start += 1
    return doc[start:end] if end > start else None


@cache
def _never_in_names() -> frozenset[str]:
    """Months, weekdays, titles: capitalised words beside a name that are no part of it."""
    months = {form.casefold() for form in month_words("en")}
    return frozenset(months) | word_class("weekdays") | word_class("titles")
