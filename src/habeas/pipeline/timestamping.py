"""`timestamp`: authorities that a person names say that a checkpoint existed by now.

Each request is queued durably before it is sent. An answer that will do goes into the ledger, and
its request off the queue. An authority that cannot be reached leaves its request waiting, for
`send_pending`; one whose answer proves nothing is named, and nothing of it is kept. No authority
stands in the way of another.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from habeas.model import CaseDamaged, CaseLocked, TimestampToken, WrongUsage
from habeas.pipeline.intake import Clock, now
from habeas.store import CaseStore, timestamp_queue, timestamps

Telling = Callable[[str, float], None]
# Sends a request (DER) to an address and returns the answer; raises AuthorityFailed.
Asking = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Stamped:
    """A timestamp that is in the ledger now."""

    authority: str
    size: int
    stamp: timestamps.Stamp


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that proved nothing yet; `waiting` is its number where it is still queued."""

    authority: str
    size: int
    reason: str
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class TimestampReport:
    """What came of asking: timestamps kept, requests still queued, answers refused."""

    stamped: tuple[Stamped, ...]
    waiting: tuple[Unanswered, ...]
    refused: tuple[Unanswered, ...]


@dataclass(frozen=True, slots=True)
class KeptStamp:
    """A token of the ledger, checked again: its `stamp`, or the `problem` with it."""

    position: int
    record: TimestampToken
    note: bytes
    stamp: timestamps.Stamp | None
    problem: str | None


def stamp(
    store: CaseStore,
    authorities: Iterable[str],
    certificates: Collection[str] = (),
    *,
    digest: timestamps.Digest = timestamps.Digest.SHA256,
    ask: Asking | None = None,
    progress: Telling | None = None,
    clock: Clock = now,
) -> TimestampReport:
    """Have the newest checkpoint of a case that is open for writing stamped by each authority.

    `certificates` (PEM) are the roots to check the answers against; without any an answer is kept
    and said to be vouched for by nobody. Raises WrongUsage for an address or certificates that
    will not do, before anything is queued; CaseLocked without the investigator's key.
    """
    _require_key(store)
    named = tuple(dict.fromkeys(authorities))
    if not named:
        raise WrongUsage(
            "no authority is named", remedy="name one with --authority URL; Habeas knows none"
        )
    for authority in named:
        _require_address(authority)
    timestamps.require_roots(certificates)
    head = store.head()
    note = _note(store, head.size)
    queue = timestamp_queue.queue_of(store)
    known = {(item.authority, item.size, item.roots): number for number, item in queue.waiting()}
    numbers = []
    for authority in named:
        request = timestamps.make_request(note, digest)
        made = timestamp_queue.QueuedRequest(
            authority=authority,
            size=head.size,
            root=head.root,
            encoded=base64.b64encode(request.encoded).decode("ascii"),
            nonce=request.nonce,
            roots=tuple(certificates),
            made_at=clock(),
        )
        same = known.get((made.authority, made.size, made.roots))
        numbers.append(queue.put(made) if same is None else same)
    wanted = [item for item in queue.waiting() if item[0] in numbers]
    return _Run(store, (), ask or _ask, clock).send(wanted, progress)


def send_pending(
    store: CaseStore,
    certificates: Collection[str] = (),
    *,
    ask: Asking | None = None,
    progress: Telling | None = None,
    clock: Clock = now,
) -> TimestampReport:
    """Send every request that waits. `certificates` are roots beside those queued with each.

    Raises WrongUsage when there is no root among certificates, CaseLocked without the key.
    """
    _require_key(store)
    timestamps.require_roots(certificates)
    waiting = timestamp_queue.queue_of(store).waiting()
    return _Run(store, tuple(certificates), ask or _ask, clock).send(waiting, progress)


def waiting(store: CaseStore) -> tuple[tuple[int, timestamp_queue.QueuedRequest], ...]:
    """The requests that wait, each with its number, the oldest first."""
    return timestamp_queue.queue_of(store).waiting()


def withdraw(store: CaseStore, number: int) -> None:
    """Take a request off the queue without sending it. Raises WrongUsage when there is none."""
    timestamp_queue.queue_of(store).strike_out(number)


