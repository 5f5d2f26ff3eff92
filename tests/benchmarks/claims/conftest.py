"""Benchmarks are scripts, not a package: their folder is put where imports look."""

from __future__ import annotations

import sys

from tests.house import HOUSE

sys.path.insert(0, str(HOUSE / "benchmarks"))
