"""What is believed of the total before the table is seen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from habeas.model import WrongUsage

# A name, log densities for each total from the smallest on, or a function from totals to them.
Prior = str | ArrayLike | Callable[[NDArray[np.float64]], ArrayLike]


def log_prior(prior: Prior, totals: NDArray[np.float64], first: int) -> NDArray[np.float64]:
    """The log prior of each total, up to a constant.

    `first` is the smallest total of the grid: an array gives the log prior of first, first + 1, …
    Raises WrongUsage for an unknown name, an array that is too short, and values that are no
    log probabilities (not a number, or +inf, or -inf everywhere).
    """
    if isinstance(prior, str):
        return _named(prior, totals)
    if callable(prior):
        values = np.asarray(prior(totals), dtype=np.float64)
    else:
        given = np.asarray(prior, dtype=np.float64)
        places = (totals - first).astype(np.int64)
        if given.ndim != 1 or len(given) <= places[-1]:
            raise WrongUsage(
                f"the prior has the shape {given.shape}, the grid has {places[-1] + 1} totals",
                remedy=f"give one log prior for each total from {first} on",
            )
        values = given[places]
    values = np.broadcast_to(values, totals.shape)
    if np.isnan(values).any() or (values == np.inf).any() or (values == -np.inf).all():
        raise WrongUsage("the prior is not a log density over the totals")
    return values


def prior_name(prior: Prior) -> str:
    """How the prior is called in the settings of an estimate."""
    if isinstance(prior, str):
        return prior
    return getattr(prior, "__name__", "a function") if callable(prior) else "given"


def _named(name: str, totals: NDArray[np.float64]) -> NDArray[np.float64]:
    if name == "1/N":
        return -np.log(totals)
    if name == "uniform":
        return np.zeros_like(totals)
    raise WrongUsage(f"there is no prior {name!r}", remedy="take '1/N', 'uniform' or a function")
