"""How the chain's functions are compiled.

Kept on disk for the next process; a division by zero gives an infinity, which the acceptance step
rejects; no "fast" arithmetic, which would make the draws depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function as machine code, with its own types kept for the reader."""
    return cast(Function, _kept(njit(cache=True, error_model="numpy", nogil=True)(function)))


def compiled_inline(function: Function) -> Function:
    """The same, written out wherever it is called, so that loops around it become vectors."""
    decorate = njit(cache=True, error_model="numpy", nogil=True, inline="always")
    return cast(Function, _kept(decorate(function)))


# What the loop is made of.
_PARTS = ("arithmetic", "cap", "compiled", "density", "loop", "randomness", "sweep", "types")


def _sources() -> tuple[tuple[str, float, int], ...]:
    files = [Path(__file__).with_name(f"{part}.py") for part in _PARTS]
    return tuple((file.name, file.stat().st_mtime, file.stat().st_size) for file in files)


_SOURCES = _sources()


def _kept(dispatcher: Any) -> Any:
    """Let the kept machine code be thrown away when any part of the loop changes.

    Numba looks at the function's own file alone, though it has built in what the function calls:
    after a change in one file the old code of another would go on drawing the old numbers.
    """
    kept: Any = getattr(getattr(dispatcher, "_cache", None), "_cache_file", None)
    if hasattr(kept, "_source_stamp"):
        kept._source_stamp = _SOURCES
    return dispatcher
