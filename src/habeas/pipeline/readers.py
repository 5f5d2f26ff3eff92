"""A small pool of nurseries: documents in, texts and claims (or reasons) out.

Each document is parsed by a worker that reads only that one. Its claims are found by another that
has only the text, and goes on to further texts. A worker that hangs or dies costs the document it
had in hand. The answers
are ordinary futures, so that the caller can write them down in the order of its questions, whatever
the scheduling.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import islice
from types import TracebackType
from typing import Any, Self

from habeas.claims import is_read
from habeas.model import Document, HabeasError, to_plain
from habeas.pipeline.accepting import (
    NonsenseAnswer,
    accepted_claims,
    accepted_document,
    accepted_kind,
    accepted_member,
    accepted_picture,
)
from habeas.pipeline.isolation import Level
from habeas.pipeline.process import Nursery, ReaderStopped, ReaderTooSlow
from habeas.pipeline.protocol import Frame
from habeas.pipeline.questions import Answer, Question, Unpacked
from habeas.pipeline.settings import ImportSettings
from habeas.pipeline.unisolated import level_for, why_unisolated
from habeas.sources import (
    LONGEST_SIDE,
    Expansion,
    Pixels,
    detect_media_type,
    is_taken_apart,
)

# What could not be told apart is kept as bytes of no known kind.
_UNKNOWN = "application/octet-stream"


class Readers:
    """The pool. Use it as a context manager: leaving it ends every process at once.

    Raises IsolationMissing where nothing can shut a worker in, unless `settings.unsafe_parse`;
    `before_unsafe` is then called once, before the first question, with the reason in words.
    """

    def __init__(
        self, settings: ImportSettings, *, before_unsafe: Callable[[str], None] | None = None
    ) -> None:
        self.settings = settings
        self.level = level_for(settings)
        self._before_unsafe = before_unsafe
        self._threads = ThreadPoolExecutor(settings.processes, thread_name_prefix="reader")
        # The system ends a confined process together with the thread that started it, so one thread
        # that lives as long as the pool starts them all.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="nursery")
        # Those whose workers parse, and those whose workers are given texts alone.
        self._parsing: queue.LifoQueue[Nursery] = queue.LifoQueue()
        self._finding: queue.LifoQueue[Nursery] = queue.LifoQueue()
        self._alive: set[Nursery] = set()
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
        for nursery in alive:
            nursery.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._starter.shutdown()

    def warm_up(self) -> None:
        """Start the first process now, so that it is ready when the first document is."""
        self._parsing.put(self._started())

    def identify(self, data: bytes, untrusted_name: str) -> str:
        """What kind of file it is, as a media type; a worker looks where that means parsing it."""
        if not is_taken_apart(data):
            return detect_media_type(data, name=untrusted_name).value
        self._say_if_unsafe()
        request = {"job": "identify", "untrusted_name": untrusted_name}
        try:
            return accepted_kind(self._only_answer(request, data, self.settings.seconds))
        except HabeasError:
            return _UNKNOWN

    def read(self, question: Question) -> Future[Answer]:
        """Put one question; the future never raises anything but what `Readers` is told to."""
        self._say_if_unsafe()
        return self._threads.submit(self._answer, question)

    def unpack(
        self, data: bytes, media_type: str, untrusted_name: str, expansion: Expansion
    ) -> Iterator[Unpacked]:
        """The members of an archive, one by one, unpacked in a process of its own.

        Raises HabeasError when the archive as a whole cannot be unpacked any further.
        """
        self._say_if_unsafe()
        request = {
            "job": "unpack",
            "untrusted_name": untrusted_name,
            "media_type": media_type,
            "limits": asdict(expansion.limits),
            "bytes_out": expansion.bytes_out,
            "members_out": expansion.members_out,
        }
        longest = expansion.limits.total_bytes
        seconds = self.settings.seconds
        problem: HabeasError | None = None
        with self._nursery(self._parsing) as nursery:
            for untrusted_frame in nursery.ask(request, data, seconds, longest_payload=longest):
                if problem is not None:
                    raise NonsenseAnswer("the reader went on after it had given up")
                try:
                    member = accepted_member(untrusted_frame)
                except NonsenseAnswer:
                    raise
                except HabeasError as error:
                    problem = error
                else:
                    yield member
        if problem is not None:
            raise problem

    def picture(self, data: bytes, media_type: str, untrusted_name: str, page: int) -> Pixels:
        """One page (from 1) of a PDF, or a picture, as pixels. Raises HabeasError."""
        self._say_if_unsafe()
        request = {
            "job": "picture",
            "untrusted_name": untrusted_name,
            "media_type": media_type,
            "page": page,
        }
        longest = 3 * LONGEST_SIDE * LONGEST_SIDE
        with self._nursery(self._parsing) as nursery:
            nursery.load(kinds=[media_type])
            found = list(
                islice(
                    nursery.ask(request, data, self.settings.seconds, longest_payload=longest), 2
                )
            )
        if len(found) != 1:
            raise NonsenseAnswer("the reader gave more answers than one, or none")
        return accepted_picture(found[0])

    def text_of(self, question: Question) -> Document:
        """The document alone, without its claims. Raises HabeasError."""
        self._say_if_unsafe()
        return self._text_of(question)

    def _answer(self, question: Question) -> Answer:
        try:
            document = self._text_of(question)
        except ReaderStopped as stopped:
            return Answer(problem=f"{stopped.what} — the bytes are kept unread")
        except HabeasError as error:
            return Answer(problem=in_words(error))
        return self._with_claims(question, document)

    def _text_of(self, question: Question) -> Document:
        if isinstance(question.content, Document):
            return question.content
        request = {"job": "read", "untrusted_name": question.untrusted_name}
        kinds = [question.media_type] if question.media_type else []
        seconds = self.settings.seconds
        return accepted_document(self._only_answer(request, question.content, seconds, kinds))

    def _with_claims(self, question: Question, document: Document) -> Answer:
        answer = Answer(document)
        languages = searched_languages(document)
        if not languages and not question.answers:
            return answer
        request = {
            "job": "extract",
            "source": question.source,
            "untrusted_name": question.untrusted_name,
            "document": to_plain(document),
            "outlet": question.outlet,
            "published": to_plain(question.published),
            "answers": to_plain(question.answers),
        }
        seconds = self.settings.seconds + len(document.text) / self.settings.characters_per_second
        try:
            with self._nursery(self._finding) as nursery:
                nursery.load(languages=languages)
                header = _only(nursery.ask_about_text(request, seconds))
            claims, refusals = accepted_claims(header, document, question.source)
        except ReaderTooSlow as stopped:
            words = f"finding them took longer than {round(stopped.seconds, 2):g} s"
            return replace(answer, claims_problem=words)
        except HabeasError as error:
            return replace(answer, claims_problem=in_words(error))
        return replace(answer, claims=claims, refusals=refusals)

    def _only_answer(
        self,
        request: dict[str, Any],
        payload: bytes,
        seconds: float,
        kinds: Collection[str] = (),
    ) -> dict[str, Any]:
        """The header of the one answer to a request. Raises HabeasError."""
        with self._nursery(self._parsing) as nursery:
            nursery.load(kinds=kinds)
            return _only(nursery.ask(request, payload, seconds))

    def _say_if_unsafe(self) -> None:
        if self.level is Level.NONE and self._before_unsafe is not None:
            say, self._before_unsafe = self._before_unsafe, None
            say(why_unisolated())

    @contextmanager
    def _nursery(self, idle: queue.LifoQueue[Nursery]) -> Iterator[Nursery]:
        """A nursery to ask; back among the idle ones only when it came through unharmed."""
        try:
            nursery = idle.get_nowait()
        except queue.Empty:
            nursery = self._started()
        finished = False
        try:
            yield nursery
            finished = True
        finally:
            if finished:
                idle.put(nursery)
            else:
                self._ended(nursery)

    def _started(self) -> Nursery:
        with self._lock:
            if self._closed:
                raise ReaderStopped("the import was stopped")
            nursery = self._starter.submit(Nursery, self.settings, self.level).result()
            self._alive.add(nursery)
        return nursery

    def _ended(self, nursery: Nursery) -> None:
        nursery.stop()
        with self._lock:
            self._alive.discard(nursery)


def _only(untrusted_frames: Iterator[Frame]) -> dict[str, Any]:
    """The header of the only answer. Raises NonsenseAnswer for more, or none."""
    found = list(islice(untrusted_frames, 2))
    if len(found) != 1:
        raise NonsenseAnswer("the reader gave more answers than one, or none")
    return found[0][0]


def searched_languages(document: Document) -> list[str]:
    """The languages (ISO 639-1) of the blocks in which claims are looked for, sorted."""
    return sorted(
        {
            block.language or document.language or "en"
            for block in document.blocks
            if is_read(block, document)
        }
    )


def in_words(error: HabeasError) -> str:
    """A problem and its remedy in one line, without the place: the source is the place."""
    return f"{error.what} — {error.remedy}" if error.remedy else error.what
