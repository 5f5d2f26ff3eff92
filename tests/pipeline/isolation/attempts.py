"""What a parser that a hostile file has taken over might try: all attempts, by name."""

from __future__ import annotations

from tests.pipeline.isolation import (
    attempts_on_files,
    attempts_on_processes,
    attempts_on_the_kernel,
)
from tests.pipeline.isolation.attempt import ATTEMPTS

__all__ = ["ATTEMPTS", "attempts_on_files", "attempts_on_processes", "attempts_on_the_kernel"]
