"""Shares as they are said, and what may honestly be said of the whole.

"60 % of the exhumed had broken ribs" is a share of those who were found and examined. How many
they were is seldom said, how they were chosen hardly ever; without the first there is no interval,
without the second nothing follows for all concerned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from habeas.figures import Standing
from habeas.model import InputRefused, Quantity
from habeas.reports.phrasing import phrased
from habeas.reports.statements import Statement

if TYPE_CHECKING:
    from habeas.counts import proportion

_PERCENT = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?\s*(?:%|per\s?cent)")
_COUNT = re.compile(r"(?:the\s+)?([0-9][0-9, ]*)\b\s*(.*)", re.S)
_FRACTION_OF = "fraction of "
# "Two out of three" is a way to say a fraction; nobody examined three.
_LARGEST_FIGURE_OF_SPEECH = 10
# In percentage points: how coarse "a third", "about 80 %" and "nearly 90 %" are taken to be.
_COARSE, _FINE = 10.0, 5.0


@dataclass(frozen=True, slots=True)
class Share:
    """A share that a statement names: as said, of what as said, and the honest sentences."""

    statement: Statement
    said: str
    of: str | None
    sentences: tuple[str, ...]


def shares(statements: Sequence[Statement]) -> tuple[Share, ...]:
    """Every share in the statements that were not rejected, in their order.

    Nothing of the counting room is loaded where there is none.
    """
    return tuple(
        share
        for statement in statements
        if statement.standing is not Standing.REJECTED
        for share in _of_statement(statement)
    )


def _of_statement(statement: Statement) -> Iterator[Share]:
    found = [
        quantity
        for place, machine in enumerate(statement.claim.quantities)
        if (quantity := _settled(statement, machine, first=place == 0)) is not None
        and (quantity.share or _examined(quantity) is not None)
    ]
    counted = [quantity for quantity in found if not quantity.share]
    for quantity in found:
        if quantity.share and quantity.denominator is None and _repeats(quantity, counted):
            continue
        yield Share(
            statement,
            _words(statement, quantity),
            quantity.denominator,
            tuple(_sentences(statement, quantity)),
        )


def _settled(statement: Statement, machine: Quantity, *, first: bool) -> Quantity | None:
    """The quantity as a person set it right; None where nothing is left of it."""
    changes = {change.field: change.human for change in statement.settled.changes if first}
    if "quantity" in changes:
        value = changes["quantity"]
        if value is None:
            return None
        number = float(value)
        machine = replace(machine, value=number, low=number, high=number, modifier="exact")
    if "unit" in changes:
        unit = changes["unit"] or ""
        whole = unit.removeprefix(_FRACTION_OF) if unit.startswith(_FRACTION_OF) else None
        machine = replace(
            machine, unit=unit, denominator=whole, share=machine.share and whole is not None
        )
    return None if machine.share and not 0 <= machine.value <= 1 else machine


def _repeats(share: Quantity, counted: Sequence[Quantity]) -> bool:
    """Whether a bare percentage says again what "18 of 24" has said."""
    return any(
        abs(share.value - quantity.value / of) <= _COARSE / 2000
        for quantity in counted
        if (of := _examined(quantity))
    )


def _examined(quantity: Quantity) -> int | None:
    """The number of people that it is a share of, where the statement has it."""
    match = _COUNT.fullmatch(quantity.denominator or "")
    if match is None:
        return None
    number = int(re.sub(r"[ ,]", "", match[1]))
    spoken = quantity.share and not match[2] and number <= _LARGEST_FIGURE_OF_SPEECH
    return None if spoken or number == 0 else number


def _words(statement: Statement, quantity: Quantity) -> str:
    if any(change.field == "quantity" for change in statement.settled.changes):
        return f"{quantity.value:.4g}" if not quantity.share else f"{quantity.value * 100:.4g}%"
    document = statement.source.content.document
    if document is None:
        return f"{quantity.value * 100:.4g}%" if quantity.share else f"{quantity.value:g}"
    return document.text[quantity.start : quantity.end]


def _sentences(statement: Statement, quantity: Quantity) -> list[str]:
    if quantity.share and quantity.denominator is None:
        return [
            "The statement does not say of whom or what this is a share, as far as the program "
            "could read: no number of people follows from it.",
            "What would settle it: of whom it is a share; how many they were; how they were "
            "chosen.",
        ]
    from habeas.counts import proportion

    wording = _wording(statement, quantity)
    examined = _examined(quantity)
    try:
        if not quantity.share and examined is not None:
            found = proportion.proportion(_successes(quantity, examined), examined, wording=wording)
            return proportion.statements(found)
        return _of_percentage(statement, quantity, examined, wording)
    except InputRefused as contradiction:
        advice = f" ({contradiction.remedy})" if contradiction.remedy else ""
        return [f"The figures do not fit together: {contradiction.what}{advice}."]


def _of_percentage(
    statement: Statement, quantity: Quantity, examined: int | None, wording: proportion.Wording
) -> list[str]:
    from habeas.counts import proportion

    words = _words(statement, quantity)
    percent, step, as_said = _rounding(quantity, words)
    found = proportion.reported_percentage(percent, examined, rounded_to=step, wording=wording)
    sentences = proportion.statements(found)
    if as_said or found.examined_share is None:
        return sentences
    low, high = (f"{share * 100:.3g}%" for share in found.examined_share)
    unknown = (
        "; how many were examined is not said, so that no sampling error can be given"
        if examined is None
        else ""
    )
    return [
        f"“{words}” is taken as {low} to {high} of {wording.examined}{unknown}.",
        *sentences[1:],
    ]


def _rounding(quantity: Quantity, words: str) -> tuple[str, str, bool]:
    """Percentage, step of its rounding in points, and whether the words give it so.

    A bound or a range is its middle, as wide as it is; the step of "about", of "nearly" and of
    fractions in words is a guess, and the sentences name the range that it leads to.
    """
    printed = _PERCENT.search(words)
    if printed is not None and quantity.modifier in ("exact", "approx"):
        decimals = printed[2] or ""
        percent = f"{printed[1]}.{decimals}" if decimals else printed[1]
        step = 10.0 ** -len(decimals)
        if quantity.modifier == "approx" and not decimals:
            steps = (each for each in (_COARSE, _FINE) if int(percent) % each == 0)
            step = next(steps, step)
        return percent, f"{step:g}", True
    if quantity.modifier in ("exact", "approx"):
        low, high = quantity.value - _COARSE / 200, quantity.value + _COARSE / 200
    elif quantity.modifier == "nearly":
        low, high = quantity.value - _COARSE / 100, quantity.value
    else:
        low, high = quantity.low or 0.0, 1.0 if quantity.high is None else quantity.high
    low, high = max(low, 0.0), min(high, 1.0)
    width = max(round((high - low) * 100, 6), 0.1)
    return f"{round((low + high) * 50, 6):.10g}", f"{width:.10g}", False


def _successes(quantity: Quantity, examined: int) -> tuple[int, int]:
    if quantity.modifier == "approx":
        return int(quantity.value), int(quantity.value)
    low = 0 if quantity.low is None else math.ceil(quantity.low)
    high = examined if quantity.high is None else math.floor(quantity.high)
    return low, high


def _wording(statement: Statement, quantity: Quantity) -> proportion.Wording:
    """The words of the statement where they can be cut out, else words that fit any."""
    from habeas.counts import proportion

    of = quantity.denominator or ""
    match = _COUNT.fullmatch(of)
    noun = match[2] or ("" if quantity.share else quantity.unit) if match else of
    examined, sign = phrased(statement, quantity, noun.strip())
    return proportion.Wording(examined, sign, "all concerned")
