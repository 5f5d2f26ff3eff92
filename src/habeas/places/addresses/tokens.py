"""A description as tokens: words, numbers, and the marks that part or bracket them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from habeas.language import fold

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?(?![\w]))"
    r"|(?P<word>\w+(?:[-‐‑–'’ʼ´`]\w+)*)"
    r"|(?P<item>;)|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|(?P<dash>[-‐‑–—]+)|(?P<dot>\.)|(?P<mark>[\"«»“”„'’ʼ№#&*])|(?P<part>\S)"
)
_SHORTEST_SENTENCE_END = 5
# "the village ofMyski": a blank was lost.
_LOST_BLANK = re.compile(r"(?<=\b[a-zа-яёіїєґ]{2})(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ])")
# МВД, NKVD, No: abbreviations of bodies and numbers are no names of places.
_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class Token:
    """`sort` is word, number, item (;), open, close or part (a comma and its like)."""

    sort: str
    text: str = ""
    folded: str = ""
    capital: bool = False
    dotted: bool = False


def tokens_of(text: str) -> list[Token]:
    """The tokens of a description. A dash between blanks and stray signs part; quotes do not."""
    clean = html.unescape(text).replace("\xad", "").replace("ë", "ё").replace("\xa0", " ")
    cased = clean != clean.upper() and clean != clean.lower()
    clean = _LOST_BLANK.sub(" ", clean) if cased else clean.lower()
    found: list[Token] = []
    for met in _TOKEN.finditer(clean):
        sort = str(met.lastgroup)
        if sort == "word":
            found.append(_word(met.group(), cased))
        elif sort == "dot":
            _full_stop(found, clean[met.end() :])
        elif sort == "number":
            found.append(Token("number", met.group().replace(",", ".")))
        elif sort == "dash":
            found.append(Token("part", "–"))
        elif sort != "mark":
            found.append(Token(sort, met.group()))
    return found


def _word(text: str, cased: bool) -> Token:
    even = text.replace("–", "-").replace("‐", "-").replace("‑", "-")
    capital = not cased or not even[0].islower()
    letters = even.rstrip("-0123456789")
    abbreviation = cased and even.isupper() and 1 < len(letters) <= _LONGEST_ABBREVIATION
    return Token("word", even, fold(even), capital and not abbreviation)


def _full_stop(found: list[Token], rest: str) -> None:
    """A full stop cuts a word short, or ends a sentence: then what follows is another part."""
    if not found or found[-1].sort != "word":
        return
    last = found[-1]
    found[-1] = Token("word", last.text, last.folded, last.capital, dotted=True)
    following = rest.lstrip()[:1]
    if following.isupper() and len(last.text) >= _SHORTEST_SENTENCE_END:
        found.append(Token("item", "."))
