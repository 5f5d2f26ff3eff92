"""Where the two steps run that grow with the number of pairs: searching candidates, and joining."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from habeas.engine import is_spark
from habeas.people.blocking import Candidates, candidates
from habeas.people.clustering import Answer, Linkage, Portion
from habeas.people.evidence.model import Compared, Model

Mask = NDArray[np.bool_]


class Engine(Protocol):
    """What does the work; the same records give the same pairs, weights and persons on any."""

    def candidates(
        self, compared: Compared, model: Model, *, most_a_record: float, settled: Mask | None = None
    ) -> Candidates:
        """As `blocking.candidates`."""

    def link(self, linkage: Linkage, cut: Iterable[Portion]) -> Iterable[Answer]:
        """The answer of `linkage.link` for each portion, in any order."""


class OneMachine:
    """Everything is done here."""

    def candidates(
        self, compared: Compared, model: Model, *, most_a_record: float, settled: Mask | None = None
    ) -> Candidates:
        """As `blocking.candidates`."""
        return candidates(compared, model, most_a_record=most_a_record, settled=settled)

    def link(self, linkage: Linkage, cut: Iterable[Portion]) -> Iterable[Answer]:
        """One portion after the other."""
        return linkage.one_by_one(cut)


@contextmanager
def running(engine: Any) -> Generator[Engine, None, None]:
    """The engine that is meant: "local", "spark", or a SparkSession.

    Raises WrongUsage for another name, MissingExtra where something that Spark needs is missing.
    """
    if not is_spark(engine):
        yield OneMachine()
        return
    from habeas.people.spark import on_spark

    with on_spark(engine) as spark:
        yield spark
