"""What somebody typed into a search, as terms, and as an expression that the index understands.

    Чернігів тюрма       both words, anywhere in a claim or paragraph
    "слідчий ізолятор"   these words, in this order (also between “ ”, „ “ and « »)
    черніг*              words that begin so; from three letters on

Everything else that may be typed is a space between words: no query is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from habeas.language import (
    SearchWay,
    keys_of,
    wanted_beginnings,
    wanted_keys,
    wanted_stems,
    word_texts,
)

MOST_WORDS = 64
_MOST_PHRASES = 64
_LEAST_BEGINNING = 3
_PARTS = re.compile(r"""["“„«»]([^"“”„«»]*)["”“»„«]?(\*?)|([^\s"“”„«»]+)""")
_MARKS = {SearchWay.EXACT: "e", SearchWay.FOLDED: "f", SearchWay.ALL_SCRIPTS: "s"}
# Stands between fields of one entry, so that no phrase reaches from one into the next.
GAP = "¦"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """Words that must stand side by side; `broken_off`: the last may be the beginning of one."""

    words: tuple[str, ...]
    broken_off: bool = False

    def __str__(self) -> str:
        words = " ".join(self.words) + ("*" if self.broken_off else "")
        return f'"{words}"' if len(self.words) > 1 else words


@dataclass(frozen=True, slots=True)
class Wanted:
    """The keys, or beginnings of keys, any of which fits one word of a term."""

    keys: tuple[str, ...]
    beginnings: tuple[str, ...] = ()

    def fits(self, keys: Sequence[str]) -> bool:
        """Whether a printed word with these keys is found."""
        for key in keys:
            if key in self.keys or (self.beginnings and key.startswith(self.beginnings)):
                return True
        return False


def search_terms(query: str) -> tuple[SearchTerm, ...]:
    """The terms of a query, at most 64 words in all; empty where it holds no word."""
    terms: list[SearchTerm] = []
    left = MOST_WORDS
    for phrase, phrase_star, part in _PARTS.findall(query):
        words = tuple(word_texts(phrase or part))[:left]
        if not words:
            continue
        star = bool(phrase_star) or part.endswith("*")
        terms.append(SearchTerm(words, star and len(words[-1]) >= _LEAST_BEGINNING))
        left -= len(words)
    return tuple(terms)


def wanted_by(term: SearchTerm, way: SearchWay) -> tuple[Wanted, ...]:
    """What each word of a term asks for."""
    whole = [Wanted(wanted_keys(word, way)) for word in term.words]
    if term.broken_off:
        last = term.words[-1]
        keys = dict.fromkeys((*whole[-1].keys, *wanted_stems(last, way)))
        whole[-1] = Wanted(tuple(keys), wanted_beginnings(last, way))
    return tuple(whole)


def match_expression(terms: Sequence[SearchTerm], way: SearchWay) -> str:
    """The terms in the language of FTS5. Every key is quoted: none is read as an operator."""
    return " AND ".join(f"({' OR '.join(_phrases(term, way))})" for term in terms)


def _phrases(term: SearchTerm, way: SearchWay) -> Iterator[str]:
    mark = _MARKS[way]
    *before, last = wanted_by(term, way)
    choices = [wanted.keys for wanted in before]
    ends = [*((key, "") for key in last.keys), *((key, " *") for key in last.beginnings)]
    for *keys, (end, star) in islice(product(*choices, ends), _MOST_PHRASES):
        words = " ".join(f"{mark}{key}" for key in (*keys, end))
        yield f'"{words}"{star}'


def index_entry(fields: Sequence[str]) -> str:
    """The keys of all words of an entry's fields, in each way, as the index takes them.

    Further keys of a word come last: they find it, but never inside a phrase.
    """
    fields_words = [word_texts(field) for field in fields]
    entry: list[str] = []
    further: dict[str, None] = {}
    for way, mark in _MARKS.items():
        for words in fields_words:
            for word in words:
                chief, *also = keys_of(word, way)
                entry.append(mark + chief)
                for key in also:
                    further[mark + key] = None
            entry.append(GAP)
    for key in further:
        entry += (key, GAP)
    return " ".join(entry)
