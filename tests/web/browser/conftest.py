"""The workbench on its real server, in a real browser, with everything that goes wrong noted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from habeas.case import Case
from habeas.web import Gate, build_app, new_gate
from habeas.web.server import listening, server_for
from habeas.web.workbench import Workbench


@dataclass(slots=True)
class Shown:
    """A browser in a workbench: its page, and what it and the server complained of."""

    bench: Workbench
    gate: Gate
    context: BrowserContext
    page: Page
    troubles: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def go(self, path: str) -> None:
        """Go to a page, and wait until it has stopped computing."""
        self.page.goto(self.gate.origin + path)
        self.page.wait_for_load_state("load")

    @property
    def complaints(self) -> list[str]:
        """What went wrong so far: scripts, the console, requests elsewhere, broken policies."""
        away = sorted(self.hosts - {urlsplit(self.gate.origin).netloc})
        reports = [report.decode(errors="replace") for report in self.gate.reports or ()]
        return [*self.troubles, *away, *reports]


@contextmanager
def shown(case: Case, browser: Browser, **choices: object) -> Iterator[Shown]:
    """The workbench of a case, with everything computed, in a new window."""
    sockets = listening(None, both_addresses=False)
    gate = new_gate(
        sockets[0].getsockname()[1], "127.0.0.1", collect_reports=True, idle_minutes=10_000
    )
    app = build_app(case, gate)
    ready = threading.Event()
    server = server_for(app, ready.set)
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    assert ready.wait(30)
    bench: Workbench = app.state.bench
    bench.settle()
    bench.patience = 120.0
    context = browser.new_context(**choices)  # type: ignore[arg-type]  # its own keyword arguments
    context.set_default_timeout(120_000)
    page = context.new_page()
    found = Shown(bench, gate, context, page)
    page.on("pageerror", lambda error: found.troubles.append(f"script: {error}"))
    page.on("dialog", lambda dialog: found.troubles.append(f"a dialog: {dialog.message}"))
    page.on("request", lambda request: found.hosts.add(urlsplit(request.url).netloc))
    page.on(
        "console",
        lambda said: found.troubles.append(said.text) if said.type == "error" else None,
    )
    try:
        page.goto(gate.address)
        page.wait_for_url("**/overview")
        yield found
    finally:
        context.close()
        server.should_exit = True
        thread.join(30)
