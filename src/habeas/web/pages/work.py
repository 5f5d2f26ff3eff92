"""Where a piece of long work stands: for the page that watches it, and for a person without
JavaScript, whose browser asks again by itself."""

from __future__ import annotations

from dataclasses import dataclass, fields

from starlette.responses import Response

from habeas.web.page import Page, Raw, Room
from habeas.web.rendering import rendered
from habeas.web.speech import N_
from habeas.web.visit import Visit
from habeas.web.work import WorkState


@dataclass(frozen=True, slots=True)
class WorkView:
    """A piece of work. `share` runs from 0 to 1, None where nobody knows.

    `go_to` is where its result is shown, once it is over.
    """

    id: str
    kind: str
    state: WorkState
    step: str
    share: float | None
    problem: str | None
    over: bool
    go_to: str


# Where the result of each kind of work is shown, `{id}` being the work's.
RESULTS = {
    "import": "/sources/import/{id}",
    "questions": "/review/pairs",
    "blind questions": "/review/pairs?blind=1",
    "resolve": "/people",
    "explain": "/people",
    "dossier": "/dossier/ready/{id}",
}


def work(visit: Visit, _: object) -> WorkView:
    """Where the work of this id stands."""
    found = visit.bench.works.find(visit.part("id"))
    go_to = RESULTS.get(found.kind, "/overview").replace("{id}", found.id)
    return WorkView(
        found.id,
        found.kind,
        found.state,
        found.step,
        found.share,
        found.problem,
        found.over,
        go_to,
    )


def work_part(visit: Visit, _: bytes) -> Response:
    """Where the work stands, for the page that shows it; once it is done, the way to its result."""
    view = work(visit, None)
    if view.over and not view.problem:
        return Response(headers={"hx-redirect": view.go_to})
    values = {item.name: getattr(view, item.name) for item in fields(view)}
    part = rendered("parts/progress.html", visit.speech, values)
    return Response(part, media_type="text/html; charset=utf-8")


ROOM = Room(
    pages=(
        Page(
            path="/progress/{id}",
            name="work",
            title=N_("In progress"),
            template="work.html",
            view=work,
            summary="Where a piece of long work stands",
        ),
    ),
    raws=(
        Raw(
            path="/progress/{id}/part",
            name="work_part",
            answer=work_part,
            summary="Where a piece of long work stands, as a part of a page",
        ),
    ),
)
