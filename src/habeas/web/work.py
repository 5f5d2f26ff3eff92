"""Long work that a page starts and watches: an import, a resolution, a dossier."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from habeas.model import HabeasError, WrongUsage

# So many finished works are remembered; their results may hold a whole dossier.
_REMEMBERED = 20


class WorkState(StrEnum):
    """Where a piece of work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Work:
    """One piece of work. `share` runs from 0 to 1, None where nobody knows; `step` says what is
    at hand. `result` is what its function gave, `problem` why it gave nothing.
    """

    id: str
    kind: str
    state: WorkState = WorkState.WAITING
    step: str = ""
    share: float | None = None
    result: Any = None
    problem: str | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def tell(self, step: str, share: float | None) -> None:
        """Say where the work stands."""
        self.step, self.share = step, share

    @property
    def over(self) -> bool:
        """Whether it is done or has failed."""
        return self.state in {WorkState.DONE, WorkState.FAILED}


class Works:
    """One at a time, in the order in which they were started: a case has one writer."""

    def __init__(self) -> None:
        self._known: dict[str, Work] = {}
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="work")

    def start(self, kind: str, run: Callable[[Work], object]) -> Work:
        """Have it done; `run` is given the work, to tell its progress."""
        work = Work(secrets.token_urlsafe(9), kind)
        with self._lock:
            self._known[work.id] = work
            over = [item for item in self._known.values() if item.over]
            for item in over[:-_REMEMBERED]:
                del self._known[item.id]
        self._thread.submit(_done, work, run)
        return work

    def find(self, work_id: str) -> Work:
        """The work of this id. Raises WrongUsage."""
        try:
            return self._known[work_id]
        except KeyError:
            raise WrongUsage("there is no such work", remedy="start it again") from None

    def close(self) -> None:
        """Wait for what is running; drop what waits."""
        self._thread.shutdown(wait=True, cancel_futures=True)


def _done(work: Work, run: Callable[[Work], object]) -> None:
    work.state = WorkState.RUNNING
    try:
        work.result = run(work)
        work.state = WorkState.DONE
    except HabeasError as error:
        work.problem, work.state = str(error), WorkState.FAILED
    except Exception as error:
        # What nobody foresaw must not leave a page waiting for ever.
        work.problem = f"something unforeseen went wrong ({type(error).__name__})"
        work.state = WorkState.FAILED
    finally:
        work.ended.set()
