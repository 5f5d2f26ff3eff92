"""Distances and times as they are told: "about 40 km", "полтора часа", "кілометрів тридцять"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.places.telling.tokens import Token
from habeas.places.telling.vocabulary import Vocabulary

_TO = {"-", "–", "—", "to", "до", "or", "или", "або", "чи"}
_IN = {"в", "у", "за"}
_UNITS = ("km", "minute", "hour")
_MINUTES = {"minute": 1.0, "hour": 60.0}
_HALF_AN_HOUR = ("полчас", "получас", "півгодин")


@dataclass(frozen=True, slots=True)
class Amount:
    """Kilometres or minutes, and the token after it; neither for "a few kilometres"."""

    km: float | None
    minutes: float | None
    end: int


def read_amount(words: Vocabulary, tokens: Sequence[Token], place: int) -> Amount | None:
    """The distance or time that begins at this token; None if none does."""
    found = _few(words, tokens, place) or _once(words, tokens, place)
    if found is None or found.minutes is None:
        return found
    # "an hour and a half"; "2 hours 20 minutes"
    half = words.at(tokens, found.end, "and_half")
    if half is not None:
        return Amount(None, found.minutes + 30.0, found.end + half.size)
    follows = found.end + (words.at(tokens, found.end, "and") is not None)
    more = _once(words, tokens, follows)
    if more is not None and more.minutes is not None and more.minutes < 60 <= found.minutes:
        return Amount(None, found.minutes + more.minutes, more.end)
    return found


def _few(words: Vocabulary, tokens: Sequence[Token], place: int) -> Amount | None:
    """A few kilometres, hundred metres or minutes: near, and no figure."""
    few = words.at(tokens, place, "few")
    if few is None:
        return None
    at = place + few.size
    hundred = words.at(tokens, at, "number")
    at += hundred.size if hundred else 0
    unit = words.at(tokens, at, "km", "minute")
    return Amount(None, None, at + unit.size) if unit else None


def _once(words: Vocabulary, tokens: Sequence[Token], place: int) -> Amount | None:
    fixed = words.at(tokens, place, "half", "one_and_half")
    if fixed is not None:
        return _fixed(words, tokens, place, place + fixed.size, fixed.does == "half")
    number = _number(words, tokens, place)
    if number is not None:
        value, end = number
        if end < len(tokens) and tokens[end].text == "-":
            end += 1  # "a 40-minute drive"
        return _of_unit(words, tokens, value, end)
    return _unit_first(words, tokens, place)


def _fixed(
    words: Vocabulary, tokens: Sequence[Token], place: int, end: int, half: bool
) -> Amount | None:
    """Half an hour, one and a half kilometres."""
    found = _of_unit(words, tokens, 0.5 if half else 1.5, end)
    if found is not None:
        return found
    whole = " ".join(token.folded for token in tokens[place:end])
    if whole.startswith(_HALF_AN_HOUR):
        return Amount(None, 30.0, end)
    return Amount(None, 90.0, end) if whole.endswith("hour and a half") else None


def _of_unit(words: Vocabulary, tokens: Sequence[Token], value: float, place: int) -> Amount | None:
    unit = words.at(tokens, place, *_UNITS)
    if unit is None:
        return None
    if unit.does == "km":
        return Amount(value * float(unit.value or 1.0), None, place + unit.size)
    return Amount(None, value * _MINUTES[unit.does], place + unit.size)


def _unit_first(words: Vocabulary, tokens: Sequence[Token], place: int) -> Amount | None:
    """кілометрів тридцять, километрах в сорока, час; not in English."""
    unit = words.at(tokens, place, *_UNITS)
    if unit is None:
        return None
    end = place + unit.size
    if words.language != "en":
        after = end + (end < len(tokens) and tokens[end].folded in _IN)
        number = _number(words, tokens, after)
        if number is not None:
            figure = _of_unit(words, tokens, number[0], place)
            return Amount(figure.km, figure.minutes, number[1]) if figure else None
    return Amount(None, 60.0, end) if unit.does == "hour" else None


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
    half = words.at(tokens, end, "and_half")
    return (value + 0.5, end + half.size) if half else (value, end)


def _one_number(words: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    """Digits, or words from the hundreds down: "сто двадцать пять"."""
    if place < len(tokens) and (digits := tokens[place].number) is not None:
        return digits, place + 1
    total, end, least = 0.0, place, float("inf")
    while (word := words.at(tokens, end, "number")) is not None:
        value = float(word.value)
        # After 20 comes 1 to 9, after 100 anything less; "two three" are two numbers.
        if not value < (10 if least < 100 else least) or least < 20:
            break
        total, end, least = total + value, end + word.size, value
    return (total, end) if end > place else None
