"""The draws are those of any machine: no vector width, no mathematical library changes them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.counts import OverlapTable
from habeas.counts.latent import latent_chains

TABLE = OverlapTable.of(["a", "b", "c"], {1: 24, 2: 30, 4: 17, 3: 9, 5: 4, 6: 7, 7: 3})
FIRST = [[182, 152, 150, 172], [147, 133, 150, 161], [186, 189, 199, 149], [132, 162, 146, 116]]
LAST = [[178, 139, 178], [132, 151, 150], [155, 134, 157], [170, 162, 203]]


def test_the_draws_are_those_written_down_here() -> None:
    totals = latent_chains(TABLE).totals
    assert totals[:, :4].tolist() == FIRST
    assert totals[:, -3:].tolist() == LAST


@pytest.mark.ci
def test_a_processor_without_vectors_draws_the_same(tmp_path: Path) -> None:
    plain = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
    code = (
        "from habeas.counts import OverlapTable\n"
        "from habeas.counts.latent import latent_chains\n"
        f"table = OverlapTable.of(['a', 'b', 'c'], {dict(TABLE.cells)})\n"
        "totals = latent_chains(table).totals\n"
        "print(totals[:, :4].tolist() + totals[:, -3:].tolist())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **plain, "NUMBA_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str([[float(n) for n in row] for row in FIRST + LAST])
