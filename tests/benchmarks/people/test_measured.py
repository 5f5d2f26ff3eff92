from __future__ import annotations

import sys

import pytest
from measured import run


def test_peak_memory_is_that_of_the_command_and_not_of_the_benchmark() -> None:
    held = bytearray(b"x") * 200_000_000
    small, large = (
        run([sys.executable, "-c", f"print(len(bytearray(b'x') * {size}))"])
        for size in (1, 100_000_000)
    )
    del held
    assert small is not None
    assert large is not None
    assert small.peak < 90_000_000 < large.peak < 190_000_000
    assert large.said == "100000000\n"


def test_a_command_past_its_limit_is_ended() -> None:
    assert run([sys.executable, "-c", "import time; time.sleep(60)"], limit=0.2) is None


def test_a_command_that_fails_ends_the_run_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match="no luck"):
        run([sys.executable, "-c", "raise SystemExit('no luck')"])
