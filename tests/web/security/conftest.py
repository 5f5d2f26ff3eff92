"""A server behind a gate, shared by the tests that only ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from habeas.web.security import new_gate
from tests.web.security.serving import Running, running, taken_port


@pytest.fixture(scope="module", params=["localhost name", "127.0.0.1"])
def server(request: pytest.FixtureRequest) -> Iterator[Running]:
    """A server at either kind of address."""
    port, listeners = taken_port()
    host = "127.0.0.1" if request.param == "127.0.0.1" else None
    with running(new_gate(port, host), listeners) as found:
        yield found
