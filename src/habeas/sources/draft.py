"""What a reader has made of a file before the parts of its page are told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from habeas.model import PageRun, Publication, Record
from habeas.sources.page import Part


@dataclass(slots=True)
class Draft:
    """Text and parts in the making; filled by one reader, then handed to `assemble`.

    `marked_up` says that the format itself named titles and heads. `publication` is what the
    metadata says; `made` is a day before which the document cannot have been published (the day
    its file or picture was made), and `made_evidence` the field that says so.
    """

    text: str
    parts: list[Part]
    marked_up: bool = False
    encoding: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    publication: Publication | None = None
    made: date | None = None
    made_evidence: str = ""
    runs: list[PageRun] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
