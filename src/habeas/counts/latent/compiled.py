"""How the chain's functions are compiled.

Kept on disk for the next process; a division by zero gives an infinity, which the acceptance step
rejects; no "fast" arithmetic, which would make the draws depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function as machine code, with its own types kept for the reader."""
    return cast(Function, njit(cache=True, error_model="numpy", nogil=True)(function))


def compiled_inline(function: Function) -> Function:
    """The same, written out wherever it is called, so that loops around it become vectors."""
    decorate = njit(cache=True, error_model="numpy", nogil=True, inline="always")
    return cast(Function, decorate(function))
