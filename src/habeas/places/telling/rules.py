"""The grammar: an amount, a direction and a preposition lead to a name.

Each rule reads at one token and gives a reading or None; the first that gives one is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from habeas.places.description import Relation
from habeas.places.telling.amounts import Amount, read_amount
from habeas.places.telling.names import Named
from habeas.places.telling.names import read_name as read_any_name
from habeas.places.telling.tokens import Token
from habeas.places.telling.vocabulary import Vocabulary

_BETWEEN_AMOUNT_AND_NAME = 6
_BEFORE = 6
_LONGEST_DRIVE = 180
_STOPS = frozenset(".;!?")
_POSSESSIVE = ("'s", "’s")
_DASHES = frozenset("-–—")
# за Мелитополем, за Горлівкою: behind; за Мелитополь: for it.
_INSTRUMENTAL = tuple("ом ем єм ой ей ою ею єю ью ям ами им ым".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """One relation to named places, told by the tokens [begin, end)."""

    relation: Relation
    names: tuple[Named, ...]
    begin: int
    end: int
    km: float | None = None
    minutes: float | None = None
    direction: float | None = None


def readings(words: Vocabulary, tokens: Sequence[Token], *, bare: bool) -> list[Reading]:
    """All that is told, in order; `bare` takes "in A" even where no word says that A is a town."""
    rules = _RULES if bare else _RULES[:-1]
    found: list[Reading] = []
    place = 0
    while place < len(tokens):
        reading = next((one for rule in rules if (one := rule(words, tokens, place))), None)
        if reading is None:
            place += 1
        else:
            found.append(reading)
            place = reading.end
    return found


def _name(words: Vocabulary, tokens: Sequence[Token], place: int) -> Named | None:
    """A named place that is no region: what lies "near the Donetsk region" nobody can draw."""
    name = read_any_name(words, tokens, place)
    return name if name is not None and name.anchor.kind != "region" else None


def _between(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """between A and B"""
    word = words.at(tokens, place, "between")
    first = _name(words, tokens, place + word.size) if word else None
    joint = words.at(tokens, first.last, "and") if first else None
    second = _name(words, tokens, first.last + joint.size) if first and joint else None
    if first is None or second is None:
        return None
    return Reading(Relation.BETWEEN, (first, second), place, second.last)


def _amount_from(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """40 km (north) of A; 20 minutes' drive from A"""
    amount = read_amount(words, tokens, place)
    if amount is None or words.at(tokens, amount.end, "clock", "after"):
        return None
    wind, drive = None, _drives(words, tokens, place - _BEFORE, place)
    for at in range(amount.end, min(len(tokens), amount.end + _BETWEEN_AMOUNT_AND_NAME)):
        if tokens[at].text in _STOPS:
            return None
        drive = drive or words.at(tokens, at, "drive") is not None
        blowing = words.at(tokens, at, "wind")
        if blowing is not None and wind is None:
            wind = float(blowing.value)
            name = _direct(words, tokens, at + blowing.size)
            if name is not None:
                return _measured(amount, name, place, wind, drive)
        word = words.at(tokens, at, "from") or (words.at(tokens, at, "near") if drive else None)
        name = _name(words, tokens, at + word.size) if word else None
        if name is None:
            continue
        drive = drive or _drives(words, tokens, name.last, name.last + 3)
        walked = _tells(words, tokens, "walk", place - _BEFORE, name.last + 3)
        plain = at == amount.end and not _after(words, tokens, place)
        if drive or walked or plain or wind is not None or amount.minutes is None:
            return _measured(amount, name, place, wind, drive, walked)
    return None


def _after(words: Vocabulary, tokens: Sequence[Token], place: int) -> bool:
    """Whether a time has passed ("через сорок минут"): then it is no way."""
    return any(words.at(tokens, at, "after") for at in range(max(0, place - 2), place))


def _direct(words: Vocabulary, tokens: Sequence[Token], place: int) -> Named | None:
    """A name without a preposition: "севернее Харькова"; English needs one."""
    return None if words.language == "en" else _name(words, tokens, place)


