"""The original of a source, to be saved and never shown, and its claims as a spreadsheet."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.responses import Response

from habeas.model import printable
from habeas.pipeline import source_record
from habeas.web.answering import download
from habeas.web.pages.sources.document_view import claim_rows
from habeas.web.sheet import Sheet, as_csv
from habeas.web.visit import Visit

_LONGEST_NAME = 120


def original(visit: Visit, _: bytes) -> Response:
    """The preserved bytes, checked against their hash.

    They are no page of ours: whatever kind they are, a browser is told to save them.
    """
    store = visit.bench.case.store
    source = store.source(visit.part("sha256"))
    content = store.blob(source.sha256)
    return download(content, _file_name(source.name), "application/octet-stream")


def claims_of_source(visit: Visit, _: bytes) -> Response:
    """Every claim of the source, one a row."""
    record = source_record(visit.bench.case.store, visit.part("sha256"))
    rows = list(claim_rows(record))
    columns = tuple(rows[0]) if rows else ("id",)
    content = as_csv(Sheet(columns, [tuple(row.values()) for row in rows]))
    name = f"claims-{record.source.sha256[:12]}.csv"
    return download(content, name, "text/csv; charset=utf-8")


def _file_name(untrusted_name: str) -> str:
    """The last part of the name, without what a file system or an eye could take amiss."""
    last = PurePosixPath(untrusted_name.replace("\\", "/")).name
    return printable(last)[-_LONGEST_NAME:].lstrip(".") or "original"
