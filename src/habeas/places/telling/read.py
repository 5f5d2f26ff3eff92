"""From words to descriptions: which relation to which named places somebody tells.

A small grammar over tokens: an amount, a direction and a preposition lead to a name; what was seen
and heard, and whether somebody was hooded, belongs to all that is told in the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from habeas.places.description import Anchor, Description, Feature, Relation
from habeas.places.telling.amounts import Amount, read_amount
from habeas.places.telling.names import Named, read_name
from habeas.places.telling.sentences import sentences
from habeas.places.telling.tokens import Token, tokens_of
from habeas.places.telling.vocabulary import Vocabulary, languages_of, vocabulary

_BETWEEN_AMOUNT_AND_NAME = 6
_BEFORE = 6


@dataclass(frozen=True, slots=True)
class _Reading:
    relation: Relation
    names: tuple[Named, ...]
    begin: int
    end: int
    km: float | None = None
    minutes: float | None = None
    direction: float | None = None


def find_descriptions(
    text: str, language: str | None = None
) -> tuple[tuple[int, int, Description], ...]:
    """Every description in a text, with its span [start, end) in code points, in order.

    `language` (en, ru, uk) decides where the letters leave a doubt. "In X" alone counts only where
    a word says that X is a town, a village or the like.
    """
    found: list[tuple[int, int, Description]] = []
    for start, sentence in sentences(text):
        for begin, end, description in _of_sentence(sentence, language, bare=False):
            found.append((start + begin, start + end, description))
    return tuple(found)


def read_description(text: str, language: str | None = None) -> Description | None:
    """The description that a few words give, such as a cell of a table; None if they give none.

    Of several the first that says more than "in X".
    """
    found = [
        description
        for _, sentence in sentences(text)
        for _, _, description in _of_sentence(sentence, language, bare=True)
    ]
    if not found:
        return None
    telling = [one for one in found if one.relation is not Relation.IN]
    chosen = (telling or found)[0]
    hooded = chosen.hooded or any(one.hooded for one in found)
    features = tuple(dict.fromkeys(each for one in found for each in one.features))
    return replace(chosen, text=text, hooded=hooded, features=features)


def _of_sentence(text: str, told: str | None, *, bare: bool) -> list[tuple[int, int, Description]]:
    tokens = tokens_of(text)
    for language in languages_of(text, told):
        words = vocabulary(language)
        readings = _readings(words, tokens, bare=bare)
        if not readings:
            continue
        named = {
            place
            for reading in readings
            for name in reading.names
            for place in range(name.begin, name.end)
        }
        seen = words.all_of(tokens, "feature", but=named)
        features = tuple(Feature(name) for name in seen)
        hooded = bool(list(words.all_of(tokens, "hooded")))
        return [
            (
                tokens[reading.begin].start,
                tokens[reading.end - 1].end,
                Description(
                    reading.relation,
                    tuple(name.anchor for name in reading.names),
                    km=reading.km,
                    minutes=reading.minutes,
                    direction=reading.direction,
                    hooded=hooded,
                    features=features,
                    text=text[tokens[reading.begin].start : tokens[reading.end - 1].end],
                    language=language,
                ),
            )
            for reading in readings
        ]
    return []


def _readings(words: Vocabulary, tokens: Sequence[Token], *, bare: bool) -> list[_Reading]:
    rules: list[Callable[[Vocabulary, Sequence[Token], int], _Reading | None]] = [
        _between, _amount_from, _from_amount, _wind_of, _road, _near, _in_named,
    ]  # fmt: skip
    if bare:
        rules.append(_in)
    found: list[_Reading] = []
    place = 0
    while place < len(tokens):
        reading = next((one for rule in rules if (one := rule(words, tokens, place))), None)
        if reading is None:
            place += 1
        else:
            found.append(reading)
            place = reading.end
    return found


def _between(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """between A and B"""
    word = words.at(tokens, place, "between")
    first = read_name(words, tokens, place + word.size) if word else None
    joint = words.at(tokens, first.last, "and") if first else None
    second = read_name(words, tokens, first.last + joint.size) if first and joint else None
    if first is None or second is None:
        return None
    return _Reading(Relation.BETWEEN, (first, second), place, second.last)


def _amount_from(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """40 km (north) of A; 20 minutes' drive from A"""
    amount = read_amount(words, tokens, place)
    if amount is None:
        return None
    at, wind, drive = amount.end, None, _drives(words, tokens, place - _BEFORE, place)
    for at in range(amount.end, min(len(tokens), amount.end + _BETWEEN_AMOUNT_AND_NAME)):
        drive = drive or words.at(tokens, at, "drive") is not None
        blowing = words.at(tokens, at, "wind")
        if blowing is not None and wind is None:
            wind = float(blowing.value)
            name = _direct(words, tokens, at + blowing.size)
            if name is not None:
                return _measured(amount, name, place, wind, drive)
        word = words.at(tokens, at, "from", "near")
        if word is None or (word.does == "near" and not drive):
            continue
        name = read_name(words, tokens, at + word.size)
        if name is not None:
            return _measured(amount, name, place, wind, drive)
    return None


