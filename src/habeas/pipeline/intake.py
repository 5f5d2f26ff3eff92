"""Taking files in: each is hashed, preserved and acknowledged before anything parses it.

An archive is preserved whole, and each file inside it is a source of its own that names the
archive as its container; archives inside archives likewise, down to the depth that the limits
allow. Names from outside are kept as data and never used as paths.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from habeas.model import InputRefused, Provenance, Source, UnsafeInput
from habeas.pipeline.archives import WITHIN, check_unpackable, shown_name
from habeas.pipeline.derivation import Derivation
from habeas.pipeline.description import Description
from habeas.pipeline.fingerprint import fingerprint
from habeas.pipeline.process import ReaderStopped
from habeas.pipeline.questions import Unpacked
from habeas.pipeline.readers import Readers, in_words
from habeas.pipeline.tally import Tally
from habeas.pipeline.walk import LeftOut, unopened
from habeas.sources import Expansion, is_container
from habeas.store import CaseStore, Deposit, Failure, Outcome

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of day in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Arrival(Protocol):
    """A file on its way in: on the disk, or handed over in memory."""

    @property
    def untrusted_name(self) -> str:
        """The name under which it came: words, never a path of ours."""

    def content(self, largest_read: int) -> bytes | Path:
        """The bytes; of a file on the disk that is larger, only where it lies. Raises OSError."""


@dataclass(slots=True)
class Intake:
    """Where files enter a case. Holds what all inputs of one import share."""

    store: CaseStore
    readers: Readers
    derivation: Derivation
    tally: Tally
    description: Description
    clock: Clock

    def take_file(self, found: Arrival) -> None:
        """Preserve one file, unpack it if it is an archive, and have it read."""
        self.tally.take()
        try:
            content = found.content(self.readers.settings.largest_read)
            source = self._described(content, found.untrusted_name)
        except OSError as error:
            self._leave_out(unopened(found.untrusted_name, error))
            return
        try:
            outcome = self.store.put_source(Deposit(source, content))
        except InputRefused:
            changed = "it changed while it was being read"
            self._leave_out(LeftOut(found.untrusted_name, changed, "add it again"))
            return
        self._taken_in(source, outcome, depth=0, expansion=self._expansion())

    def leave_out(self, what: LeftOut) -> None:
        """Count and name an input that stays out."""
        self.tally.take()
        self._leave_out(what)

    def complete(self, source: Source, depth: int) -> None:
        """Finish a source that an earlier import preserved and did not come to read."""
        self.tally.completed += 1
        if is_container(source.media_type):
            self._unpack(source, depth, self._expansion())
        self.derivation.want(source, new=False)

    def _described(
        self,
        content: bytes | Path,
        name: str,
        container: str | None = None,
        member: Unpacked | None = None,
    ) -> Source:
        identity = fingerprint(content)
        return Source(
            sha256=identity.sha256,
            size=identity.size,
            media_type=self.readers.identify(identity.opening, name),
            provenance=(self._provenance(name, container, member),),
            publisher=self.description.outlet,
            published=self.description.published,
        )

    def _provenance(self, name: str, container: str | None, member: Unpacked | None) -> Provenance:
        collector = self.store.investigator
        if member is None or member.captured_at is None:
            url = member.untrusted_url if member else None
            return Provenance(name, self.clock(), collector, container, url)
        # A page in a web capture was collected when the capture was made, not now and not by us.
        capturer = f"web capture, added by {collector}"
        return Provenance(name, member.captured_at, capturer, container, member.untrusted_url)

    def _taken_in(self, source: Source, outcome: Outcome, depth: int, expansion: Expansion) -> None:
        self.tally.preserved(source.name, outcome)
        if is_container(source.media_type):
            self._unpack(source, depth, expansion)
        # An archive is read only now: having been read tells later that it was unpacked to the end.
        self.derivation.want(source, new=outcome is Outcome.CREATED)

    def _unpack(self, source: Source, depth: int, expansion: Expansion) -> None:
        try:
            check_unpackable(source, depth, self.readers.settings)
            self._take_members(source, depth, expansion)
        except (InputRefused, ReaderStopped) as error:
            self.derivation.not_unpacked(source, in_words(error))

    def _take_members(self, source: Source, depth: int, expansion: Expansion) -> None:
        # Every member comes out of one more process, so the archive is held only once here.
        blob = self.store.blob(source.sha256)
        inside = self.readers.unpack(blob, source.media_type, source.name, expansion)
        del blob
        for member in inside:
            self._take_member(member, source, depth, expansion)

    def _take_member(
        self, member: Unpacked, container: Source, depth: int, expansion: Expansion
    ) -> None:
        self.tally.take()
        problem = _problem(member, expansion)
        if problem is not None:
            self._leave_out(problem, container)
            return
        source = self._described(member.data, member.untrusted_name, container.sha256, member)
        outcome = self.store.put_source(Deposit(source, member.data))
        self._taken_in(source, outcome, depth + 1, expansion)

    def _leave_out(self, what: LeftOut, container: Source | None = None) -> None:
        outside = shown_name(container, self.store) + WITHIN if container else ""
        self.tally.left_out(what, shown=outside + what.untrusted_name)
        if what.failed:
            within = container.sha256 if container else None
            failure = Failure(
                what.untrusted_name,
                what.reason,
                self.clock(),
                what.remedy,
                within,
                self.store.head().size,
            )
            self.store.record_failure(failure)

    def _expansion(self) -> Expansion:
        return Expansion(self.readers.settings.archives)


def _problem(member: Unpacked, expansion: Expansion) -> LeftOut | None:
    """Why a member stays out. The archives inside an archive count towards its limits."""
    name = member.untrusted_name
    if member.problem is not None:
        return LeftOut(name, member.problem, member.remedy)
    try:
        expansion.claim_member(name)
        expansion.check(len(member.data), len(member.data), name)
    except UnsafeInput as error:
        return LeftOut(name, error.what, error.remedy)
    expansion.spend(len(member.data))
    return None
