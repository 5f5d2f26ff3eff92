"""The application: every room's pages and buttons as routes, behind the gate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from habeas.case import Case
from habeas.figures import basemap_geojson
from habeas.web import pages, security
from habeas.web.answering import as_data, as_sheet, done, no_such_page, raw, shown, unforeseen
from habeas.web.openapi import described
from habeas.web.page import Room
from habeas.web.rendering import BASEMAP
from habeas.web.style_sheet import STYLE_SHEET, style_sheet
from habeas.web.workbench import Workbench


def build_app(case: Case, gate: security.Gate) -> Starlette:
    """The workbench for an open case; whom it answers is for the gate to say.

    The case stays the caller's, to be closed after the application has ended.
    """
    bench = Workbench(case, gate=gate)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # The first page then has what takes longest, or has it soon.
        bench.begin()
        yield
        bench.close()

    app = Starlette(
        routes=[*security.routes(gate), *_routes(pages.ROOMS)],
        middleware=security.middleware(gate),
        exception_handlers={HTTPException: no_such_page, Exception: unforeseen},
        lifespan=lifespan,
    )
    app.state.bench = bench
    return app


def _routes(rooms: Iterable[Room]) -> Iterator[BaseRoute]:
    rooms = tuple(rooms)
    yield Route("/", _home)
    # There is one copy of the fonts, which the dossier and the figures use as well.
    fonts = StaticFiles(packages=[("habeas.figures", "data/fonts")])
    yield Mount("/static/fonts", fonts)
    yield Route(STYLE_SHEET, _style_sheet)
    yield Mount("/static", StaticFiles(packages=[("habeas.web", "static")]))
    description = described(rooms)

    async def openapi(_: Request) -> Response:
        return JSONResponse(description)

    yield Route("/openapi.json", openapi)
    yield Route(BASEMAP, _basemap)
    for room in rooms:
        for action in room.actions:
            yield Route(action.path, done(action), methods=["POST"], name=action.name)
        for item in room.raws:
            yield Route(item.path, raw(item), methods=[item.method], name=item.name)
        # `/people/{id}` would take `/people/x.json` for an id: what is more exact comes first.
        for page in room.pages:
            yield Route(f"{page.path}.json", as_data(page), name=f"{page.name}.json")
            for name, sheet in page.sheets.items():
                path = f"{page.path}.{name}.csv"
                yield Route(path, as_sheet(page, name, sheet), name=f"{page.name}.{name}")
        for page in room.pages:
            yield Route(page.path, shown(page), name=page.name)


async def _style_sheet(_: Request) -> Response:
    return Response(style_sheet(), media_type="text/css; charset=utf-8")


async def _basemap(_: Request) -> Response:
    countries = await run_in_threadpool(basemap_geojson)
    headers = {"cache-control": "private, max-age=86400"}
    return Response(countries, 200, headers, "application/geo+json")


async def _home(_: Request) -> Response:
    return RedirectResponse("/overview", 303)
