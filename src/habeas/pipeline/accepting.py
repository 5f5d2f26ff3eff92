"""What a worker said, checked: a value of the model that makes sense, or a refusal.

A worker may have been taken over by the document that it read. The types of what it sends are
checked by `from_plain`; here is checked what the rest of Habeas takes for granted: that spans lie
in the text, that a quote stands where it is said to stand, that a claim is of this source and made
by a rule or a model, never by a person.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from habeas.claims import claim_id, proposing
from habeas.model import (
    Claim,
    Document,
    HabeasError,
    UnreadableSource,
    UnsafeInput,
    from_plain,
    printable,
)
from habeas.pipeline.protocol import Frame
from habeas.pipeline.questions import Unpacked
from habeas.sources import LONGEST_SIDE, Pixels, ReadSettings

_MOST_NOTES = 1_000
_LONGEST_PROBLEM = 2_000
_LONGEST_KIND = 200
_MACHINES = ("rule:", "model:")
T = TypeVar("T")


class NonsenseAnswer(HabeasError):
    """A worker's answer is no value of the model, or one that contradicts itself."""


@dataclass(frozen=True, slots=True)
class _Problem:
    what: str
    remedy: str | None = None
    unsafe: bool = False


@dataclass(frozen=True, slots=True)
class _Member:
    untrusted_name: str
    untrusted_url: str | None
    captured_at: datetime | None
    problem: _Problem | None


@dataclass(frozen=True, slots=True)
class _Picture:
    width: int
    height: int
    pages: int
    placing: tuple[float, float, float, float, float, float] | None = None


def accepted_kind(untrusted_header: dict[str, Any]) -> str:
    """What kind of file it is. Raises NonsenseAnswer, or the problem that was sent instead."""
    kind = _value(str, untrusted_header, "kind")
    _require(len(kind) <= _LONGEST_KIND and kind.isascii() and kind.isprintable(), "no media type")
    return kind


def accepted_document(untrusted_header: dict[str, Any]) -> Document:
    """The document. Raises NonsenseAnswer, or the problem that was sent instead."""
    document = _value(Document, untrusted_header, "document")
    length = len(document.text)
    _require(length <= ReadSettings().maximum_characters, "a text longer than any")
    _require(len(document.notes) <= _MOST_NOTES, "more notes than any reader makes")
    _check_blocks(document)
    for run in document.runs:
        _require(0 <= run.start <= run.end <= length, "a stretch outside the text")
    for record in document.records:
        _require(0 <= record.start <= record.end <= length, "a row outside the text")
        for cell in record.cells:
            _require(record.start <= cell.start <= cell.end <= record.end, "a cell outside its row")
    told = document.publication
    if told is not None and (told.start, told.end) != (None, None):
        _require_span(told.start, told.end, length)
    return document


def accepted_claims(
    untrusted_header: dict[str, Any], document: Document, source: str
) -> tuple[tuple[Claim, ...], tuple[proposing.Refusal, ...]]:
    """The claims about a document, and what of models' answers does not stand in it.

    Raises NonsenseAnswer, or the problem that was sent instead.
    """
    claims = _value(tuple[Claim, ...], untrusted_header, "claims")
    refusals = _value(tuple[proposing.Refusal, ...], untrusted_header, "refusals")
    for claim in claims:
        _check_claim(claim, document.text, source)
    return claims, refusals


def accepted_picture(untrusted_frame: Frame) -> Pixels:
    """Pixels, as many as they are said to be. Raises NonsenseAnswer, or the problem."""
    header, rgb = untrusted_frame
    told = _value(_Picture, header, "picture")
    _require(0 < told.width <= LONGEST_SIDE, "a picture wider than any")
    _require(0 < told.height <= LONGEST_SIDE, "a picture higher than any")
    _require(0 < told.pages <= ReadSettings().maximum_pages, "more pages than any")
    _require(len(rgb) == 3 * told.width * told.height, "other pixels than were announced")
    _require(all(map(math.isfinite, told.placing or ())), "a page that lies nowhere")
    return Pixels(told.width, told.height, told.pages, rgb, told.placing)


def accepted_member(untrusted_frame: Frame) -> Unpacked:
    """One member of an archive. Raises NonsenseAnswer, or the problem of the archive itself."""
    header, data = untrusted_frame
    member = _value(_Member, header, "member")
    problem = member.problem
    if problem is None:
        return Unpacked(
            member.untrusted_name, data, None, None, member.untrusted_url, member.captured_at
        )
    _require(not data, "a member that is left out, and yet there")
    told = _as_error(problem)
    return Unpacked(
        member.untrusted_name,
        b"",
        told.what,
        told.remedy,
        member.untrusted_url,
        member.captured_at,
    )


def _value(kind: type[T], untrusted_header: dict[str, Any], name: str) -> T:
    """The one value under this name; raises the problem where there is one instead."""
    try:
        # Half a surrogate pair, or infinity, can be sent, but neither be kept nor be shown.
        json.dumps(untrusted_header, ensure_ascii=False, allow_nan=False).encode()
        if "problem" in untrusted_header:
            raise _as_error(from_plain(_Problem, untrusted_header["problem"]))
        return from_plain(kind, untrusted_header[name])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise NonsenseAnswer("the reader's answer made no sense") from error


def _as_error(problem: _Problem) -> HabeasError:
    kind = UnsafeInput if problem.unsafe else UnreadableSource
    remedy = problem.remedy
    return kind(_in_one_line(problem.what), remedy=_in_one_line(remedy) if remedy else None)


def _in_one_line(untrusted_words: str) -> str:
    return printable(untrusted_words[:_LONGEST_PROBLEM])


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NonsenseAnswer(f"the reader's answer made no sense ({otherwise})")


def _require_span(start: int | None, end: int | None, length: int) -> None:
    fits = start is not None and end is not None and 0 <= start <= end <= length
    _require(fits, "a span outside the text")


def _check_blocks(document: Document) -> None:
    end = 0
    for index, block in enumerate(document.blocks):
        _require(end <= block.start < block.end <= len(document.text), "blocks out of order")
        _require(not document.text[end : block.start].strip(), "text that is in no block")
        first = block.duplicate_of
        _require(first is None or 0 <= first < index, "a copy of a block that comes later")
        end = block.end
    _require(not document.text[end:].strip(), "text that is in no block")


def _check_claim(claim: Claim, text: str, source: str) -> None:
    passage = claim.passage
    _require(claim.id == claim_id(source, passage.start, passage.end), "a claim of another source")
    for printed in (passage, *claim.occurrences):
        _require(0 <= printed.start < printed.end, "a quote that is nowhere")
        _require(printed.stands_in(text), "a quote that does not stand in the text")
    _require_span(*claim.content, len(text))
    _require(0 <= claim.confidence <= 1, "a confidence outside 0 to 1")
    _require(claim.origin.startswith(_MACHINES), "a claim that no machine made")
    for quantity in claim.quantities:
        _require_span(quantity.start, quantity.end, len(text))
    for evidence in claim.evidence:
        if evidence.inferred_from is None:
            _require_span(evidence.start, evidence.end, len(text))