def _measured(
    amount: Amount,
    name: Named,
    place: int,
    wind: float | None,
    drive: bool,
    walked: bool = False,
) -> Reading | None:
    if amount.km is not None:
        return Reading(Relation.DISTANCE, (name,), place, name.last, km=amount.km, direction=wind)
    if amount.minutes is None or walked:
        return Reading(Relation.NEAR, (name,), place, name.last, direction=wind)
    # Minutes away is a drive unless somebody says otherwise; what else takes hours is not.
    if not drive and amount.minutes > _LONGEST_DRIVE:
        return None
    return Reading(
        Relation.DRIVE, (name,), place, name.last, minutes=amount.minutes, direction=wind
    )


def _from_amount(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """from A it was about 40 km"""
    word = words.at(tokens, place, "from")
    name = _name(words, tokens, place + word.size) if word else None
    if name is None:
        return None
    for at in range(name.last, min(len(tokens), name.last + _BETWEEN_AMOUNT_AND_NAME)):
        if tokens[at].text in _STOPS:
            return None
        amount = read_amount(words, tokens, at)
        if amount is not None:
            drive = _drives(words, tokens, place - 3, amount.end + 3)
            reading = _measured(amount, name, place, None, drive)
            usable = reading is not None and (drive or amount.minutes is None)
            return replace(reading, end=amount.end) if reading is not None and usable else None
    return None


def _drives(words: Vocabulary, tokens: Sequence[Token], begin: int, end: int) -> bool:
    return _tells(words, tokens, "drive", begin, end)


def _tells(words: Vocabulary, tokens: Sequence[Token], what: str, begin: int, end: int) -> bool:
    return any(words.at(tokens, at, what) for at in range(max(0, begin), min(end, len(tokens))))


def _wind_of(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """north of A"""
    wind = words.at(tokens, place, "wind")
    if wind is None:
        return None
    at = place + wind.size
    word = words.at(tokens, at, "from")
    name = _name(words, tokens, at + word.size) if word else _direct(words, tokens, at)
    if name is None:
        return None
    return Reading(Relation.NEAR, (name,), place, name.last, direction=float(wind.value))


def _side_of(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """the northern outskirts of A"""
    side = words.at(tokens, place, "wind" if words.language == "en" else "side")
    edge = words.at(tokens, place + side.size, "edge") if side else None
    if side is None or edge is None:
        return None
    name = _name(words, tokens, place + side.size + edge.size)
    if name is None:
        return None
    return Reading(Relation.NEAR, (name,), place, name.last, direction=float(side.value))


def _road(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """on the road from A to B; on the road to A; трасою A – B"""
    word = words.at(tokens, place, "road")
    if word is None:
        return None
    names: list[Named] = []
    at = place + word.size
    while len(names) < 2:
        joint = words.at(tokens, at, "from", "to", "between", "and")
        skipped = joint.size if joint else int(at < len(tokens) and tokens[at].text in _DASHES)
        name = _name(words, tokens, at + skipped)
        if name is None:
            break
        names.append(name)
        at = name.last
    return Reading(Relation.ROAD, tuple(names), place, names[-1].last) if names else None


def _near(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """near A; by the village of A; beyond A"""
    word = words.at(tokens, place, "near", "by", "behind")
    name = _name(words, tokens, place + word.size) if word else None
    if word is None or name is None:
        return None
    if word.does == "by" and name.anchor.kind is None:
        return None
    if word.does == "behind" and not tokens[name.begin].folded.endswith(_INSTRUMENTAL):
        return None
    return Reading(Relation.NEAR, (name,), place, name.last)


def _in_named(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """in the town of A"""
    reading = _in(words, tokens, place)
    return reading if reading and reading.names[0].anchor.kind is not None else None


def _in(words: Vocabulary, tokens: Sequence[Token], place: int) -> Reading | None:
    """in A"""
    word = words.at(tokens, place, "in")
    if word is None:
        return None
    at = place + word.size
    if at < len(tokens) and tokens[at].text == ":":
        at += 1
    name = _name(words, tokens, at)
    if name is not None and tokens[name.end - 1].text.endswith(_POSSESSIVE):
        return None  # "in Moscow's view"
    return Reading(Relation.IN, (name,), place, name.last) if name else None


_RULES: tuple[Callable[[Vocabulary, Sequence[Token], int], Reading | None], ...] = (
    _between, _amount_from, _from_amount, _wind_of, _side_of, _road, _near, _in_named, _in,
)  # fmt: skip
