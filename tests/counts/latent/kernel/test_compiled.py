"""The machine code that is kept on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from habeas.counts.latent.kernel import compiled, loop


def test_kept_code_is_thrown_away_when_any_part_of_the_loop_changes() -> None:
    run: Any = loop.run
    assert run._cache._cache_file._source_stamp == compiled._SOURCES
    ours = {
        file.name
        for file in Path(compiled.__file__).parent.glob("*.py")
        if "import compiled" in file.read_text(encoding="utf-8") or file.stem == "compiled"
    }
    assert ours <= {name for name, _, _ in compiled._SOURCES}
