"""A dossier that was prepared: looked at first, and handed over only once the ledger knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.responses import Response

from habeas.model import WrongUsage
from habeas.pipeline import ExportedFile, record_leaving
from habeas.reports import RedactionReport
from habeas.web.answering import download
from habeas.web.pages.dossier.preparing import KIND, ReadyDossier
from habeas.web.security import sandboxed_headers
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class ReadyView:
    """What is ready. `redaction` says who is who, and stays on this screen."""

    id: str
    file_name: str
    size: int
    sha256: str
    audience: str
    head_size: int
    head_root: str
    redaction: RedactionReport | None
    may_leave: bool


def ready(visit: Visit, _: Any) -> ReadyView:
    """The dossier of this work."""
    found = _found(visit)
    return ReadyView(
        visit.part("id"),
        found.file_name,
        len(found.content),
        hashlib.sha256(found.content).hexdigest(),
        found.order.audience.value,
        found.made.head.size,
        found.made.head.root,
        found.made.redaction,
        visit.bench.may_judge,
    )


def preview(visit: Visit, _: bytes) -> Response:
    """The HTML with the content policy that it brings along, in a sandbox."""
    return Response(
        _found(visit).page, headers=sandboxed_headers(), media_type="text/html; charset=utf-8"
    )


def let_out(visit: Visit, _: bytes) -> Response:
    """The file, once the ledger holds that it leaves."""
    visit.bench.require_judge()
    found = _found(visit)
    kind = found.media_type
    file = ExportedFile(
        Path(found.file_name), found.content, kind, found.made.head, found.order.audience
    )
    record_leaving(visit.bench.case.store, file)
    return download(found.content, found.file_name, kind)


def _found(visit: Visit) -> ReadyDossier:
    work = visit.bench.works.find(visit.part("id"))
    if work.kind != KIND or not isinstance(work.result, ReadyDossier):
        raise WrongUsage("there is no dossier here", remedy="prepare it again")
    return work.result
