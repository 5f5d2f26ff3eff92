"""Adding sources from the browser: files are handed over one by one, then taken in together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, RedirectResponse, Response

from habeas.model import DateInterval, WrongUsage, printable
from habeas.pipeline import (
    AddReport,
    Description,
    HandedOver,
    LeftOut,
    Step,
    add_handed_over,
)
from habeas.web.forms import Nothing, parse
from habeas.web.page import Action, Done, Page, Raw, address, query_of
from habeas.web.pages.sources.held import NOTE, Held, HeldImports
from habeas.web.pages.sources.multipart import parse_form
from habeas.web.section import Section
from habeas.web.speech import N_
from habeas.web.visit import Visit
from habeas.web.work import Work
from habeas.web.workbench import Workbench

_LONGEST_STEP = 80
_FILES = ("files", "folder")
_LAST = "the import that was begun last"


@dataclass(frozen=True, slots=True)
class AddView:
    """The import that the page hands its files over to."""

    id: str
    upload: str
    finish: str
    may_judge: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What the person who adds knows and the files do not say.

    `not_sent` names files that the browser could not read or hand over.
    """

    outlet: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    not_sent: tuple[str, ...] = ()

    def description(self) -> Description:
        """For the import. Raises WrongUsage where the days are the wrong way round."""
        first, last = self.published_from, self.published_to or self.published_from
        if first and last and first > last:
            raise WrongUsage("the last day is before the first", where="published_to")
        interval = DateInterval(first, last) if first or last else None
        return Description((self.outlet or "").strip() or None, interval)


@dataclass(frozen=True, slots=True)
class FileName:
    """The name of a file as the browser has it, with its folders."""

    name: str


def held_imports(bench: Workbench) -> HeldImports:
    """The imports that wait for their files, of this workbench."""
    found: HeldImports = bench.notes.setdefault(NOTE, HeldImports())
    return found


def adding(visit: Visit, _: object) -> AddView:
    """A page to drop files on."""
    import_id = held_imports(visit.bench).begin() if visit.bench.may_judge else ""
    return AddView(
        import_id,
        address("/sources/import/{id}/files", id=import_id),
        address("/sources/import/{id}/finish", id=import_id),
        visit.bench.may_judge,
    )


def begin(visit: Visit, _: object) -> Done:
    """Open an import, to which files are then handed over."""
    import_id = held_imports(visit.bench).begin()
    return Done(address("/sources/import/{id}", id=import_id), data={"id": import_id})


def take_file(visit: Visit, body: bytes) -> Response:
    """Hold one file, whose bytes are the body of the request."""
    visit.bench.require_judge()
    name = parse(FileName, query_of(visit.request)).name
    files = held_imports(visit.bench).take(visit.part("id"), name, body)
    return JSONResponse({"files": files}, 201)


def finish(visit: Visit, body: bytes) -> Response:
    """Take in what was handed over; answers with where its progress is shown."""
    visit.bench.require_judge()
    told = parse(Told, _fields(body))
    held = held_imports(visit.bench)
    held.not_sent(visit.part("id"), told.not_sent)
    work = _started(visit.bench, visit.part("id"), told.description())
    location = address("/sources/import/{id}", id=work)
    if "application/json" in visit.request.headers.get("accept", ""):
        return JSONResponse({"location": location, "work": work}, 202)
    return RedirectResponse(location, 303)


def add_form(visit: Visit, body: bytes) -> Response:
    """The same without script: all files in one form."""
    visit.bench.require_judge()
    form = parse_form(body, visit.request.headers.get("content-type", ""))
    # A browser in which nothing was chosen in one of the fields for files may send it as words.
    told = parse(Told, ((name, value) for name, value in form.values.items() if name not in _FILES))
    description = told.description()
    held = held_imports(visit.bench)
    import_id = held.begin()
    for name, data in form.files:
        held.take(import_id, name, data)
    work = _started(visit.bench, import_id, description)
    return RedirectResponse(address("/sources/import/{id}", id=work), 303)


def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200_000)
    except (UnicodeDecodeError, ValueError):
        raise WrongUsage("this form is not UTF-8") from None


def _started(bench: Workbench, import_id: str, description: Description) -> str:
    held = held_imports(bench)

    def start(waiting: Held) -> str:
        files: list[HandedOver | LeftOut] = [*waiting.files, *waiting.refused]

        def run(work: Work) -> AddReport:
            def tell(step: Step) -> None:
                name = printable(step.untrusted_name)[-_LONGEST_STEP:]
                work.tell(name, step.inputs / step.expected if step.expected else None)

            try:
                return add_handed_over(
                    bench.case.store, files, description=description, progress=tell
                )
            finally:
                files.clear()
                held.let_go(import_id)
                bench.changed()

        return bench.works.start("import", run).id

    work = held.close(import_id, start)
    bench.notes[_LAST] = work
    return work


def last_import(bench: Workbench) -> str | None:
    """The id of the import that was begun last, since the workbench was started."""
    found: str | None = bench.notes.get(_LAST)
    return found


PAGES = (
    Page(
        path="/sources/add",
        name="add_sources",
        title=N_("Add sources"),
        template="sources/add.html",
        view=adding,
        summary="Hand files and folders over to the case",
        section=Section.SOURCES,
    ),
)
ACTIONS = (
    Action(
        path="/sources/import",
        name="begin_import",
        run=begin,
        summary="Open an import, to which files are then handed over",
        form=Nothing,
    ),
)
RAWS = (
    Raw(
        path="/sources/import/{id}/files",
        name="hand_over_file",
        answer=take_file,
        summary="Hand one file over; its bytes are the body",
        method="PUT",
        query=FileName,
    ),
    Raw(
        path="/sources/import/{id}/finish",
        name="finish_import",
        answer=finish,
        summary="Take in what was handed over",
        method="POST",
    ),
    Raw(
        path="/sources/add/files",
        name="add_files",
        answer=add_form,
        summary="Add files by one form, without script",
        method="POST",
    ),
)
