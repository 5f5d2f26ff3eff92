"""Whether a model has an extended maximum likelihood estimate: the linear program.

Fienberg & Rinaldo (2012), as used by Chan, Silverman & Vincent (2021). The fit itself proves most
cases (see fit_kernel); this decides the few that it leaves open, and is what it is checked
against. The answer depends only on which cells are empty, and is kept by that.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from habeas.counts.loglinear.fitting import NO_MAXIMUM, RANK_DEFICIENT, Counts

# With zeros and ones for counts the optimum is 0 or a fraction of small whole numbers; the solver
# is exact to 1e-7.
_ABOVE_ZERO = 1e-6


def existence_code(people: Counts, terms: Iterable[int]) -> int:
    """NO_MAXIMUM if no extended estimate exists, plus RANK_DEFICIENT if N is not identified.

    `people`: 2^L counts by pattern (cell 0 is not looked at); `terms`: the model's, 0 left out.
    """
    occupied = np.flatnonzero(people[1:]) + 1
    chosen = tuple(sorted(int(term) for term in terms if term > 0))
    return _code(len(people), frozenset(occupied.tolist()), chosen)


@lru_cache(maxsize=65536)
def _code(size: int, occupied: frozenset[int], terms: tuple[int, ...]) -> int:
    from scipy.optimize import linprog

    dropped = [s for s in terms if not any(cell & s == s for cell in occupied)]
    kept = [0, *(s for s in terms if s not in dropped)]
    cells = [c for c in range(1, size) if not any(c & s == s for s in dropped)]
    if not cells:
        return RANK_DEFICIENT
    design = np.array([[float(c & s == s) for s in kept] for c in cells])
    deficient = np.linalg.matrix_rank(design) < len(kept)
    code = RANK_DEFICIENT if deficient else 0
    if all(cell in occupied for cell in cells):
        return code  # the counts themselves are positive and have their own statistics
    statistics = design.T @ np.array([float(cell in occupied) for cell in cells])
    # x = slack + z, so that x >= z becomes slack >= 0: maximise z.
    equations = np.column_stack([design.T, design.sum(axis=0)])
    aim = np.zeros(len(cells) + 1)
    aim[-1] = -1.0
    solution = linprog(aim, A_eq=equations, b_eq=statistics, bounds=(0, None), method="highs")
    # The counts are feasible and their sum bounds z, so there is always an optimum; should the
    # solver give up all the same, the model is not offered.
    highest = 0.0 if solution.x is None else float(solution.x[-1])
    return code + (0 if highest > _ABOVE_ZERO else NO_MAXIMUM)
