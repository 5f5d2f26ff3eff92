"""English rules for numbers: figures, words, ranges, shares and vague plurals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from habeas.language.numbers.number import LARGEST, Number
from habeas.language.numbers.words import number_words, value_of

Match = re.Match[str]

_FIGURES = (
    r"(?:(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+|\d{1,3}(?:\ \d{3})+(?![\d,])|\d+)(?:\.\d+)?"
    r"(?:[½¼¾⅓⅔])?|[½¼¾⅓⅔])"
)
_NOT_BEFORE = r"(?<![\w.,:/-])(?<![\w]['’])"
# No letter, no further figures, but "5," and "5." may end a clause.
_NOT_AFTER = r"(?!\w|[.,:/]\d)"
# "one" is a pronoun after and before these.
_PRONOUN_AFTER = re.compile(
    r"\s+(?:of|said|says|told|added|recalled|described|noted|claimed|another|would|can|could|should|must|might|may|will|has|had|is|was|who|whom|that"
    r"|which|to|by|in|on|at|and|or|but|side|day|thing|way|knows|cannot)\b|['’]s\b|[.,;:!?)]|\s*$"
    r"|-(?:sided|way|off|time|another)",
    re.IGNORECASE,
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|any|every|each|some|this|that|the|which|another|other|first|last|only|not)[\s-]+$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(r"[\s-]+(?:second|minute|hour|day|week|month|year)s?\b", re.IGNORECASE)
_NOT_A_SHARE_BEFORE = re.compile(
    r"\b(?:first|second|third|latter|other|last|fourth|final|previous|this|that|one's|and\s+a)[\s-]+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and the number that a match of it means (None: no number)."""

    pattern: re.Pattern[str]
    read: Callable[[Match], Number | None]


@cache
def number_rules() -> tuple[Rule, ...]:
    """The rules, the most specific first: an earlier one keeps what it reads."""
    number = rf"(?:{_figures_and_scale()}|{_words()})"
    one = rf"(?P<one>{number})"
    two = rf"(?P<two>{number})"
    percent = r"(?P<percent>\s?%|pc\b|\s*(?:-\s*)?per\s?cent\b|\s+percentage\s+points\b)"
    units = "|".join((*number_words("en").units, *number_words("en").tens))
    determiner = r"(?:the\s+|all\s+|these\s+|those\s+|its\s+|their\s+|his\s+|her\s+)?"
    modifier = r"(?:(?:more|fewer|less)\s+than\s+|at\s+least\s+|up\s+to\s+|an\s+estimated\s+)?"
    return (
        _rule(
            rf"(?:between\s+{one}{percent}?\s+and\s+|from\s+{one.replace('one', 'from')}"
            rf"{percent.replace('percent', 'frompercent')}?\s+to\s+){two}"
            rf"{percent.replace('percent', 'percent2')}?",
            _range,
        ),
        _rule(rf"{one}\s?[-–—]\s?{two}{percent.replace('percent', 'percent2')}?", _range),
        _rule(rf"{one}-?\s+to\s+{two}{percent.replace('percent', 'percent2')}?", _range),
        _rule(rf"{one}\s+or\s+{two}{percent.replace('percent', 'percent2')}?", _either),
        _rule(
            rf"(?P<one>one|two|three|four|five|six|seven|eight|nine|[1-9])\s+(?:in|out\s+of)\s+"
            rf"(?P<every>every\s+)?(?P<two>(?:{units})|\d{{1,2}}|a\s+hundred|100)",
            _one_in_so_many,
        ),
        _rule(
            rf"{one}\s+(?:of|out\s+of)\s+{determiner}{modifier}(?:\w+\s+)?{two}",
            _part_of_number,
        ),
        _rule(rf"{one}{percent}", _percent, tail=""),
        _rule(rf"{one}(?:\s+|-)and(?:\s+|-)a(?:\s+|-)half", _and_a_half),
        _rule(
            r"(?:half\s+an?\s+|a\s+half[\s-])(?P<scale>hundred|thousand|million|billion|dozen)",
            _half_a,
        ),
        _rule(
            rf"(?P<count>{'|'.join(number_words('en').units)}|an?)[\s-]+"
            rf"(?P<fraction>{'|'.join(number_words('en').fractions)})s?",
            _fraction,
        ),
        _rule(r"half", _half, tail=r"(?![\w-])"),
        _rule(rf"(?:(?P<outer>tens|{_vague()})\s+of\s+)?(?P<inner>{_vague()})", _vague_plural),
        _rule(r"(?:several|a\s+few|many)\s+(?P<scale>hundred|thousand|million|dozen)", _several),
        _rule(
            r"a\s+couple(?:\s+of|(?=\s+hundred|\s+thousand|\s+dozen))",
            lambda _: Number(2.0, modifier="approx"),
        ),
        _rule(one, _plain),
    )


def _rule(pattern: str, read: Callable[[Match], Number | None], tail: str = _NOT_AFTER) -> Rule:
    return Rule(re.compile(_NOT_BEFORE + pattern + tail, re.IGNORECASE), read)


def _figures_and_scale() -> str:
    scales = "|".join(number_words("en").scales)
    return rf"{_FIGURES}(?:[\s-](?:{scales})\b(?:\s+(?:thousand|million|billion)\b)?)?"


