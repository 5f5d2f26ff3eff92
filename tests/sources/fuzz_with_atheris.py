"""A fuzzer that watches which lines a reader reaches, for ten minutes a kind. Run by hand:

    python -m tests.sources.fuzz_with_atheris KIND [SECONDS]

`KIND` is one of `tests.sources.fuzz_seeds`. It needs `atheris` (Linux, macOS), which is no part of
the locked environment: `uv pip install atheris==3.0.0`. Here the reader runs in this very process,
without a pool: a finding ends the run, and libFuzzer writes the file that led to it.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from habeas.model import HabeasError
from tests.sources.fuzz_seeds import seeds
from tests.sources.mutating import FAULTS

TEN_MINUTES = 600
# Longer than any of the seeds needs: a reading that takes this long is a finding.
SECONDS_A_FILE = 30


class Fault(Exception):
    """A reader failed with an error of Python's own."""


def read_or_refuse(data: bytes) -> None:
    """Read the file and open what it holds. Raises Fault where that fails in words of Python's."""
    from habeas.sources import detect_media_type, is_container, members, read

    kind = detect_media_type(data)
    try:
        if is_container(kind):
            for member in members(data, kind):
                _check(member.problem)
        read(data)
    except HabeasError as error:
        _check(error)


def _check(problem: HabeasError | None) -> None:
    if problem is not None and FAULTS.search(problem.what):
        raise Fault(problem.what) from problem


def main(kind: str, seconds: int) -> None:
    """Fuzz the reader of one kind, from its whole files."""
    import atheris  # type: ignore[import-untyped]  # it publishes no types

    with atheris.instrument_imports(include=["habeas.sources"]):
        import_module("habeas.sources.read").read(seeds()["text/plain"][0])
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds()[kind]):
            Path(folder, f"{number}").write_bytes(data)
        options = [f"-max_total_time={seconds}", f"-timeout={SECONDS_A_FILE}", "-rss_limit_mb=4096"]
        atheris.Setup([sys.argv[0], folder, *options], read_or_refuse)
        with contextlib.suppress(KeyboardInterrupt):
            atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else TEN_MINUTES)
