"""What an import did: everything that went in came out in one of five categories, with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.model import WrongUsage, printable
from habeas.pipeline import AddReport, Remark
from habeas.web.page import Page
from habeas.web.pages.sources.importing import held_imports
from habeas.web.section import Section
from habeas.web.sheet import Sheet
from habeas.web.speech import N_
from habeas.web.visit import Visit
from habeas.web.work import Work, WorkState

SHOWN = 200


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One input that a person should look at: why, and where that is known what helps."""

    name: str
    reason: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Balance:
    """`total` = created + updated + unchanged + skipped + failed."""

    total: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    started: datetime
    finished: datetime
    author: str


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import: waiting for files (`state` None), under way, or over.

    `held` files wait. The lists hold up to 200 lines each; `balance` is None before the end.
    """

    id: str
    work: str | None
    state: WorkState | None
    held: int
    step: str
    share: float | None
    problem: str | None
    balance: Balance | None
    failed: tuple[RemarkLine, ...]
    not_read: tuple[RemarkLine, ...]
    skipped: tuple[RemarkLine, ...]
    not_read_in_all: int
    documents: int
    claims: int
    completed: int
    finish: str


def import_result(visit: Visit, _: object) -> ImportView:
    """The import of this id; the id of its work names it as well."""
    import_id = visit.part("id")
    held = held_imports(visit.bench).find(import_id)
    if held is not None and held.work is None:
        return _view(import_id, None, len(held.files))
    work = visit.bench.works.find(held.work if held is not None and held.work else import_id)
    if work.kind != "import":
        raise WrongUsage("there is no such import", remedy="add the files again")
    return _view(import_id, work, 0)


def _view(import_id: str, work: Work | None, held: int) -> ImportView:
    report = work.result if work is not None and isinstance(work.result, AddReport) else None
    return ImportView(
        id=import_id,
        work=work.id if work else None,
        state=work.state if work else None,
        held=held,
        step=work.step if work else "",
        share=work.share if work else None,
        problem=work.problem if work else None,
        balance=_balance(report) if report else None,
        failed=_lines(report.failed) if report else (),
        not_read=_lines(report.not_read) if report else (),
        skipped=_lines(report.skipped) if report else (),
        not_read_in_all=len(report.not_read) if report else 0,
        documents=report.documents if report else 0,
        claims=report.claims if report else 0,
        completed=report.completed if report else 0,
        finish=f"/sources/import/{import_id}/finish",
    )


def _balance(report: AddReport) -> Balance:
    made = report.balance
    return Balance(
        made.total,
        made.created,
        made.updated,
        made.unchanged,
        made.skipped,
        made.failed,
        made.started,
        made.finished,
        made.author,
    )


def _lines(remarks: tuple[Remark, ...]) -> tuple[RemarkLine, ...]:
    return tuple(remark_line(item.untrusted_name, item.reason) for item in remarks[:SHOWN])


def remark_line(name: str, reason: str) -> RemarkLine:
    """A remark whose reason has its remedy behind a dash, taken apart."""
    why, _, remedy = reason.partition(" — ")
    return RemarkLine(printable(name), printable(why), printable(remedy) or None)


def _sheet(view: ImportView) -> Sheet:
    rows = [
        (kind, line.name, line.reason, line.remedy)
        for kind, lines in (
            ("failed", view.failed),
            ("not read", view.not_read),
            ("skipped", view.skipped),
        )
        for line in lines
    ]
    return Sheet(("what", "name", "reason", "remedy"), rows)


PAGE = Page(
    path="/sources/import/{id}",
    name="import",
    title=N_("Import"),
    template="sources/import.html",
    view=import_result,
    summary="What an import did, and what it left out with reasons",
    section=Section.SOURCES,
    sheets={"remarks": _sheet},
)
