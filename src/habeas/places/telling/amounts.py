"""Distances and times as they are told: "about 40 km", "полтора часа", "пів години"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.places.telling.tokens import Token
from habeas.places.telling.vocabulary import Vocabulary

_TO = {"-", "–", "—", "to", "до"}
_IN = {"в", "у"}
_MINUTES = {"minute": 1.0, "hour": 60.0}


@dataclass(frozen=True, slots=True)
class Amount:
    """Kilometres or minutes, and the token after it."""

    km: float | None
    minutes: float | None
    end: int


def read_amount(words: Vocabulary, tokens: Sequence[Token], place: int) -> Amount | None:
    """The distance or time that begins at this token; None if none does."""
    found = _once(words, tokens, place)
    if found is None or found.minutes is None:
        return found
    # "2 hours 20 minutes", "an hour and a half"
    follows = found.end + (words.at(tokens, found.end, "and") is not None)
    half = words.at(tokens, follows, "half") or _a_half(words, tokens, follows)
    if half and follows > found.end:
        return Amount(None, found.minutes + 30.0, follows + _half_size(words, tokens, follows))
    more = _once(words, tokens, follows)
    if more is not None and more.minutes is not None and more.minutes < 60 <= found.minutes:
        return Amount(None, found.minutes + more.minutes, more.end)
    return found


def _a_half(words: Vocabulary, tokens: Sequence[Token], place: int) -> bool:
    return [token.folded for token in tokens[place : place + 2]] == ["a", "half"]


def _half_size(words: Vocabulary, tokens: Sequence[Token], place: int) -> int:
    word = words.at(tokens, place, "half")
    return word.size if word else 2


def _once(words: Vocabulary, tokens: Sequence[Token], place: int) -> Amount | None:
    fixed = words.at(tokens, place, "half", "one_and_half")
    if fixed is not None:
        end = place + fixed.size
        value = 0.5 if fixed.does == "half" else 1.5
        unit = words.at(tokens, end, "hour", "km")
        whole = " ".join(token.folded for token in tokens[place:end])
        if unit is None and whole.startswith(("полчас", "получас", "півгодин")):
            return Amount(None, 30.0, end)
        return _amount(value, unit.does, end + unit.size) if unit else None
    number = _number(words, tokens, place)
    if number is not None:
        value, end = number
        unit = words.at(tokens, end, "km", "minute", "hour")
        return _amount(value, unit.does, end + unit.size) if unit else None
    unit = words.at(tokens, place, "km", "minute", "hour")
    if unit is None:
        return None
    end = place + unit.size
    if end < len(tokens) and tokens[end].folded in _IN:
        after = _number(words, tokens, end + 1)
        if after is not None:
            return _amount(after[0], unit.does, after[1])
    return _amount(1.0, "hour", end) if unit.does == "hour" else None


def _amount(value: float, unit: str, end: int) -> Amount:
    if unit == "km":
        return Amount(value, None, end)
    return Amount(None, value * _MINUTES[unit], end)


def _number(words: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    """A number in digits or words, or the middle of a range; and the token after it."""
    low = _one_number(words, tokens, place)
    if low is None:
        return None
    value, end = low
    if end < len(tokens) and tokens[end].folded in _TO:
        high = _one_number(words, tokens, end + 1)
        if high is not None and high[0] > value:
            return (value + high[0]) / 2, high[1]
    return value, end


def _one_number(words: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    if place < len(tokens) and (digits := tokens[place].number) is not None:
        return digits, place + 1
    word = words.at(tokens, place, "number")
    if word is None:
        return None
    value, end = float(word.value), place + word.size
    tens = value >= 20
    rest = words.at(tokens, end, "number") if tens else None
    if rest is not None and float(rest.value) < 10:
        return value + float(rest.value), end + rest.size
    return value, end
