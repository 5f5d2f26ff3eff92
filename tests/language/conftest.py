"""What the tests of this room share."""

from __future__ import annotations

import pytest

from habeas.language import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer of this installation; its index is built if it is not there yet."""
    return Gazetteer.open()