def kept_stamps(store: CaseStore) -> Iterator[KeptStamp]:
    """Every token of the ledger in its order, checked again without the network."""
    for placed in store.recorded(TimestampToken):
        note = _note(store, placed.record.size)
        try:
            found = timestamps.token_stamp(placed.record, note)
        except timestamps.TimestampRefused as refused:
            yield KeptStamp(placed.position, placed.record, note, None, refused.what)
            continue
        yield KeptStamp(placed.position, placed.record, note, found, None)


class _Run:
    """One go through requests that are queued."""

    def __init__(
        self, store: CaseStore, certificates: tuple[str, ...], ask: Asking, clock: Clock
    ) -> None:
        self._store = store
        self._queue = timestamp_queue.queue_of(store)
        self._certificates = certificates
        self._ask = ask
        self._clock = clock
        self._stamped: list[Stamped] = []
        self._waiting: list[Unanswered] = []
        self._refused: list[Unanswered] = []

    def send(
        self,
        requests: Collection[tuple[int, timestamp_queue.QueuedRequest]],
        progress: Telling | None,
    ) -> TimestampReport:
        """Send each request, and keep what comes of it."""
        answered = {timestamps.token_nonce(p.record) for p in self._store.recorded(TimestampToken)}
        for done, (number, queued) in enumerate(requests, 1):
            if queued.nonce in answered:
                # Its answer was kept, and then there was no time left to strike it out.
                self._queue.strike_out(number)
            else:
                self._send(number, queued)
            if progress:
                progress(queued.authority, done / len(requests))
        return TimestampReport(tuple(self._stamped), tuple(self._waiting), tuple(self._refused))

    def _send(self, number: int, queued: timestamp_queue.QueuedRequest) -> None:
        from habeas.pipeline.timestamp_endpoint import AuthorityFailed

        sent = self._clock()
        try:
            response = self._ask(queued.authority, queued.request.encoded)
            found = timestamps.check_answer(
                response,
                note=_note(self._store, queued.size),
                request=queued.request,
                roots=tuple(dict.fromkeys((*queued.roots, *self._certificates))),
                sent=sent,
                received=self._clock(),
            )
        except AuthorityFailed as failed:
            self._waiting.append(Unanswered(queued.authority, queued.size, failed.what, number))
            return
        except timestamps.TimestampRefused as refused:
            # The next answer to the same request would be no better; a person may ask anew.
            self._queue.strike_out(number)
            reason = f"{refused.what} — {refused.remedy}" if refused.remedy else refused.what
            self._refused.append(Unanswered(queued.authority, queued.size, reason))
            return
        self._keep(queued, response, found)
        self._queue.strike_out(number)
        self._stamped.append(Stamped(queued.authority, queued.size, replace(found, chain=())))

    def _keep(
        self, queued: timestamp_queue.QueuedRequest, response: bytes, found: timestamps.Stamp
    ) -> None:
        self._store.append(
            TimestampToken(
                size=queued.size,
                root=queued.root,
                authority=queued.authority,
                token=base64.b64encode(response).decode("ascii"),
                stamped_at=found.stamped_at,
                roots=found.chain,
                author=self._store.investigator,
                made_at=self._clock(),
            )
        )


def _ask(authority: str, request: bytes) -> bytes:
    # Loaded here, so that nothing that reads, derives or reports can open a connection.
    from habeas.pipeline.timestamp_endpoint import TimestampEndpoint

    return TimestampEndpoint(authority).ask(request)


def _require_address(authority: str) -> None:
    from habeas.pipeline.timestamp_endpoint import TimestampEndpoint

    TimestampEndpoint(authority)


def _require_key(store: CaseStore) -> None:
    if not store.can_sign:
        # Said before anything is sent: an answer that cannot be kept would be lost.
        raise CaseLocked(
            "the signing key is closed, and timestamps go into the ledger",
            where=str(store.path),
            remedy="open the case for writing, with its passphrase",
        )


def _note(store: CaseStore, size: int) -> bytes:
    note = store.checkpoint(size)
    if note is None:
        raise CaseDamaged(
            f"there is no checkpoint of {size} entries",
            where=str(store.path),
            remedy="run habeas verify",
        )
    return note.encode()
