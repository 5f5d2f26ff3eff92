"""Distinct tables computed on this machine, in one process or several."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.reduction import ForkingPickler
from multiprocessing.synchronize import Event
from pickle import PicklingError

from habeas.counts.strata.distinct import DistinctTable
from habeas.counts.strata.estimator import Estimator, computed
from habeas.model import HabeasError, WrongUsage

Packed = tuple[str, str, bytes]
_MOST_IN_A_CHUNK = 16
# So many chunks wait for each process: enough that none stands idle, few enough that results
# which nobody has taken yet do not pile up.
_CHUNKS_AHEAD = 3


def compute_locally(
    tables: Sequence[DistinctTable], estimator: Estimator, *, processes: int, keep_draws: int
) -> Generator[Packed, None, None]:
    """(fingerprint, estimate as JSON, draws as bytes) for each table, in any order.

    More than one process: they are started afresh ("spawn"), so a script that calls this needs
    `if __name__ == "__main__":`, and the estimator must be picklable. When the caller stops
    (Ctrl-C, or closes the iterator), processes finish the table in hand and end.

    Raises WrongUsage for an estimator that cannot be pickled, HabeasError where a process dies.
    """
    if processes <= 1 or len(tables) <= 1:
        for table in tables:
            text, draws = computed(estimator, table.lists, table.cells, keep_draws)
            yield table.fingerprint, text, draws
        return
    _check_that_it_travels(estimator)
    size = max(1, min(_MOST_IN_A_CHUNK, len(tables) // (processes * 8)))
    chunks = iter([tables[start : start + size] for start in range(0, len(tables), size)])
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    pool = ProcessPoolExecutor(
        min(processes, len(tables)), context, _begin, (stop, estimator, keep_draws)
    )
    try:
        waiting: set[Future[list[Packed]]] = set()
        while True:
            room = processes * _CHUNKS_AHEAD - len(waiting)
            waiting |= {pool.submit(_chunk, list(chunk)) for chunk in islice(chunks, room)}
            if not waiting:
                return
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for finished in done:
                yield from finished.result()
    except BrokenProcessPool as died:
        raise HabeasError(
            "a worker process ended without an answer",
            remedy="take fewer processes if memory ran out; in a script of your own, call this "
            "under `if __name__ == '__main__':`",
        ) from died
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _check_that_it_travels(estimator: Estimator) -> None:
    try:
        ForkingPickler.dumps(estimator)
    except (PicklingError, AttributeError, TypeError) as reason:
        raise WrongUsage(
            f"this estimator cannot be sent to another process: {reason}",
            remedy="take EstimatorSettings, or a function at the top of a module; or one process",
        ) from reason


@dataclass(frozen=True)
class _Work:
    """What a worker process was started with."""

    stop: Event
    estimator: Estimator
    keep_draws: int


# Filled once in each worker process, by _begin.
_WORK: list[_Work] = []


def _begin(stop: Event, estimator: Estimator, keep_draws: int) -> None:
    # Ctrl-C reaches every process of the terminal; the parent tells the workers by the event.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _WORK.append(_Work(stop, estimator, keep_draws))


def _chunk(tables: list[DistinctTable]) -> list[Packed]:
    (work,) = _WORK
    answers = []
    for table in tables:
        if work.stop.is_set():
            break
        text, draws = computed(work.estimator, table.lists, table.cells, work.keep_draws)
        answers.append((table.fingerprint, text, draws))
    return answers
