"""What goes into the ledger and what comes back out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from habeas.model import EventJudgement, PersonJudgement, Plain, Source

Record = TypeVar("Record")


class LeafKind(StrEnum):
    """What one leaf of the ledger records. `CASE` is the first leaf: who opened it, which key."""

    CASE = "case"
    SOURCE = "source"
    PROVENANCE = "provenance"
    JUDGEMENT = "judgement"
    PERSON_JUDGEMENT = "person_judgement"
    EVENT_JUDGEMENT = "event_judgement"
    OPINION = "opinion"
    PERSON_OPINION = "person_opinion"
    SITE_JUDGEMENT = "site_judgement"
    WITHDRAWAL = "withdrawal"
    MODEL_ANSWER = "model_answer"
    ALLOWED_HOST = "allowed_host"
    ACCESS = "access"
    LABEL = "label"
    COSIGNATURE = "cosignature"
    TIMESTAMP = "timestamp"
    UNSAFE_PARSE = "unsafe_parse"
    EXPORT = "export"
    DELETION = "deletion"


class Outcome(StrEnum):
    """What putting a source did.

    `UPDATED`: the bytes were known, and are now also recorded under a new provenance.
    """

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Deposit:
    """A source on its way into a case: its description, and its bytes (whole, a file, a stream).

    The bytes must have the size and SHA-256 that the description states.
    """

    source: Source
    content: bytes | Path | BinaryIO


@dataclass(frozen=True, slots=True)
class Head:
    """The state of the ledger after `size` leaves: its Merkle root (hex), its last leaf's time."""

    size: int
    root: str
    time: datetime

    def __str__(self) -> str:
        return f"{self.size}-{self.root}"


@dataclass(frozen=True, slots=True)
class Export:
    """A file that left the case: its SHA-256 (hex), and the ledger head that it was pinned to.

    `disclosed` is all that has been told of places so far, this file included, as canonical JSON of
    the places room; None for a file that tells of none. `audience` is for whom it was (public,
    restricted, confidential); None in entries of versions that did not ask.
    """

    untrusted_name: str
    sha256: str
    media_type: str
    head_size: int
    head_root: str
    disclosed: str | None = None
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedJudgement:
    """A judgement about people with its place in the ledger, by which it can be taken back."""

    position: int
    judgement: PersonJudgement


@dataclass(frozen=True, slots=True)
class PlacedEventJudgement:
    """A judgement about an event with its place in the ledger, by which it can be taken back."""

    position: int
    judgement: EventJudgement


@dataclass(frozen=True, slots=True)
class Placed(Generic[Record]):
    """A record with its place in the ledger."""

    position: int
    record: Record


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One leaf with its payload; `payload` is None once it was erased.

    `author` is the key id (8 hex digits) of the signer, `commitment` the salted SHA-256 (hex).
    """

    position: int
    kind: LeafKind
    time: datetime
    author: str
    commitment: str
    payload: Mapping[str, Plain] | None
