"""What each word of a description is: a generic word, a mark, part of a name, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from habeas.language import listed, table_rows
from habeas.places.addresses.tokens import Token
from habeas.places.addresses.words import Word, corrected, table_path, word_at

# Abbreviations of one letter stand for a word only with a full stop behind them.
_ABBREVIATION = 1
_NAME = Word("", "name", "", "-")
_OTHER = Word("", "other", "", "-")
_FINER_THAN_NAMES = frozenset({"city", "village", "water", "river", "site"})


@dataclass(frozen=True, slots=True)
class Label:
    """A word, or several of a fixed phrase, with what it does; `degrees` for a compass word."""

    word: Word
    text: str
    capital: bool
    degrees: float | None = None

    @property
    def sort(self) -> str:
        """`generic`, `plain`, `mark`, `street`, `small`, `name`, `compass`, `number`, `other`."""
        return self.word.sort


def labels_of(tokens: Sequence[Token], language: str) -> list[Label]:
    """The labels of one phrase, in order."""
    found: list[Label] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.sort == "number":
            found.append(Label(Word("", "number", "", "-"), token.text, False))
            at += 1
            continue
        words = [_spelt(one, language) for one in tokens[at:] if one.sort == "word"]
        met = _entry(words, token, language)
        if met is None:
            found.append(_unlisted(token))
            at += 1
            continue
        word, size = met
        label = Label(word, token.text, token.capital)
        found.append(label)
        at += size
    return _names_among(found)


def _entry(words: list[str], token: Token, language: str) -> tuple[Word, int] | None:
    met = word_at(words, language)
    if met is None:
        return None
    word, size = met
    short = size == 1 and len(token.folded) <= _ABBREVIATION
    if short and word.sort in {"generic", "street"} and not token.dotted:
        return None
    return met


def _spelt(token: Token, language: str) -> str:
    """The folded word; a misspelling of a word of the table is put right, but not in a name."""
    right = None if token.capital else corrected(token.folded, language)
    return right or token.folded


def _unlisted(token: Token) -> Label:
    degrees = _degrees(token.folded)
    if degrees is not None and not token.capital:
        return Label(Word("", "compass", "", "-"), token.text, False, degrees)
    return Label(_NAME if token.capital else _OTHER, token.text, token.capital)


def _names_among(labels: list[Label]) -> list[Label]:
    """Capitalised words of the table that are a name or belong to one.

    "Голодный Мыс", "Советская Гавань", "город Шахты", "посёлок Рудник".
    """
    found = list(labels)
    for at, label in enumerate(found):
        if label.text[:1].isupper() and len(label.text) > _ABBREVIATION + 1:
            before = found[at - 1] if at else None
            after = found[at + 1] if at + 1 < len(found) else None
            told = any(one.sort == "generic" for one in found[:at])
            if _is_name(label, before, after, told=told):
                found[at] = Label(_NAME, label.text, True)
    return found


def _is_name(label: Label, before: Label | None, after: Label | None, *, told: bool) -> bool:
    """`told` says that a generic word stands before it."""
    follows_name = before is not None and before.sort == "name"
    name_follows = after is not None and after.sort == "name"
    if label.sort == "plain":
        return follows_name or (name_follows and told)
    if label.sort != "generic" or label.word.kind not in _FINER_THAN_NAMES or before is None:
        return False
    if follows_name:
        return told
    return before.sort in {"generic", "plain"} and before.text[:1].islower()


@cache
def _compass() -> tuple[dict[str, float], tuple[tuple[str, float], ...]]:
    exact: dict[str, float] = {}
    stems: list[tuple[str, float]] = []
    for row in table_rows(table_path("compass_words.tsv")):
        for form in listed(row["forms"]):
            if form.endswith("*"):
                stems.append((form[:-1], float(row["degrees"])))
            else:
                exact[form] = float(row["degrees"])
    return exact, tuple(stems)


def _degrees(folded: str) -> float | None:
    exact, stems = _compass()
    if folded in exact:
        return exact[folded]
    return next((degrees for stem, degrees in stems if folded.startswith(stem)), None)
