"""One rule of Russian and Ukrainian dates: a pattern over signs, and what a match of it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from habeas.language.dates.expression import Expression, Meaning
from habeas.language.dates.slavic_line import SIGNS
from habeas.language.signs import Found, Line, SignRule, signed

# Classes of words that rules name together.
CLASSES = {
    **{name: re.escape(sign) for name, sign in SIGNS.items()},
    "day": f"[{SIGNS['day']}{SIGNS['ordinal']}]",
    "ending": rf"(?:{SIGNS['year_word']}|{SIGNS['years_word']}"
    rf"|[{SIGNS['year_short']}{SIGNS['years_short']}]{SIGNS['point']}?)",
    "months": rf"(?:{SIGNS['month']}|{SIGNS['month_short']}{SIGNS['point']}?)",
    "count": rf"(?:{SIGNS['tens']}?{SIGNS['counted']}|{SIGNS['tens']}"
    rf"|[{SIGNS['day']}{SIGNS['figures']}])(?:{SIGNS['from']}{SIGNS['half']})?",
    "any_unit": f"[{SIGNS['unit']}{SIGNS['units']}{SIGNS['year_word']}{SIGNS['years_word']}]",
    "one_unit": f"[{SIGNS['unit']}{SIGNS['year_word']}]",
    "since": rf"(?:{SIGNS['beginning']}?{SIGNS['from']})",
}


SlavicRule = SignRule[Meaning]


def rule_of(pattern: str, read: Callable[[Found], Meaning | None]) -> SlavicRule:
    """A rule from a pattern in which `{name}` stands for a class of words."""
    return SignRule(signed(pattern, CLASSES), read)


def expressions(rule: SlavicRule, line: Line) -> Iterator[Expression]:
    """What a rule reads in a line, from left to right."""
    for start, end, meaning in rule.readings(line):
        yield Expression(start, end, meaning)
