"""The samplers are compiled once on a machine: whether that is done, and doing it ahead."""

from __future__ import annotations

from pathlib import Path

from habeas.counts.methods import run
from habeas.counts.table import OverlapTable

_ROOM = Path(__file__).parent
# One folder of kernels stands for all: they are compiled together.
_SAMPLER = _ROOM / "latent" / "kernel"
_TABLES = (
    {1: 40, 2: 31, 4: 25, 3: 12, 5: 7, 6: 9, 7: 4},
    {1: 40, 2: 31, 4: 25, 8: 20, 3: 12, 5: 7, 6: 9, 7: 4, 9: 6, 10: 5, 12: 7, 15: 1},
)
_METHODS = ("all", "log-linear", "stepwise", "bayes-threshold", "chao-model")


def is_compiled() -> bool:
    """Whether the compiled samplers lie where numba would look for them.

    numba keeps them beside the source, or where that cannot be written in the user's own cache.
    """
    from numba.core import config
    from numba.misc.appdirs import AppDirs

    places = [
        _SAMPLER / "__pycache__",
        Path(AppDirs(appname="numba", appauthor=False).user_cache_dir),
    ]
    if config.CACHE_DIR:
        places.append(Path(config.CACHE_DIR))
    return any(next(place.rglob("*.nbi"), None) for place in places if place.is_dir())


def compile_all() -> None:
    """Run every compiled method once on small tables; about half a minute where nothing is yet."""
    for cells in _TABLES:
        lists = [f"list {j}" for j in range(max(cells).bit_length())]
        for method in _METHODS:
            run(OverlapTable.of(lists, cells), method)
    run(OverlapTable.of(["A", "B", "C"], _TABLES[0]), "log-linear", interval="bootstrap")
