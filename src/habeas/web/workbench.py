"""The open case behind the pages, and what was computed from it.

What takes time (who is one person, where the sites are) is computed in a thread of its own, kept
until the case changes, and served as it last was while it is being computed again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from habeas.case import Case
from habeas.model import CaseLocked
from habeas.pipeline import (
    CaseEvents,
    CaseOversight,
    CaseSites,
    Claims,
    LabelsInForce,
    ListCount,
    PeopleCount,
    ResolvedPeople,
    Snapshot,
    corrected_places,
    corroborate,
    count,
    count_people,
    judged_claims,
    kept_people,
    locate,
    oversee,
    people_at,
    settle_labels,
    snapshot,
)
from habeas.web.sayings import Sayings
from habeas.web.work import Works

if TYPE_CHECKING:
    from habeas.web.security import Gate

# A part that can be had within this many seconds is waited for; else what was there is shown, and
# the page takes in what is new when it is there.
PATIENCE = 0.1
# So many results of `once` are kept.
_REMEMBERED = 64
T = TypeVar("T")
_OLD: ContextVar[set[str] | None] = ContextVar("parts that are old", default=None)


# Stands for whatever a page waits for beside the parts that have names.
MORE = "more"


@contextmanager
def served_old() -> Iterator[set[str]]:
    """Names of the parts that this thread is given as they last were, or not yet, in the block."""
    old: set[str] = set()
    before = _OLD.set(old)
    try:
        yield old
    finally:
        _OLD.reset(before)


def note_old(name: str) -> None:
    """Tell whoever listens in this thread that something is old, or not there yet."""
    listening = _OLD.get()
    if listening is not None:
        listening.add(name if name in _PARTS else MORE)


class StillWorking(Exception):
    """What a page shows is being computed for the first time; asking again soon is the remedy."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part
        note_old(part)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What the case was when something was computed from it."""

    ledger: int
    derived: int


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: _Stamp
    value: Any = None
    problem: Exception | None = None

    def given(self) -> Any:
        if self.problem is not None:
            # Raised many times, it must not gather the frames of every page that asked.
            self.problem.__traceback__ = None
            raise self.problem
        return self.value


class Workbench:
    """One case, shared by all requests. Every method may be called from any thread."""

    def __init__(self, case: Case, *, gate: Gate | None = None, patience: float = PATIENCE) -> None:
        self.case = case
        self.gate = gate
        self.works = Works()
        self.sayings = Sayings()
        self.patience = patience
        # What pages keep between two requests, such as a queue; each page has its own key.
        self.notes: dict[str, Any] = {}
        self._kept: dict[str, _Kept] = {}
        self._once: dict[str, Future[Any]] = {}
        self._running: dict[str, tuple[_Stamp, Future[Any]]] = {}
        self._locks: dict[str, threading.RLock] = {name: threading.RLock() for name in _PARTS}
        # Entered again by what ends before its callback is added, which then runs at once.
        self._lock = threading.RLock()
        self._derived = 0
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="workbench")

    @property
    def name(self) -> str:
        """The name of the case's folder."""
        return self.case.store.path.name

    @property
    def may_judge(self) -> bool:
        """Whether the case was opened with the key of an investigator, and for writing."""
        return self.case.store.can_sign and not self.case.store.read_only

    def require_judge(self) -> None:
        """Raises CaseLocked unless judgements can be signed."""
        if not self.may_judge:
            raise CaseLocked(
                "this case was opened to be read",
                remedy="stop the workbench, and start it with an investigator's passphrase",
            )

    def changed(self) -> None:
        """Tell that what is derived has changed, as after an import; the ledger tells by itself."""
        with self._lock:
            self._derived += 1

    @property
    def derived(self) -> int:
        """How often what is derived has changed since the workbench was started."""
        return self._derived

    def close(self) -> None:
        """Stop computing. The case is the caller's to close."""
        self.works.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    # What is computed. Each raises StillWorking, or what its function in `pipeline` raises. ------

    @property
    def record(self) -> Snapshot:
        """All that the case holds at its head."""
        return self._part("record")  # type: ignore[no-any-return]  # as its function in _PARTS says

    @property
    def claims(self) -> Claims:
        """Every claim, with what people decided about it."""
        return self._part("claims")  # type: ignore[no-any-return]  # as its function in _PARTS says

    @property
    def people(self) -> ResolvedPeople | None:
        """Who is one person, as last resolved; None where nobody was."""
        return self._part("people")  # type: ignore[no-any-return]  # as its function in _PARTS says

    @property
    def sites(self) -> CaseSites:
        """Undisclosed sites, with the evidence for and against each."""
        return self._part("sites")  # type: ignore[no-any-return]  # as its function in _PARTS says

    @property
    def events(self) -> CaseEvents:
        """Happenings that several claims tell of."""
        return self._part("events")  # type: ignore[no-any-return]  # as its function in _PARTS says

    @property
    def oversight(self) -> CaseOversight:
        """Which doors are open, and what is owed to people in custody."""
        return self._part("oversight")  # type: ignore[no-any-return]  # as its function says

    @property
    def counts(self) -> tuple[ListCount, ...]:
        """How many are missing, by each source that is a table of lists."""
        return self._part("counts")  # type: ignore[no-any-return]  # as its function in _PARTS says

    @property
    def people_count(self) -> PeopleCount | None:
        """How many people are on none of the lists; None where nobody was resolved."""
        return self._part("people_count")  # type: ignore[no-any-return]  # as its function says

    @property
    def labels(self) -> LabelsInForce:
        """Who may see each source, claim and person."""
        return self._part("labels")  # type: ignore[no-any-return]  # as its function in _PARTS says

    def if_ready(self, part: str) -> Any:
        """A part of this name if it can be had now; else None, and it is being computed."""
        try:
            return self._part(part, patience=0.0)
        except StillWorking:
            return None

    def once(self, key: str, compute: Callable[[], T]) -> T:
        """What is computed once for a key that names its inputs. Raises as the parts do."""
        with self._lock:
            future = self._once.get(key)
            if future is None:
                future = self._threads.submit(compute)
                self._once[key] = future
                for old in list(self._once)[:-_REMEMBERED]:
                    del self._once[old]
        try:
            found: T = future.result(self.patience)
        except NotYet:
            raise StillWorking(key) from None
        except Exception:
            # It is tried again for the next who asks.
            with self._lock:
                if self._once.get(key) is future:
                    del self._once[key]
            raise
        return found

    def any_came(self, parts: Iterable[str]) -> bool:
        """Whether one of these parts may be there for the case as it is now; the rest is begun."""
        return True in {name == MORE or self._is_current(name) for name in parts}

    def begin(self) -> None:
        """Begin to compute everything that takes time, without waiting for it."""
        for name in _PARTS:
            self._started(name, self._stamp())

    def settle(self, *parts: str) -> None:
        """Wait until these parts (without names: all of them) are computed."""
        for name in parts or _PARTS:
            self._value(name)

    def _stamp(self) -> _Stamp:
        return _Stamp(self.case.head.size, self._derived)

    def _is_current(self, name: str) -> bool:
        if name not in _PARTS:
            return False
        stamp = self._stamp()
        kept = self._kept.get(name)
        if kept is not None and kept.stamp == stamp:
            return True
        self._started(name, stamp)
        return False

    def _part(self, name: str, patience: float | None = None) -> Any:
        stamp = self._stamp()
        kept = self._kept.get(name)
        if kept is not None and kept.stamp == stamp:
            return kept.given()
        try:
            self._started(name, stamp).result(self.patience if patience is None else patience)
        except NotYet:
            note_old(name)
            # A judgement changes little; after an import what was there says nothing any more,
            # nor does what went wrong before the judgement.
            if kept is None or kept.stamp.derived != stamp.derived or kept.problem is not None:
                raise StillWorking(name) from None
            return kept.given()
        return self._kept[name].given()

    def _started(self, name: str, stamp: _Stamp) -> Future[Any]:
        """The computation of a part, begun unless one for this state of the case is under way."""
        with self._lock:
            running = self._running.get(name)
            if running is not None and running[0] == stamp:
                return running[1]
            future = self._threads.submit(self._settled, name)
            self._running[name] = (stamp, future)
            future.add_done_callback(lambda done: self._finished(name, done))
            return future

    def _finished(self, name: str, future: Future[Any]) -> None:
        with self._lock:
            if self._running.get(name, (None, None))[1] is future:
                del self._running[name]

    def _settled(self, name: str) -> None:
        """Compute a part; what it raises is kept, and raised where the part is asked for."""
        with suppress(Exception):
            self._value(name)

    def _value(self, name: str) -> Any:
        """A part for the case as it is now, computed in this thread where that is needed."""
        with self._locks[name]:
            stamp = self._stamp()
            kept = self._kept.get(name)
            if kept is None or kept.stamp != stamp:
                kept = self._kept[name] = self._computed(name, stamp)
            return kept.given()

    def _computed(self, name: str, stamp: _Stamp) -> _Kept:
        """A part, or what went wrong with it, for the case as it was before it was begun."""
        try:
            return _Kept(stamp, _PARTS[name](self))
        except Exception as problem:
            return _Kept(stamp, problem=problem)


def _record(bench: Workbench) -> Snapshot:
    return snapshot(bench.case.store, bench.case.head)


def _people(bench: Workbench) -> ResolvedPeople | None:
    return kept_people(bench.case.store)


def _people_count(bench: Workbench) -> PeopleCount | None:
    people = bench._value("people")
    return None if people is None else count_people(people)


def _oversight(bench: Workbench) -> CaseOversight:
    record = bench._value("record")
    people = people_at(record, bench.case.store)
    return oversee(record, people, located=corrected_places(record))


def _counts(bench: Workbench) -> tuple[ListCount, ...]:
    return count((item.source, item.document) for item in bench._value("record").sources)


def _labels(bench: Workbench) -> LabelsInForce:
    record = bench._value("record")
    return settle_labels(record, record.labels)


_PARTS: dict[str, Callable[[Workbench], Any]] = {
    "record": _record,
    "claims": lambda bench: judged_claims(bench.case.store)[0],
    "people": _people,
    "sites": lambda bench: locate(bench._value("record")),
    "events": lambda bench: corroborate(bench._value("record")),
    "oversight": _oversight,
    "counts": _counts,
    "people_count": _people_count,
    "labels": _labels,
}
