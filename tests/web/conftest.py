"""A small case of invented sources behind a workbench, for every test of a page."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient

import habeas
from habeas import places
from habeas.case import Case
from habeas.places import Sighting, SitesFound
from habeas.web import build_app
from habeas.web.security import Gate, new_gate
from habeas.web.workbench import Workbench
from tests.sample import PASSPHRASE as PASSPHRASE
from tests.sample import SOURCES as SOURCES

PORT = 48_211
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; software drawing, so that a map needs no graphics card.

    One for all tests of the workbench: a process can hold but one Playwright at a time.
    """
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium: sh tools/system_package.sh chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="package", autouse=True)
def _sites_inferred_once() -> Iterator[None]:
    """The same sightings give the same sites: most of the work of a new workbench is done once."""
    infer, known = places.infer_sites, dict[bytes, SitesFound]()

    def inferred(sightings: Sequence[Sighting], *rest: Any, **options: Any) -> SitesFound:
        key = pickle.dumps((sightings, rest[1:]))
        if key not in known:
            known[key] = infer(sightings, *rest, **options)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "infer_sites", inferred)
        yield


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of the sample case, open for judging."""
    folder = tmp_path / "sample-case"
    shutil.copytree(sample_folder, folder)
    with habeas.open(folder, passphrase=PASSPHRASE) as case:
        yield case


@pytest.fixture
def gate() -> Gate:
    """A gate for a browser on this machine."""
    return new_gate(PORT, "127.0.0.1", idle_minutes=10_000)


@pytest.fixture
def client(sample: Case, gate: Gate) -> Iterator[TestClient]:
    """A browser with a session, on the workbench of the sample case."""
    app = build_app(sample, gate)
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as browser:
        log_in(browser, gate)
        yield browser


@pytest.fixture(scope="session")
def looking(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser for tests that only look: one for all of them, with everything computed."""
    folder = tmp_path_factory.mktemp("looking") / "sample-case"
    shutil.copytree(sample_folder, folder)
    gate = new_gate(PORT, "127.0.0.1", idle_minutes=10_000)
    with habeas.open(folder, passphrase=PASSPHRASE) as case:
        app = build_app(case, gate)
        with TestClient(app, base_url=gate.origin, follow_redirects=False) as browser:
            log_in(browser, gate)
            app.state.bench.settle()
            # What is drawn while a test waits is waited for.
            app.state.bench.patience = 60.0
            yield browser


@pytest.fixture
def bench(client: TestClient) -> Workbench:
    """The workbench behind the client, with everything computed."""
    found: Workbench = client.app.state.bench  # type: ignore[attr-defined]  # a Starlette, ours
    found.settle()
    return found


def log_in(browser: TestClient, gate: Gate) -> None:
    """Exchange the one-time token for a session, as the script of the login page does."""
    origin = str(browser.base_url).rstrip("/")
    browser.headers["sec-fetch-site"] = "same-origin"
    browser.headers["origin"] = origin
    answer = browser.post("/session", data={"token": gate.token})
    assert answer.status_code == 303, answer.text
    # The browser of the tests keeps no Secure cookie over http; a real one does on this machine.
    name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
    browser.headers["cookie"] = f"{name}={value}"
