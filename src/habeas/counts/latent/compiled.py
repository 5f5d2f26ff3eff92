"""How the chain's functions are compiled.

Kept on disk for the next process; a division by zero gives an infinity, which the acceptance step
rejects; no "fast" arithmetic, which would make the draws depend on the machine.
"""

from __future__ import annotations

from numba import njit

compiled = njit(cache=True, error_model="numpy", nogil=True)
compiled_inline = njit(cache=True, error_model="numpy", inline="always")
