"""Deriving documents and claims from preserved sources, in order, several at a time.

Sources are handed to the reading processes as they come, and what comes back is written in the
order in which it was asked for, so that a case does not depend on which process was faster. Only
a few answers are ever under way: memory stays flat, whatever the length of the import.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, replace

from habeas.claims import EXTRACTOR
from habeas.model import Document, Source
from habeas.pipeline.archives import shown_name
from habeas.pipeline.questions import Answer, Question
from habeas.pipeline.readers import Readers
from habeas.pipeline.tally import Tally
from habeas.sources import READER, is_container
from habeas.store import CaseStore

# Why an archive has no text, where nothing is wrong with it.
AN_ARCHIVE = "an archive; the files in it are sources of their own"


@dataclass(frozen=True, slots=True)
class _Asked:
    source: Source
    answer: Future[Answer]


def question_about(store: CaseStore, source: Source, content: bytes | Document) -> Question:
    """What to ask the readers about a source, with all that models ever answered about it."""
    return Question(
        source.sha256,
        source.name,
        content,
        source.publisher,
        source.published,
        tuple(store.model_answers(source=source.sha256)),
        source.media_type,
    )


class Derivation:
    """What is being read, and what of it waits to be written. Nothing is asked for twice."""

    def __init__(self, store: CaseStore, readers: Readers, tally: Tally) -> None:
        self._store = store
        self._readers = readers
        self._tally = tally
        self._without_document = set(store.pending_documents(READER))
        self._without_claims = set(store.pending_claims(EXTRACTOR))
        self._under_way: deque[_Asked] = deque()
        self._seen: set[str] = set()
        self._not_unpacked: dict[str, str] = {}

    def want(self, source: Source, *, new: bool) -> None:
        """Have a source read, unless this version has; why it could not be is listed again."""
        if source.sha256 in self._seen:
            return
        self._seen.add(source.sha256)
        if new or source.sha256 in self._without_document:
            self._ask(source, None)
        elif source.sha256 in self._without_claims:
            self._ask(source, self._store.document(source.sha256))
        elif (problem := self._store.problem(source.sha256)) is not None:
            self._list_unread(source, problem)

    def not_unpacked(self, source: Source, reason: str) -> None:
        """An archive could not be unpacked, or not to the end. Call before it is wanted."""
        self._not_unpacked[source.sha256] = reason
        self._tally.unread(shown_name(source, self._store), reason)

    def finish(self) -> None:
        """Wait for everything that is under way, and write it."""
        while self._under_way:
            self._settle()

    def _ask(self, source: Source, document: Document | None) -> None:
        limit = self._readers.settings.largest_read
        if document is None and source.size > limit:
            self._put_problem(source, f"larger than {limit:,} bytes; preserved unread")
            return
        self._make_room(source.size)
        content = document or self._store.blob(source.sha256)
        question = question_about(self._store, source, content)
        self._under_way.append(_Asked(source, self._readers.read(question)))

    def _make_room(self, size: int) -> None:
        """Write what is done, and wait while too much is under way to stay within memory."""
        settings = self._readers.settings
        while self._under_way and (
            self._under_way[0].answer.done()
            or len(self._under_way) >= 2 * settings.processes
            or sum(asked.source.size for asked in self._under_way) + size > settings.largest_read
        ):
            self._settle()

    def _settle(self) -> None:
        asked = self._under_way.popleft()
        answer = asked.answer.result()
        if answer.document is None:
            self._put_problem(asked.source, answer.problem or "the reader gave no answer")
        else:
            self._put(asked.source, answer.document, answer)

    def _put(self, source: Source, document: Document, answer: Answer) -> None:
        if answer.claims_problem is not None:
            note = f"no claims were taken from it: {answer.claims_problem}"
            document = replace(document, notes=(*document.notes, note))
            self._tally.unread(shown_name(source, self._store), note)
        self._store.put_document(source.sha256, document, reader=READER)
        self._store.put_claims(source.sha256, answer.claims, extractor=EXTRACTOR)
        self._tally.read(source.name, len(answer.claims))

    def _put_problem(self, source: Source, problem: str) -> None:
        if is_container(source.media_type):
            problem = self._not_unpacked.get(source.sha256, AN_ARCHIVE)
        self._store.put_problem(source.sha256, problem, reader=READER)
        self._list_unread(source, problem)

    def _list_unread(self, source: Source, problem: str) -> None:
        if problem != AN_ARCHIVE and source.sha256 not in self._not_unpacked:
            self._tally.unread(shown_name(source, self._store), problem)
