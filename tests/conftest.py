"""Settings of the whole suite: examples are judged by what they show, not by the clock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.once import made_once

# Several processes share the cores: a slow example is no failure (benchmarks measure time).
settings.register_profile("shared_cores", deadline=None)
settings.load_profile("shared_cores")

TEMPORARY = "PYTEST_DEBUG_TEMPROOT"
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder there that nobody else can open
ENOUGH = 4 * 1024**3


def pytest_configure() -> None:
    """Cases lie in memory where there is room: most of the time went into waiting for the disk.

    `make test-ci` has them on the disk.
    """
    if TEMPORARY not in os.environ and roomy(MEMORY):
        os.environ[TEMPORARY] = str(MEMORY)


def roomy(folder: Path) -> bool:
    """Whether there is room for cases, and what is compiled there may run."""
    if not os.access(folder, os.W_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize >= ENOUGH and not found.f_flag & os.ST_NOEXEC


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the sample sources read and resolved; made once in a run, never changed."""
    # Not at the top: most tests need nothing of a case.
    from tests.sample import make_sample_case

    return made_once(tmp_path_factory, "sample-case", make_sample_case)
