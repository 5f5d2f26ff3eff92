"""Every method by its name, as the command line and a notebook call it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from habeas.counts.estimate import Estimate
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

Method = Callable[..., Estimate]


def _band() -> Method:
    from habeas.counts.band import band

    return band


def _log_linear() -> Method:
    from habeas.counts.loglinear import log_linear

    return log_linear


def _stepwise() -> Method:
    from habeas.counts.loglinear import stepwise

    return stepwise


def _bayes_threshold() -> Method:
    from habeas.counts.loglinear import bayes_threshold

    return bayes_threshold


def _independence() -> Method:
    from habeas.counts.loglinear import independence

    return independence


def _chao_model() -> Method:
    from habeas.counts.loglinear import mth_chao

    return mth_chao


def _decomposable() -> Method:
    from habeas.counts.decomposable import decomposable

    return decomposable


def _latent_class() -> Method:
    from habeas.counts.latent import latent_class

    return latent_class


def _lincoln_petersen() -> Method:
    from habeas.counts.simple import lincoln_petersen

    return lincoln_petersen


def _chapman() -> Method:
    from habeas.counts.simple import chapman

    return chapman


def _chao() -> Method:
    from habeas.counts.simple import chao

    return chao


def _sample_coverage() -> Method:
    from habeas.counts.simple import sample_coverage

    return sample_coverage


def _nhoi() -> Method:
    from habeas.counts.simple import nhoi

    return nhoi


# Each is imported when it is called: a compiled sampler is not loaded for a closed formula.
_METHODS: dict[str, Callable[[], Method]] = {
    "all": _band,
    "log-linear": _log_linear,
    "decomposable": _decomposable,
    "latent-class": _latent_class,
    "chao": _chao,
    "sample-coverage": _sample_coverage,
    "nhoi": _nhoi,
    "independence": _independence,
    "chao-model": _chao_model,
    "stepwise": _stepwise,
    "bayes-threshold": _bayes_threshold,
    "lincoln-petersen": _lincoln_petersen,
    "chapman": _chapman,
}
METHODS = tuple(_METHODS)


def run(table: OverlapTable, method: str = "all", **settings: Any) -> Estimate:
    """Estimate the total behind a table by one method, or by all of them as a band.

    `settings` are the method's own; `level` and `seed` are understood by those that have use for
    them. Raises WrongUsage for a method that is not there or a setting that it does not have.
    """
    if method not in _METHODS:
        raise WrongUsage(f"there is no method {method!r}", remedy=f"take one of {_listed()}")
    function = _METHODS[method]()
    wanted = _understood(function)
    common = {"level", "seed"}
    strange = sorted(set(settings) - set(wanted) - common)
    if strange:
        raise WrongUsage(f"the method {method!r} has no setting {strange[0]!r}")
    return function(table, **{name: value for name, value in settings.items() if name in wanted})


def _understood(function: Method) -> tuple[str, ...]:
    code = function.__code__
    return code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]


def _listed() -> str:
    return ", ".join(METHODS)
