"""A naive extractor to measure against, in three languages: what anybody would write in a day.

A sentence is a claim; the first reporting verb in it makes the capitalised name nearest to it the
speaker; the first keyword gives the type; the first name after "in" is the place; regular
expressions find dates and numbers. No syntax, no clauses, no pronouns, no quotations, no memory of
what came before.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from claims_pooled import Line
from tests.claims.test_gate import AnnotatedText

from habeas.language import Gazetteer
from habeas.model import Document

_WORD = r"[A-ZА-ЯЁІЇЄҐ][\w’'-]+"
_NAME = re.compile(rf"{_WORD}(?: {_WORD})*")
_SENTENCE = re.compile(r"\S.*?(?:[.!?]['\"”»’]?(?=\s|$)|$)", re.MULTILINE)
_SAYS = re.compile(
    r"\b(?:said|says|told|reported|reports|added|stated|denied|announced|noted|according to"
    r"|сказал\w*|заявил\w*|сообщ\w+|рассказал\w*|отрица\w+|по словам|по данным"
    r"|сказа[влі]\w*|заяви[влі]\w*|повідоми\w+|розпові[влд]\w*|запереч\w+|за словами|за даними)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ied|ies)|rejected|отрица\w+|опроверг\w+|запереч\w+|спросту\w+)\b"
)
_IN = re.compile(rf"\b(?:in|at|near|в|во|у|на|под|біля|під) ({_WORD}(?: {_WORD})?)")
_KEYWORDS = (
    ("torture", "tortur electric beat пытк пытал избив катув тортур побит"),
    ("death_in_custody", "died умер скончал помер загинув"),
    ("killing", "kill execut убил расстрел вбив вбит розстріл"),
    ("sexual_violence", "rape sexual изнасил сексуальн зґвалт"),
    ("conditions", "food cell medical cold еда камер медицин їж холод"),
    ("enforced_disappearance", "disappear missing исчез пропал зник"),
    ("transfer", "transfer moved перевез этапир перевел етап"),
    ("exchange_release", "exchange releas обмен освобо обмін звільн"),
    ("detention", "detain held arrest custody задерж содерж арест затрим утрим арешт"),
    ("trial", "court sentence convict суд приговор вирок засуд"),
    ("investigation", "investigat расслед следств розслід слідств"),
    ("legal_norm", "law convention article закон конвенц стат"),
    ("attack", "attack shell strike обстрел удар обстріл атак"),
)
_MONTHS = (
    "jan|янв|січ feb|фев|лют mar|мар|бер apr|апр|кві may|мая|тра jun|июн|чер"
    " jul|июл|лип aug|авг|сер sep|сен|вер oct|окт|жов nov|ноя|лис dec|дек|гру"
).split()
_MONTH = "(" + "|".join(rf"(?:{month})\w*" for month in _MONTHS) + ")"
_DATES = (
    re.compile(rf"\b(?P<d>\d{{1,2}}) (?P<m>{_MONTH}),? ?(?P<y>20\d\d)?", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH}) (?P<d>\d{{1,2}})\b,? ?(?P<y>20\d\d)?", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH})\b(?P<d>),? ?(?P<y>20\d\d)?", re.IGNORECASE),
    re.compile(r"\b(?P<m>)(?P<d>)(?P<y>20\d\d)\b"),
)
_NUMBER = re.compile(r"(?<![\w.-])(\d{1,3}(?:[ ,]\d{3})+|\d+(?:\.\d+)?)(?! ?\w*th\b)(%?)")


def naive(text: AnnotatedText, document: Document) -> Sequence[Line]:
    """The lines that a naive reader predicts."""
    reference = text.published.last or date.today()
    return [_line(*span, document.text, reference) for span in _sentences(document.text)]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        if len(match[0].split()) >= 5:
            yield match.span()


def _line(start: int, end: int, text: str, reference: date) -> dict[str, Any]:
    words = text[start:end]
    said = _SAYS.search(words)
    place = _IN.search(words)
    readings = Gazetteer.open().find(place[1], limit=1) if place else ()
    found, words_left = _date(words, reference)
    return {
        "start": start,
        "end": end,
        "type": _type(words, attributed=said is not None),
        "stance": "denies" if _DENIES.search(words) else "asserts",
        "speaker": _nearest(words, said) if said else "narrator",
        "place": place[1] if place else None,
        "lat": readings[0].latitude if readings else None,
        "lon": readings[0].longitude if readings else None,
        "date_from": found[0].isoformat() if found else None,
        "date_to": found[1].isoformat() if found else None,
        "quantities": [
            {"value": float(re.sub("[ ,]", "", number[1])) / (100 if number[2] else 1)}
            for number in _NUMBER.finditer(words_left)
        ],
    }


def _nearest(words: str, said: re.Match[str]) -> str:
    """The capitalised name nearest to the reporting verb; a first word alone is none."""
    names = [
        (min(abs(name.start() - said.end()), abs(said.start() - name.end())), name[0])
        for name in _NAME.finditer(words)
        if name.start() > 0 or " " in name[0] or name.end() + 1 == said.start()
    ]
    return min(names)[1] if names else "narrator"


def _type(words: str, *, attributed: bool) -> str:
    lower = words.lower()
    for name, keywords in _KEYWORDS:
        if any(keyword in lower for keyword in keywords.split()):
            return name
    return "position" if attributed else "other"


def _date(words: str, reference: date) -> tuple[tuple[date, date] | None, str]:
    """The first date, and the words without it."""
    for pattern in _DATES:
        match = pattern.search(words)
        if match is None:
            continue
        months = [n for n, stem in enumerate(_MONTHS, 1) if re.match(stem, match["m"].lower())]
        first, last = (months[0], months[0]) if match["m"] else (1, 12)
        year = int(match["y"] or reference.year - (first > reference.month and bool(match["m"])))
        days = (1, monthrange(year, last)[1])
        day = int(match["d"] or 0)
        if 0 < day <= days[1]:
            days = (day, day)
        rest = words[: match.start()] + words[match.end() :]
        return (date(year, first, days[0]), date(year, last, days[1])), rest
    return None, words
