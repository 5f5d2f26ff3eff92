"""The machine code that is kept on disk."""

from __future__ import annotations

from typing import Any

from habeas.counts.latent.kernel import compiled, loop


def test_kept_code_is_thrown_away_when_any_file_of_the_kernel_changes() -> None:
    run: Any = loop.run
    assert run._cache._cache_file._source_stamp == compiled._SOURCES
    assert {"density.py", "sweep.py"} <= {name for name, _, _ in compiled._SOURCES}