def _direct(words: Vocabulary, tokens: Sequence[Token], place: int) -> Named | None:
    """A name without a preposition: "севернее Харькова"; English needs one."""
    return None if words.language == "en" else read_name(words, tokens, place)


def _measured(
    amount: Amount, name: Named, place: int, wind: float | None, drive: bool
) -> _Reading | None:
    if amount.km is not None:
        return _Reading(Relation.DISTANCE, (name,), place, name.last, km=amount.km, direction=wind)
    # Minutes away is a drive unless somebody says otherwise; what else takes hours is not.
    if not drive and (amount.minutes or 0) > 180:
        return None
    return _Reading(
        Relation.DRIVE, (name,), place, name.last, minutes=amount.minutes, direction=wind
    )


def _from_amount(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """from A it was about 40 km"""
    word = words.at(tokens, place, "from")
    name = read_name(words, tokens, place + word.size) if word else None
    if name is None:
        return None
    for at in range(name.last, min(len(tokens), name.last + _BETWEEN_AMOUNT_AND_NAME)):
        if tokens[at].text in ".;":
            return None
        amount = read_amount(words, tokens, at)
        if amount is not None:
            drive = _drives(words, tokens, name.last, amount.end + 3)
            reading = _measured(amount, name, place, None, drive)
            usable = reading is not None and (drive or amount.km is not None)
            return replace(reading, end=amount.end) if reading is not None and usable else None
    return None


def _drives(words: Vocabulary, tokens: Sequence[Token], begin: int, end: int) -> bool:
    return any(words.at(tokens, at, "drive") for at in range(max(0, begin), min(end, len(tokens))))


def _wind_of(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """north of A"""
    wind = words.at(tokens, place, "wind")
    if wind is None:
        return None
    at = place + wind.size
    word = words.at(tokens, at, "from")
    name = read_name(words, tokens, at + word.size) if word else _direct(words, tokens, at)
    if name is None:
        return None
    return _Reading(Relation.NEAR, (name,), place, name.last, direction=float(wind.value))


def _road(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """on the road from A to B; on the road to A; трасою A – B"""
    word = words.at(tokens, place, "road")
    if word is None:
        return None
    names: list[Named] = []
    at = place + word.size
    while len(names) < 2:
        joint = words.at(tokens, at, "from", "to", "between", "and")
        skipped = joint.size if joint else int(at < len(tokens) and tokens[at].text in "-–—")
        name = read_name(words, tokens, at + skipped)
        if name is None:
            break
        names.append(name)
        at = name.last
    return _Reading(Relation.ROAD, tuple(names), place, names[-1].last) if names else None


def _near(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """near A"""
    word = words.at(tokens, place, "near")
    name = read_name(words, tokens, place + word.size) if word else None
    return _Reading(Relation.NEAR, (name,), place, name.last) if name else None


def _in_named(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """in the town of A"""
    reading = _in(words, tokens, place)
    return reading if reading and reading.names[0].anchor.kind is not None else None


def _in(words: Vocabulary, tokens: Sequence[Token], place: int) -> _Reading | None:
    """in A"""
    word = words.at(tokens, place, "in")
    if word is None:
        return None
    at = place + word.size
    if at < len(tokens) and tokens[at].text == ":":
        at += 1
    name = read_name(words, tokens, at)
    if name is None or name.anchor == Anchor(""):
        return None
    return _Reading(Relation.IN, (name,), place, name.last)