def _words() -> str:
    """Tens and units, multiplied by scales, as "two hundred and five thousand"."""
    known = number_words("en")
    units, tens = "|".join(known.units), "|".join(known.tens)
    scales = "|".join((*known.scales, *known.groups))
    small = rf"(?:(?:{tens})(?:[\s-](?:{units}))?|{units})\b"
    head = rf"(?:{small}|an?(?=\s+(?:{scales})\b))"
    return rf"{head}(?:[\s-](?:{scales})\b(?:\s+(?:and\s+)?{small})?)*"


def _vague() -> str:
    return "|".join(number_words("en").vague)


def _value(printed: str | None) -> float | None:
    value = value_of(printed) if printed else None
    return value if value is not None and value <= LARGEST else None


def _range(match: Match) -> Number | None:
    groups = match.groupdict()
    low, high = _value(groups.get("one") or groups.get("from")), _value(match["two"])
    if low is None or high is None:
        return None
    if low < high and _scale_of(match["two"]) and not _scale_of(groups.get("one") or ""):
        low *= _scale_of(match["two"]) or 1.0  # "5 to 10 million"
    if not low < high:
        return None
    if any(groups.get(name) for name in ("percent", "frompercent", "percent2")):
        low, high = low / 100, high / 100
        return Number(low, high, "range", low, share=True)
    return Number(low, high, "range", low)


def _scale_of(printed: str) -> float | None:
    words = printed.casefold().split()
    return number_words("en").scales.get(words[-1]) if len(words) > 1 else None


def _either(match: Match) -> Number | None:
    """ "Five or six": only what follows closely is a range."""
    low, high = _value(match["one"]), _value(match["two"])
    if low is None or high is None or not low < high <= 2 * low + 2:
        return None
    return _range(match)


def _one_in_so_many(match: Match) -> Number | None:
    """ "One in five", "nine out of ten"; not "two in ten days", "six of twenty"."""
    part, whole = _value(match["one"]), _value(match["two"])
    if part is None or whole is None or not 0 < part < whole:
        return None
    if part > 5 and whole not in {10, 100} and not match["every"]:
        return None
    if _TIME_AFTER.match(match.string, match.end()):
        return None
    return Number(part / whole, share=True, denominator=whole)


def _part_of_number(match: Match) -> Number | None:
    part, whole = _value(match["one"]), _value(match["two"])
    if part is None or whole is None or not part <= whole:
        return None
    return Number(part, denominator=whole)


def _percent(match: Match) -> Number | None:
    value = _value(match["one"])
    return None if value is None else Number(round(value / 100, 9), share=True)


def _and_a_half(match: Match) -> Number | None:
    value = _value(match["one"])
    return None if value is None else Number(value + 0.5)


def _half_a(match: Match) -> Number:
    known = number_words("en")
    scale = match["scale"].casefold()
    return Number((known.scales.get(scale) or known.groups[scale]) / 2)


def _fraction(match: Match) -> Number | None:
    """ "A third of them", "two thirds"; not "a third country", "five second-hand cars"."""
    known = number_words("en")
    printed, word = match["count"].casefold(), match["fraction"].casefold()
    count = 1.0 if printed in {"a", "an"} else known.units[printed]
    of_follows = re.match(
        r"\s+(?:of|were|was|are|had|have|died)\b|[.,;)]|$", match.string[match.end() :][:8]
    )
    plural = match[0].casefold().endswith("s")
    if (count > 1) != (plural or word == "half") or (of_follows is None and not plural):
        return None
    value = count * known.fractions[word]
    return Number(value, share=True) if 0 < value < 1 else None


def _half(match: Match) -> Number | None:
    """ "Half of them", "more than half"; not "the first half", "half an hour", "half-brother"."""
    text, start, end = match.string, match.start(), match.end()
    if _NOT_A_SHARE_BEFORE.search(text, max(0, start - 12), start):
        return None
    if re.match(r"\s+(?:an?|past|way|time|hour)\b", text[end : end + 6], re.IGNORECASE):
        return Number(0.5) if re.match(r"\s+an?\b", text[end : end + 4]) else None
    return Number(0.5, share=True)


def _vague_plural(match: Match) -> Number:
    known = number_words("en")
    inner = match["inner"].casefold()
    outer = match["outer"].casefold() if match["outer"] else None
    times = 1.0 if outer is None else 10.0 if outer == "tens" else known.vague[outer]
    value = times * known.vague[inner]
    name = inner if inner in {"dozens", "hundreds", "thousands", "millions"} else "millions"
    return Number(value, None, "dozens" if inner == "scores" else name, 2 * value)


def _several(match: Match) -> Number:
    known = number_words("en")
    scale = match["scale"].casefold()
    value = known.scales.get(scale) or known.groups[scale]
    return Number(value, None, f"{scale}s", 2 * value)


def _plain(match: Match) -> Number | None:
    value = _value(match["one"])
    if value is None:
        return None
    if match["one"].casefold() == "one" and _is_pronoun(match):
        return None
    return Number(value)


def _is_pronoun(match: Match) -> bool:
    text, start, end = match.string, match.start(), match.end()
    after = _PRONOUN_AFTER.match(text, end)
    return after is not None or _PRONOUN_BEFORE.search(text, max(0, start - 10), start) is not None


def english_numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    """Where each rule reads a number, rule by rule, and the number."""
    for rule in number_rules():
        for match in rule.pattern.finditer(text):
            number = rule.read(match)
            if number is not None:
                yield match.start(), match.end(), number
