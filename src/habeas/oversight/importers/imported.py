"""What a saved file gave: rows, and every row that gave nothing, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from habeas.model import DateInterval, UnsafeInput
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.world import Practice

# The largest depositary file (with all declarations) has a few mebibytes.
MAXIMUM_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row or part of the file of which nothing was taken: where it stands, and why not."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """All that was read from one saved file. `rows` counts the rows that the file holds;
    `skipped` names those (or parts of them) that gave nothing. `source` names the file with the
    SHA-256 of its bytes, and stands in every row.
    """

    format: str
    source: str
    actions: tuple[Action, ...] = ()
    practice: tuple[Practice, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    rows: int = 0


@dataclass(slots=True)
class Gathering:
    """Collects what one file gives, and numbers its rows by the file's own digest."""

    format: str
    name: str
    content: bytes
    rows: int = 0
    digest: str = field(init=False)
    actions: list[Action] = field(default_factory=list)
    practice: list[Practice] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def __post_init__(self) -> None:
        if len(self.content) > MAXIMUM_BYTES:
            raise UnsafeInput(
                f"{len(self.content):,} bytes are more than any depositary file has",
                where=self.name,
                remedy="save one treaty a file",
            )
        self.digest = sha256(self.content).hexdigest()

    @property
    def source(self) -> str:
        """The file and its digest, as it stands in every row."""
        return f"{self.name} (sha256 {self.digest})"

    def act(
        self,
        state: str,
        treaty: str,
        kind: ActionKind,
        *,
        made: DateInterval | None = None,
        received: DateInterval | None = None,
        effective: DateInterval | None = None,
        article: str = "",
        confidence: Confidence = Confidence.HIGH,
        note: str = "",
    ) -> None:
        """Add an action of the file."""
        self.actions.append(
            Action(
                self._id(state, treaty, kind.value, len(self.actions)),
                state,
                treaty,
                kind,
                made=made,
                received=received,
                effective=effective,
                article=article,
                source=self.source,
                confidence=confidence,
                note=note,
            )
        )

    def practised(
        self, body: str, state: str, kind: str, since: DateInterval, note: str = ""
    ) -> None:
        """Add a row of practice of the file."""
        number = len(self.practice)
        self.practice.append(
            Practice(
                self._id(state, body, kind, number),
                body,
                state,
                kind,
                since,
                None,
                source=self.source,
                note=note,
            )
        )

    def skip(self, where: str, reason: str) -> None:
        """Say that something was not taken, and why."""
        self.skipped.append(Skipped(where, reason))

    def done(self) -> Imported:
        """All of it, for good."""
        return Imported(
            self.format,
            self.source,
            tuple(self.actions),
            tuple(self.practice),
            tuple(self.skipped),
            self.rows,
        )

    def _id(self, *parts: str | int) -> str:
        return ".".join([f"{self.format}-{self.digest[:8]}", *map(str, parts)])
