"""A workbench in which nothing is yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web import build_app
from habeas.web.security import Gate
from tests.pipeline.making import new_case
from tests.web.conftest import PORT, log_in


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Case]:
    """A case without sources."""
    with new_case(tmp_path / "case") as case:
        yield case


@pytest.fixture
def browser(empty: Case, gate: Gate) -> Iterator[TestClient]:
    """A browser with a session, on the workbench of an empty case."""
    app = build_app(empty, gate)
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as opened:
        log_in(opened, gate)
        yield opened
