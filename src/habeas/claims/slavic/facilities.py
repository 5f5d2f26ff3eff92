"""Prisons and other places of detention in a sentence: by number, by name, by their town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from habeas.claims.place_words import FACILITY, PlaceWords
from habeas.claims.slavic.features import NOMINAL, lemma
from habeas.claims.slavic.name_runs import name_runs
from habeas.claims.slavic.noun_phrase import nominative_phrase, phrase_start, quoted_name
from habeas.claims.slavic.place_names import nominative_place, town_of_adjective
from habeas.claims.slavic.words import facility_nouns, key, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.claims.grammar import Readings

_SHORT = "СИЗО|СІЗО|ИК|ІК|ВК|ИТК|ЛИУ|КП|ИВС|ИУ|ТПП|ПФРСИ|ЛПУ|УП|СТ|ДУ|ОИК|ЕПКТ|УВП"
_ACRONYM = re.compile(rf"\b(?P<kind>{_SHORT})(?:\s?[-–‑]\s?|\s?№\s?|\s)(?P<number>\d+(?:/\d+)?)\b")
_NUMBERED = re.compile(
    r"(?P<words>(?:[\w’'ʼ-]+(?:ой|ая|ую|ою|ей|ий|ый|ом|ого|ому|ої|ій|а|у|ым|им|ного|нім)\s+){0,2}"
    r"(?:коло\w{2,5}|ізолятор\w*|изолятор\w*|тюрм\w+|тюрьм\w+|в[’'ʼ]язниц\w+|лагер\w*|учрежден\w+"
    r"|табор\w*|табір|больниц\w+|лікарн\w+))"
    r"(?:\s+(?:строгого|общего|особого|усиленного|суворого|загального)\s+режим\w+)?"
    r"\s+(?:№|N|номер\w*)\s?(?P<number>\d+(?:/\d+)?)",
    re.IGNORECASE,
)
_NEAR = 6
_HOLDING = frozenset(
    "тюрьма колония изолятор сизо ивс лагерь следизолятор спецприемник тюрма в'язниця колонія"
    " ізолятор сізо ітт табір катівня спецприймальник".split()
)


def facilities(span: Span, readings: Readings, language: str) -> Iterator[PlaceWords]:
    """Facilities in a span with the town that the words tell."""
    taken: set[int] = set()
    for words_found, name in (*_numbered(span, language), *_acronyms(span)):
        taken.update(range(words_found.start, words_found.end))
        town = _town(words_found, span, readings, language)
        yield PlaceWords(
            name, words_found.start_char, words_found.end_char, FACILITY, words_found.root,
            town, "prison",
        )  # fmt: skip
    for token in span:
        holds = lemma(token) in _HOLDING or key(token.text) in _HOLDING
        if holds and token.i not in taken and token.pos_ in (*NOMINAL, "X", "ADJ"):
            found = _named(token, span, readings, language)
            if found is not None:
                yield found


def _numbered(span: Span, language: str) -> Iterator[tuple[Span, str]]:
    for match in _NUMBERED.finditer(span.doc.text, span.start_char, span.end_char):
        found = span.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if found is None:
            continue
        head = next((t for t in found if lemma(t) in facility_nouns(language)), None)
        head = head or next((t for t in found if t.pos_ in NOMINAL), found.root)
        start = max(found.start, phrase_start(head))
        name = nominative_phrase(head, start, found.end, language)
        yield span.doc[start : found.end], " ".join(name.split())


def _acronyms(span: Span) -> Iterator[tuple[Span, str]]:
    for match in _ACRONYM.finditer(span.doc.text, span.start_char, span.end_char):
        found = span.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if found is not None:
            yield found, " ".join(match.group().split())


def _named(token: Token, span: Span, readings: Readings, language: str) -> PlaceWords | None:
    """`тюрьма «Изоляция»`, `СИЗО Таганрога`, `в таганрогском СИЗО`."""
    doc = token.doc
    named = quoted_name(doc, token.i + 1, language)
    if named is not None:
        start, end, name = named
        found = doc[start:end]
        town = _town(doc[token.i : end], span, readings, language)
        return PlaceWords(name, found.start_char, found.end_char, FACILITY, token, town, "prison")
    start = phrase_start(token)
    for place in range(start, token.i):
        town = town_of_adjective(doc[place], readings, language) if doc[place].is_alpha else ""
        if town:
            name = nominative_phrase(token, place, token.i + 1, language)
            found = doc[place : token.i + 1]
            return PlaceWords(
                name, found.start_char, found.end_char, FACILITY, token, town, "prison"
            )
    run = next((r for r in name_runs(doc[token.i + 1 : span.end], language)), None)
    if run is None or run.start != token.i + 1 or not readings(" ".join(run.text.split())):
        return None
    town = nominative_place(run, readings, language)
    name = nominative_phrase(token, start, run.end, language)
    found = doc[start : run.end]
    return PlaceWords(name, found.start_char, found.end_char, FACILITY, token, town, "prison")


def _town(found: Span, span: Span, readings: Readings, language: str) -> str:
    """The town of a facility: right behind it, else a town that the span puts it near."""
    doc = span.doc
    runs = [r for r in name_runs(span, language) if r.end <= found.start or r.start >= found.end]
    behind = [
        r
        for r in runs
        if 0 <= r.start - found.end <= _NEAR and not _breaks(doc[found.end : r.start], language)
    ]
    ahead = [r for r in reversed(runs) if 0 <= found.start - r.end <= _NEAR]
    for run in (*behind, *ahead):
        text = " ".join(run.text.split())
        known = readings(text)
        if known and known[0].kind not in ("country",) and _is_placed(run, language):
            return nominative_place(run, readings, language)
    for token in found:
        town = town_of_adjective(token, readings, language) if token.is_alpha else ""
        if town:
            return town
    return ""


def _breaks(between: Span, language: str) -> bool:
    """A verb or another noun between a facility and a name parts them."""
    kinds = words("place_kinds", language)
    return any(
        t.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ")
        or (t.pos_ == "NOUN" and lemma(t) not in kinds and len(t) > 2)
        for t in between
    )


def _is_placed(run: Span, language: str) -> bool:
    """A name in the genitive or behind a preposition; no subject."""
    before = run.doc[run.start - 1] if run.start > 0 else None
    if before is None:
        return False
    prepositions = words("locative_prepositions", language) | words("toward_prepositions", language)
    return (
        key(before.text) in prepositions
        or before.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "X", "SYM")
        or before.text in ("(", ".", ",")
        or before.like_num
    )
