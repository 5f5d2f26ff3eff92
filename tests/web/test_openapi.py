"""Every described address, asked with whatever fits its description and what does not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from starlette.testclient import TestClient

import habeas
from habeas.web import build_app, new_gate
from habeas.web.openapi import described
from habeas.web.pages import ROOMS
from tests.web.conftest import PASSPHRASE, PORT, log_in

SCHEMA = schemathesis.openapi.from_dict(described(ROOMS))
# What changes the case for good or starts long work is tried less often than what only shows.
ASKED = 12


@pytest.fixture(scope="module")
def asked(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A workbench whose case may come to be anything."""
    folder = tmp_path_factory.mktemp("asked") / "sample-case"
    shutil.copytree(sample_folder, folder)
    gate = new_gate(PORT + 3, "127.0.0.1", idle_minutes=10_000)
    with habeas.open(folder, passphrase=PASSPHRASE) as case:
        app = build_app(case, gate)
        browser = TestClient(
            app, base_url=gate.origin, follow_redirects=False, raise_server_exceptions=False
        )
        with browser:
            log_in(browser, gate)
            app.state.bench.settle()
            yield browser


@pytest.mark.ci
@SCHEMA.parametrize()
@settings(
    max_examples=ASKED,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_no_request_makes_the_server_fail(case: schemathesis.Case[Any], asked: TestClient) -> None:
    sent = case.as_transport_kwargs(base_url=str(asked.base_url))
    headers = {"accept": "application/json", **dict(sent.pop("headers", None) or {})}
    kept = {
        name: value for name, value in headers.items() if name.lower() not in {"cookie", "host"}
    }
    sent.pop("cookies", None)
    answer = asked.request(**sent, headers=kept)
    assert answer.status_code < 500 or answer.status_code == 501, answer.text[:500]
