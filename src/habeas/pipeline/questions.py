"""What is asked of the readers and what they answer, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.claims import proposing
from habeas.model import Claim, DateInterval, Document, ModelAnswer


@dataclass(frozen=True, slots=True)
class Question:
    """One source to read: its bytes, or the document where only its claims are wanted.

    `answers` are those that language models gave about it; their claims are looked up anew.
    `media_type`, where it is known, only lets what reads it be loaded beforehand.
    """

    source: str
    untrusted_name: str
    content: bytes | Document
    outlet: str | None = None
    published: DateInterval | None = None
    answers: tuple[ModelAnswer, ...] = ()
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A document and its claims; or, in words, the problem in place of either.

    `refusals` say what of models' answers does not stand in the document.
    """

    document: Document | None = None
    problem: str | None = None
    claims: tuple[Claim, ...] = ()
    claims_problem: str | None = None
    refusals: tuple[proposing.Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One member of an archive: its bytes, or why it stays out."""

    untrusted_name: str
    data: bytes
    problem: str | None = None
    remedy: str | None = None
    untrusted_url: str | None = None
    captured_at: datetime | None = None
