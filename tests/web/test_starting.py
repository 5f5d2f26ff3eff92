"""What the workbench loads before it answers: nothing that only drawing or computing needs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"numba", "scipy", "altair", "vl_convert", "docx", "weasyprint", "pyarrow"}
LOADED = "import sys, habeas.web; print(*{name.partition('.')[0] for name in sys.modules})"


def test_what_draws_and_what_computes_is_loaded_with_its_first_use() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert "starlette" in found.stdout.split()
    assert HEAVY & set(found.stdout.split()) == set()
