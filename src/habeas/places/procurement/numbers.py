"""Numbers as tables print them: `1 775,50`, `1,775.50`, `1.775,50`, `0,5`.

A mark with three figures behind it (`1,775`) may part thousands or decimals, a thousandfold
difference. The other numbers of the same column settle it; where none does, the language of the
headings does; where they contradict each other, such a number is not read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[\s'’_]+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[\s'’]\d{3})+[.,]")
_SHAPE = re.compile(r"([+-]?)(\d+(?:[.,]\d+)*)")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
_LONGEST = 40


def decimal_mark(texts: Iterable[str], cyrillic: bool) -> str | None:
    """`,` or `.`, as the numbers of a column show; None where they contradict each other.

    `cyrillic` says that the headings are Cyrillic, where a comma parts decimals.
    """
    shown = [_vote(text) for text in texts]
    votes = {vote for vote in shown if vote is not None}
    if len(votes) == 1:
        return votes.pop()
    return None if votes else ("," if cyrillic else ".")


def read_number(text: str, decimal: str | None = ".") -> float | None:
    """The number that a cell is, or None where it is none or could be two (see the module)."""
    bare = _BLANKS.sub("", text.replace("−", "-"))
    if len(bare) > _LONGEST:
        return None
    if _SCIENTIFIC.fullmatch(bare):
        return _finite(bare)
    shape = _SHAPE.fullmatch(bare)
    if shape is None:
        return None
    sign, digits = shape.groups()
    own = _vote(text)
    mark = own or decimal
    if mark is None and ("," in digits or "." in digits):
        return None
    other = "." if mark == "," else ","
    if other in digits and not _thousands(digits.partition(mark or "\0")[0], other):
        return None
    plain = digits.replace(other, "")
    if mark is not None and plain.count(mark) > 1:
        return None
    return _finite(sign + plain.replace(",", "."))


def _vote(text: str) -> str | None:
    """The decimal mark that this number alone shows."""
    digits = _BLANKS.sub("", text).lstrip("+-−")
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    if commas + dots == 1 and _GROUPED.match(text.strip()):
        return "," if commas else "."
    if commas + dots == 0 or len(digits) > _LONGEST:
        return None
    mark, other = (",", ".") if commas else (".", ",")
    if commas + dots > 1:
        return other
    whole, _, fraction = digits.partition(mark)
    return mark if len(fraction) != 3 or len(whole) > 3 or whole.strip("0") == "" else None


def _thousands(whole: str, mark: str) -> bool:
    first, *groups = whole.split(mark)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
