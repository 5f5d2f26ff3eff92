"""One small case, resolved and drawn once for all tests of uncertainty. Nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from habeas.people import Resolution, resolve
from habeas.people.partitions import Draws, sample_partitions
from tests.people.invented import Invented, lists_of


@dataclass(frozen=True)
class Drawn:
    """Invented lists, who is who in them, and draws of it."""

    invented: Invented
    resolution: Resolution
    draws: Draws


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    invented = lists_of(600, seed=2)
    resolution = resolve(invented.records)
    return Drawn(invented, resolution, sample_partitions(resolution, draws=40, seed=3))
