"""How fast `habeas verify` recomputes a case.

    python benchmarks/verify_speed.py [MEGABYTES]

500 MB by default, in files of 5 MB. The files were just written, so they are read from memory:
this measures the hashing, not the disk.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import habeas
from habeas.pipeline import ImportSettings

MEGABYTE = 1_000_000
FILE = 5


def main(megabytes: int) -> None:
    """Print megabytes a second, for putting and for verifying."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "tapes"
        folder.mkdir()
        for number in range(megabytes // FILE):
            (folder / f"{number:04}.bin").write_bytes(b"\x00\x01" + os.urandom(FILE * MEGABYTE))
        passphrase = "measured"  # noqa: S105 - it guards random bytes
        with habeas.new(Path(scratch) / "case", investigator="A", passphrase=passphrase) as case:
            started = time.monotonic()
            case.add(folder, settings=ImportSettings(processes=1))
            print(f"added at {megabytes / (time.monotonic() - started):.0f} MB a second")
            started = time.monotonic()
            report = case.verify()
            seconds = time.monotonic() - started
            outcome = "verified" if report.ok else "NOT VERIFIED"
            print(
                f"{outcome} {report.bytes_hashed / MEGABYTE:.0f} MB in {seconds:.2f} s: "
                f"{report.bytes_hashed / MEGABYTE / seconds:.0f} MB a second"
            )


if __name__ == "__main__":
    main(int([*sys.argv[1:], "500"][0]))
