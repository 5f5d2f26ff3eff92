"""Every method by its name, as the command line and a notebook call it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from inspect import signature
from typing import Any

from habeas.counts.estimate import Estimate
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

# Where each stands; imported when it is called, so that a closed formula loads no sampler.
_METHODS = {
    "all": ("habeas.counts.band", "band"),
    "log-linear": ("habeas.counts.loglinear", "log_linear"),
    "decomposable": ("habeas.counts.decomposable", "decomposable"),
    "latent-class": ("habeas.counts.latent", "latent_class"),
    "chao": ("habeas.counts.simple", "chao"),
    "sample-coverage": ("habeas.counts.simple", "sample_coverage"),
    "nhoi": ("habeas.counts.simple", "nhoi"),
    "independence": ("habeas.counts.loglinear", "independence"),
    "chao-model": ("habeas.counts.loglinear", "mth_chao"),
    "stepwise": ("habeas.counts.loglinear", "stepwise"),
    "bayes-threshold": ("habeas.counts.loglinear", "bayes_threshold"),
    "lincoln-petersen": ("habeas.counts.simple", "lincoln_petersen"),
    "chapman": ("habeas.counts.simple", "chapman"),
}
METHODS = tuple(_METHODS)


def run(table: OverlapTable, method: str = "all", **settings: Any) -> Estimate:
    """Estimate the total behind a table by one method, or by all of them as a band.

    `settings` are the method's own; `level` and `seed` are understood by those that have use for
    them. Raises WrongUsage for a method that is not there or a setting that it does not have.
    """
    if method not in _METHODS:
        raise WrongUsage(f"there is no method {method!r}", remedy=f"take one of {_listed()}")
    module, name = _METHODS[method]
    function: Callable[..., Estimate] = getattr(import_module(module), name)
    wanted = list(signature(function).parameters)[1:]
    common = {"level", "seed"}
    strange = sorted(set(settings) - set(wanted) - common)
    if strange:
        raise WrongUsage(f"the method {method!r} has no setting {strange[0]!r}")
    return function(table, **{name: value for name, value in settings.items() if name in wanted})


def estimate(table: object, method: str = "all", **settings: Any) -> Estimate:
    """How many there are in all, from an overlap table or from what can be read as one.

    `table`: an OverlapTable, a mapping of patterns to counts, rows, or a data frame: whatever
    `habeas.counts.table_of` takes. `method` is one of METHODS; `settings` as for `run`. Raises
    InputRefused for a table that contradicts itself, WrongUsage as `run` does.
    """
    from habeas.counts.reading import table_of

    return run(table_of(table), method, **settings)


def _listed() -> str:
    return ", ".join(METHODS)
