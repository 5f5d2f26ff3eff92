"""Settings of the whole suite: examples are judged by what they show, not by the clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.once import made_once

# Several processes share the cores: a slow example is no failure (benchmarks measure time).
settings.register_profile("shared_cores", deadline=None)
settings.load_profile("shared_cores")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the sample sources read and resolved; made once in a run, never changed."""
    # Not at the top: most tests need nothing of a case.
    from tests.sample import make_sample_case

    return made_once(tmp_path_factory, "sample-case", make_sample_case)
