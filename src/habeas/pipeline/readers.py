"""A small pool of reading processes: documents in, texts and claims (or reasons) out.

One document at a time per process; a process that hangs or dies is replaced, and only the
document it had in hand is lost to reading. The answers are ordinary futures, so that the caller
can write them down in the order of its questions, whatever the scheduling.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from habeas.claims import proposing
from habeas.model import (
    Claim,
    DateInterval,
    Document,
    HabeasError,
    ModelAnswer,
    UnreadableSource,
    UnsafeInput,
    from_plain,
    to_plain,
)
from habeas.pipeline.process import ReaderStopped, ReaderTooSlow, ReadingProcess
from habeas.pipeline.settings import ImportSettings
from habeas.sources import Expansion


@dataclass(frozen=True, slots=True)
class Question:
    """One source to read: its bytes, or the document where only its claims are wanted.

    `answers` are those that language models gave about it; their claims are looked up anew.
    """

    source: str
    untrusted_name: str
    content: bytes | Document
    outlet: str | None = None
    published: DateInterval | None = None
    answers: tuple[ModelAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A document and its claims; or, in words, the problem in place of either.

    `refusals` say what of models' answers does not stand in the document.
    """

    document: Document | None = None
    problem: str | None = None
    claims: tuple[Claim, ...] = ()
    claims_problem: str | None = None
    refusals: tuple[proposing.Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One member of an archive: its bytes, or why it stays out."""

    untrusted_name: str
    data: bytes
    problem: str | None = None
    remedy: str | None = None
    url: str | None = None
    captured_at: datetime | None = None


class Readers:
    """The pool. Use it as a context manager: leaving it ends every process at once."""

    def __init__(self, settings: ImportSettings) -> None:
        self.settings = settings
        self._threads = ThreadPoolExecutor(settings.processes, thread_name_prefix="reader")
        self._idle: queue.LifoQueue[ReadingProcess] = queue.LifoQueue()
        self._alive: set[ReadingProcess] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._closed = True
            alive, self._alive = self._alive, set()
        for process in alive:
            process.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def warm_up(self) -> None:
        """Start the first process now, so that it is ready when the first document is."""
        self._idle.put(self._started())

    def read(self, question: Question) -> Future[Answer]:
        """Put one question; the future never raises anything but what `Readers` is told to."""
        return self._threads.submit(self._answer, question)

    def unpack(
        self, data: bytes, media_type: str, untrusted_name: str, expansion: Expansion
    ) -> Iterator[Unpacked]:
        """The members of an archive, one by one, unpacked in a process of its own.

        Raises HabeasError when the archive as a whole cannot be unpacked any further.
        """
        request = {
            "job": "unpack",
            "name": untrusted_name,
            "media_type": media_type,
            "limits": asdict(expansion.limits),
            "bytes_out": expansion.bytes_out,
            "members_out": expansion.members_out,
        }
        with self._process() as process:
            for header, member in process.ask(request, data, self.settings.seconds):
                if "name" not in header:
                    raise _problem(header)
                yield _unpacked(header, member)

    def _answer(self, question: Question) -> Answer:
        known = question.content if isinstance(question.content, Document) else None
        answer = Answer(known)
        try:
            with self._process() as process:
                for header, _ in process.ask(*self._request(question)):
                    answer = _taken_up(answer, header)
        except ReaderStopped as stopped:
            return _with_problem(answer, _stopped(answer, stopped))
        except (ValueError, KeyError) as error:
            return _with_problem(answer, f"the reader's answer made no sense ({error})")
        return answer

    def _request(self, question: Question) -> tuple[dict[str, Any], bytes, float]:
        seconds = self.settings.seconds
        request: dict[str, Any] = {
            "job": "read",
            "source": question.source,
            "name": question.untrusted_name,
            "outlet": question.outlet,
            "published": to_plain(question.published),
            "answers": to_plain(question.answers),
            "characters_per_second": self.settings.characters_per_second,
        }
        if isinstance(question.content, Document):
            seconds += len(question.content.text) / self.settings.characters_per_second
            request |= {"job": "extract", "document": to_plain(question.content)}
            return request, b"", seconds
        return request, question.content, seconds

    @contextmanager
    def _process(self) -> Iterator[ReadingProcess]:
        """A process to ask; back into the pool only when it came through unharmed."""
        try:
            process = self._idle.get_nowait()
        except queue.Empty:
            process = self._started()
        finished = False
        try:
            yield process
            finished = True
        finally:
            if finished and not process.worn_out:
                self._idle.put(process)
            else:
                self._ended(process)

    def _started(self) -> ReadingProcess:
        with self._lock:
            if self._closed:
                raise ReaderStopped("the import was stopped")
            process = ReadingProcess(self.settings)
            self._alive.add(process)
        return process

    def _ended(self, process: ReadingProcess) -> None:
        process.stop()
        with self._lock:
            self._alive.discard(process)


def in_words(error: HabeasError) -> str:
    """A problem and its remedy in one line, without the place: the source is the place."""
    return f"{error.what} — {error.remedy}" if error.remedy else error.what


def _taken_up(answer: Answer, header: dict[str, Any]) -> Answer:
    if "document" in header:
        return Answer(from_plain(Document, header["document"]))
    if "claims" in header:
        claims = from_plain(tuple[Claim, ...], header["claims"])
        refusals = from_plain(tuple[proposing.Refusal, ...], header.get("refusals", []))
        return replace(answer, claims=claims, refusals=refusals)
    return _with_problem(answer, in_words(_problem(header)))


def _with_problem(answer: Answer, problem: str) -> Answer:
    if answer.document is None:
        return replace(answer, problem=problem)
    return replace(answer, claims_problem=problem)


def _stopped(answer: Answer, stopped: ReaderStopped) -> str:
    if answer.document is None:
        return f"{stopped.what} — the bytes are kept unread"
    if isinstance(stopped, ReaderTooSlow):
        return f"finding them took longer than {round(stopped.seconds, 2):g} s"
    return stopped.what


def _problem(header: dict[str, Any]) -> HabeasError:
    problem = header["problem"]
    kind = UnsafeInput if problem.get("unsafe") else UnreadableSource
    return kind(str(problem["what"]), remedy=problem.get("remedy"))


def _unpacked(header: dict[str, Any], data: bytes) -> Unpacked:
    problem = header["problem"] or {}
    captured_at = header["captured_at"]
    return Unpacked(
        _encodable(str(header["name"])),
        data,
        problem.get("what"),
        problem.get("remedy"),
        header["url"],
        from_plain(datetime, captured_at) if captured_at else None,
    )


def _encodable(name: str) -> str:
    """The name with bytes that its container could not decode written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()
