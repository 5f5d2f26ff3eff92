"""The fields of a model's claim, from words that it copied: looked up, then read by our own rules.

The words of a field must stand in the quote, or in a passage that was shown and that the model
named by its number. What a date, a number or a place means is found where the words stand, with
what is printed around them, so that "200" cut out of "1 200" means nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from habeas.claims.grammars import READ_LANGUAGES
from habeas.claims.proposing.answer import Candidate
from habeas.claims.proposing.cues import is_pronoun
from habeas.claims.proposing.refusal import Refusal
from habeas.claims.proposing.verify import LONGEST_MENTION, Located, ShownText, Span
from habeas.language import (
    DateKind,
    DateMention,
    Gazetteer,
    NumberMention,
    find_dates,
    find_numbers,
)
from habeas.model import (
    Block,
    ClaimDate,
    DateInterval,
    DateRole,
    Document,
    Evidence,
    Place,
    Quantity,
)

_NOT_THERE = "its words stand neither in the quote nor in a passage that it names"


@dataclass(frozen=True, slots=True)
class Reading:
    """What Habeas's own rules found in the whole text of a document."""

    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]

    @classmethod
    def of(cls, document: Document, published: DateInterval | None) -> Reading:
        """The dates and numbers of a document; `published` stands in for what it does not say.

        Each block is read in its own language, in English where that is none that is read.
        """
        reference = published or (document.publication.interval if document.publication else None)
        reference = reference or DateInterval(None, None)
        blocks: dict[str, list[Block]] = {}
        for block in document.blocks:
            language = block.language or document.language or "en"
            blocks.setdefault(language if language in READ_LANGUAGES else "en", []).append(block)
        dates: list[DateMention] = []
        numbers: list[NumberMention] = []
        for language, own in sorted(blocks.items()):
            found = find_dates(document.text, reference, language=language)
            counted = find_numbers(document.text, language=language)
            dates += [m for m in found if _lies_in(m.start, own)]
            numbers += [m for m in counted if _lies_in(m.start, own)]
        dates.sort(key=lambda mention: mention.start)
        numbers.sort(key=lambda mention: mention.start)
        return cls(tuple(dates), tuple(numbers))


def _lies_in(position: int, blocks: Sequence[Block]) -> bool:
    index = bisect_right(blocks, position, key=lambda block: block.start) - 1
    return index >= 0 and position < blocks[index].end


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields that came through, each with the evidence of where its words stand."""

    speaker: str | None = None
    actor: str | None = None
    victim: str | None = None
    place: Place | None = None
    date: ClaimDate | None = None
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def fields_of(
    candidate: Candidate, quote: Located, shown: ShownText, reading: Reading
) -> tuple[Fields, list[Refusal]]:
    """The verified fields of a candidate whose quote was found, and what was dropped."""
    values: dict[str, Any] = {}
    evidence: list[Evidence] = []
    refusals: list[Refusal] = []
    for name, words in candidate.mentions:
        taken = _field(name, words, candidate, quote, shown, reading)
        if isinstance(taken, str):
            refusals.append(Refusal.of(name, taken, words))
            continue
        value, (start, end) = taken
        values["quantities" if name == "quantity" else name] = value
        evidence.append(Evidence(name, start, end))
    return Fields(**values, evidence=tuple(evidence)), refusals


def _field(
    name: str,
    words: str,
    candidate: Candidate,
    quote: Located,
    shown: ShownText,
    reading: Reading,
) -> tuple[object, Span] | str:
    """The value of one field and where it stands, or in words why it is dropped."""
    if len(words) > LONGEST_MENTION:
        return f"it is longer than {LONGEST_MENTION} characters"
    reason = _NOT_THERE
    for place, region in _places(words, candidate.antecedents, quote, shown):
        value = _value(name, shown.text, place, region, reading)
        if not isinstance(value, str):
            return value
        reason = value
    return reason


def _places(
    words: str, antecedents: Sequence[int], quote: Located, shown: ShownText
) -> Iterator[tuple[Span, Span]]:
    """Where the words stand, each with the quote or passage that allows them, the quote first."""
    inside = (quote.start, quote.end)
    for start, end in shown.spans(words, quote.passage):
        if quote.start <= start and end <= quote.end:
            yield (start, end), inside
    for number in dict.fromkeys(antecedents):
        if 1 <= number <= len(shown.passages):
            for span in shown.spans(words, number - 1):
                yield span, shown.passages[number - 1]


def _value(
    name: str, text: str, place: Span, region: Span, reading: Reading
) -> tuple[object, Span] | str:
    start, end = place
    if name == "date":
        return _date(place, region, reading)
    if name == "quantity":
        return _quantity(text, place, region, reading)
    if is_pronoun(text[start:end]):
        return "a pronoun names nobody"
    printed = " ".join(text[start:end].split())
    if name == "place":
        return Place(printed, _gazetteer().find(printed)), place
    return printed, place


def _date(place: Span, region: Span, reading: Reading) -> tuple[ClaimDate, Span] | str:
    """The date that our rules read where the words stand; the whole of it inside the region."""
    for mention in reading.dates:
        touches = mention.start < place[1] and place[0] < mention.end
        allowed = region[0] <= mention.start and mention.end <= region[1]
        if not (touches and allowed) or mention.kind is DateKind.DURATION:
            continue
        if mention.interval is not None:
            dated = ClaimDate(mention.interval, mention.granularity, DateRole.EVENT)
            return dated, (mention.start, mention.end)
    return "our rules read no date from these words"


def _quantity(
    text: str, place: Span, region: Span, reading: Reading
) -> tuple[tuple[Quantity, ...], Span] | str:
    """The first number that our rules read whole inside the words, with what it counts."""
    for number in reading.numbers:
        inside = place[0] <= number.number_start and number.number_end <= place[1]
        whole = region[0] <= number.start and number.end <= region[1]
        if not (inside and whole) or _dates_something(number, reading):
            continue
        start, end = min(number.start, place[0]), max(number.end, place[1])
        unit = " ".join(text[number.number_end : place[1]].split())
        quantity = Quantity(
            number.value,
            number.low,
            number.high,
            f"fraction {unit}".strip() if number.share else unit,
            number.modifier,
            start,
            end,
            None if number.denominator is None else f"{number.denominator:g}",
            share=number.share,
        )
        return (quantity,), (start, end)
    return "our rules read no number from these words"


def _dates_something(number: NumberMention, reading: Reading) -> bool:
    return any(
        date.start <= number.number_start
        and number.number_end <= date.end
        and date.kind is not DateKind.DURATION
        for date in reading.dates
    )


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()
