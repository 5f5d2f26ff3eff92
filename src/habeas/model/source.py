"""Preserved bytes, plus where, when and by whom they were collected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.model.dates import DateInterval


class Confidentiality(StrEnum):
    """Who may see it; the default is the most careful one."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Provenance:
    """One time that the same bytes were collected.

    `untrusted_name` is the file's name as found; `container` is the SHA-256 of the archive or
    message that it lay in; `collected_at` is UTC, to the second.
    """

    untrusted_name: str
    collected_at: datetime
    collected_by: str
    container: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One preserved file: `sha256` (hex) and `size` (bytes) are facts, the rest is description."""

    sha256: str
    size: int
    media_type: str
    provenance: tuple[Provenance, ...]
    publisher: str | None = None
    author: str | None = None
    published: DateInterval | None = None
    language: str | None = None
    type_of_source_material: str | None = None
    confidentiality: Confidentiality = Confidentiality.CONFIDENTIAL
    independence_group: str | None = None

    @property
    def name(self) -> str:
        """The untrusted name under which the bytes were first collected."""
        return self.provenance[0].untrusted_name
