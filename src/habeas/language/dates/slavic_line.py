"""A Russian or Ukrainian text as the signs of its words of time; any other word is `?`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from habeas.language.months import month_words
from habeas.language.signs import Line, Token, Value, folded
from habeas.language.table import listed, rows

# What stands for each class of word. `{name}` in a rule's pattern is replaced by its sign.
SIGNS: Mapping[str, str] = {
    "month": "M",
    "month_short": "m",
    "month_adjective": "A",
    "weekday": "e",
    "season": "S",
    "part": "P",
    "edge": "E",
    "half": "H",
    "half_year": "h",
    "quarter": "Q",
    "ten_days": "K",
    "days_of": "C",
    "unit": "U",
    "units": "V",
    "year_word": "w",
    "years_word": "W",
    "year_short": "1",
    "years_short": "2",
    "turn": "T",
    "named_day": "N",
    "named_year": "B",
    "of_year": "R",
    "eve": "v",
    "demonstrative": "q",
    "same": "z",
    "ordinal": "o",
    "decade": "D",
    "latest": "L",
    "ago": "g",
    "later": "l",
    "earlier": "r",
    "through": "t",
    "during": "u",
    "weekend": "G",
    "night": "J",
    "day_part": "4",
    "as_of": "X",
    "half_a_year": "6",
    "counted": "c",
    "tens": "k",
    "thousand": "0",
    "born": "b",
    "future": "f",
    "in": "i",
    "from": "s",
    "away": "a",
    "to": "d",
    "by": "p",
    "after": "F",
    "on": "n",
    "over": "O",
    "between": "j",
    "and": "&",
    "beginning": "Z",
    "day": "5",
    "figures": "9",
    "year": "Y",
    "dash": "-",
    "comma": ",",
    "stop": ";",
    "point": "x",
    "slash": "/",
    "opening": "<",
    "break": "!",
    "other": "?",
}
_PUNCTUATION = {
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ",": "comma",
    ".": "point",
    ";": "stop",
    "!": "stop",
    "?": "stop",
    "…": "stop",
    ":": "stop",
    "/": "slash",
    "(": "opening",
}
_TOKEN = re.compile(
    r"(?P<dated>\b[сц]\.\s?[гр]\.)"
    r"|(?P<decimal>(?<![\d.,])\d+[.,]\d+(?!\d|[.,]\d))"
    r"|(?P<ending>\d{1,4})(?:\s?-\s?|(?=(?:го|му)\b))(?P<suffix>[а-яіїє]{1,3})\b"
    r"|(?P<number>\b\d{1,4})(?=(?:гг?|рр?|года?|году|року|рік|році)\b)"
    r"|(?P<word>\w+(?:'\w+)*)|(?P<break>\n[^\S\n]*\n)|(?P<sign>[^\w\s])",
    re.IGNORECASE,
)
_OF_MANY = frozenset({"е", "х", "ые", "ых", "ті", "тих", "их", "і", "ми"})
_OF_COUNTS = frozenset({"ти", "ми", "ю", "мя", "ма", "ох", "ьох"})
_ORDINAL_ENDINGS = frozenset(
    {"го", "му", "м", "й", "я", "е", "ое", "ого", "ому", "ом", "ый", "ий", "ой", "ая", "а", "те"}
    | {
        "ше",
        "ого",
        "ої",
        "та",
        "ту",
        "ю",
        "ій",
        "ге",
        "тє",
        "і",
        "им",
        "ым",
        "гого",
        "шого",
        "того",
    }
)
_ONE_YEAR = frozenset({"года", "году", "року", "році"})
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "і": 1, "іі": 2, "ііі": 3, "іv": 4}


@cache
def words_of(language: str) -> Mapping[str, tuple[str, Value]]:
    """Sign and value of every word of dates in one language ("ru", "uk"), by its folded form."""
    found: dict[str, tuple[str, Value]] = {}
    for form, month in month_words(language).items():
        found[form] = (SIGNS["month"], month)
    for row in rows(f"date_words.{language}.tsv"):
        kind, printed = row["kind"], row["value"]
        if kind in {"unit", "units"} and printed == "year":
            kind = "year_word" if kind == "unit" else "years_word"
        value: Value = printed
        if re.fullmatch(r"-?\d+(?:\.\d+)?", printed):
            value = float(printed) if "." in printed else int(printed)
        for form in listed(row["word"]):
            found.setdefault(form, (SIGNS[kind], value))
    return found


def line_of(text: str, language: str) -> Line:
    """The line of signs of a text."""
    plain = folded(text)
    tokens = tuple(_fused(plain, _tokens(plain, words_of(language))))
    return Line(text, plain, tokens, "".join(token.sign for token in tokens))


def _tokens(text: str, words: Mapping[str, tuple[str, Value]]) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "word":
            found.append(_word(match[0], start, end, words))
        elif kind == "sign":
            name = _PUNCTUATION.get(match[0], "other")
            if name != "other" or match[0] not in "«»„“”\"'":
                found.append(Token(start, end, SIGNS[name]))
        elif kind == "suffix":
            found.extend(_with_ending(match, words))
        elif kind == "number":
            found.append(_number(match[0], start, end))
        elif kind == "decimal":
            value = float(match[0].replace(",", "."))
            found.append(Token(start, end, SIGNS["figures"], value))
        elif kind == "dated":
            found.append(Token(start, end, SIGNS["named_year"], 0))
        else:
            found.append(Token(start, end, SIGNS["break"]))
    return found


def _word(word: str, start: int, end: int, words: Mapping[str, tuple[str, Value]]) -> Token:
    if word.isdecimal() and word.isascii():
        return _number(word, start, end)
    known = words.get(word.casefold())
    if known is None:
        return Token(start, end, SIGNS["other"])
    return Token(start, end, known[0], known[1])


def _number(word: str, start: int, end: int) -> Token:
    if len(word) > 4:
        return Token(start, end, SIGNS["other"])
    value = int(word)
    if len(word) <= 2 and 1 <= value <= 31:
        return Token(start, end, SIGNS["day"], value)
    if len(word) == 4 and 1500 <= value < 2100:
        return Token(start, end, SIGNS["year"], value)
    return Token(start, end, SIGNS["figures"], value)


def _with_ending(match: re.Match[str], words: Mapping[str, tuple[str, Value]]) -> list[Token]:
    """ "5-го", "1990-х", "5-ти"; but "5-мая" is a number, a dash and a word."""
    start, end, value, ending = match.start(), match.end(), int(match["ending"]), match["suffix"]
    ending = ending.casefold()
    tens = value % 10 == 0 and (40 <= value < 100 or 1500 <= value < 2100)
    if ending in _OF_MANY and (tens or (value in {20, 30} and ending not in {"е", "і"})):
        return [Token(start, end, SIGNS["decade"], value + (1900 if value < 100 else 0))]
    if ending in _OF_COUNTS:
        number = _number(match["ending"], start, match.end("ending"))
        return [Token(start, end, number.sign, number.value)]
    if ending in _ORDINAL_ENDINGS:
        sign = "year" if 1500 <= value < 2100 else "ordinal" if 1 <= value < 100 else "other"
        return [Token(start, end, SIGNS[sign], value)]
    dash = match.start("suffix") - 1
    return [
        _number(match["ending"], start, match.end("ending")),
        Token(dash, dash + 1, SIGNS["dash"]),
        _word(match["suffix"], match.start("suffix"), end, words),
    ]


def _fused(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens with ordinals and years that are written in several words made one."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if token.sign == SIGNS["ordinal"] and last is not None:
            token = _ordinal(token, found)
            last = found[-1] if found else None
        if (
            token.sign in {SIGNS["year_word"], SIGNS["year_short"]}
            and last is not None
            and last.sign == SIGNS["ordinal"]
            and int(last.value) >= 10
        ):
            found[-1] = Token(last.start, last.end, SIGNS["year"], _century(int(last.value)))
        if (
            token.sign == SIGNS["year_word"]
            and last is not None
            and _is_short_year(text, last, token)
        ):
            found[-1] = Token(last.start, last.end, SIGNS["year"], _century(int(last.value)))
        if token.sign in {SIGNS["quarter"], SIGNS["half_year"]} and last is not None:
            roman = _ROMAN.get(text[last.start : last.end].casefold())
            if roman is not None:
                found[-1] = Token(last.start, last.end, SIGNS["ordinal"], roman)
        found.append(token)
    return found


def _is_short_year(text: str, number: Token, word: Token) -> bool:
    """ "с 14 года": a count of fourteen would have another form of the word beside it."""
    if number.sign != SIGNS["day"] or not 10 <= int(number.value) < 40:
        return False
    counted = int(number.value) % 10 in {1, 2, 3, 4} and int(number.value) > 20
    return not counted and text[word.start : word.end].casefold() in _ONE_YEAR


def _ordinal(token: Token, found: list[Token]) -> Token:
    """ "двадцать пятого", "две тысячи двадцать второго": takes what belongs to it off the end."""
    start, value = token.start, int(token.value)
    if found and found[-1].sign == SIGNS["tens"] and value < 10:
        tens = found.pop()
        start, value = tens.start, value + int(tens.value)
    if len(found) > 1 and found[-1].sign == SIGNS["thousand"] and found[-2].value == 2:
        start = found[-2].start
        del found[-2:]
        return Token(start, token.end, SIGNS["year"], 2000 + value)
    if value == 2000:
        return Token(start, token.end, SIGNS["year"], 2000)
    last = found[-1] if found else None
    if last is not None and last.sign in {SIGNS["month"], SIGNS["season"]} and value >= 10:
        return Token(start, token.end, SIGNS["year"], _century(value))
    return Token(start, token.end, SIGNS["ordinal"], value)


def _century(value: int) -> int:
    """The year that two figures mean: the century turns at 40."""
    return value + (2000 if value < 40 else 1900) if value < 100 else value
