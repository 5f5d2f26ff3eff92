"""What a case must still hold, by what its process had acknowledged; and whether it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from habeas.model import CaseNotFound, HabeasError
from habeas.store import CaseStore
from tests.faults.making_cases import reopen
from tests.faults.recording import Did, Operation
from tests.store.making import deposit, sha256


@dataclass(slots=True)
class Promised:
    """Everything acknowledged up to some moment; `deleting` was begun and may be half done."""

    case: bool = False
    head: str | None = None
    sources: dict[str, None] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    exports: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    deleting: set[str] = field(default_factory=set)
    canaries: list[bytes] = field(default_factory=list)
    report: str | None = None

    @classmethod
    def by(cls, operations: Sequence[Operation]) -> Promised:
        """What the notes among these operations acknowledge."""
        promised = cls()
        for operation in operations:
            if operation.did is Did.NOTE:
                promised.take(operation.note())
        return promised

    def take(self, note: dict[str, str]) -> None:
        """Take one note in."""
        match note.get("begins"):
            case "deletion":
                self.deleting.add(note["sha256"])
                return
            case "source":
                # One deleted before may be back already, though nobody has been told.
                self.deleted.discard(note["sha256"])
                return
        if "head" in note:
            # A head stands for all leaves before it; two threads may acknowledge in another order.
            self.head = max(note["head"], self.head or "0-", key=_size)
        match note["did"]:
            case "case":
                self.case = True
            case "source":
                self.sources[note["sha256"]] = None
                self.deleted.discard(note["sha256"])
                self.deleting.discard(note["sha256"])
            case "document":
                self.documents.append(note["sha256"])
            case "judgement":
                self.reasons.add(note["reason"])
            case "deletion":
                self.deleted.add(note["sha256"])
                self.canaries.append(note["canary"].encode())
            case "export":
                self.exports.add(note["sha256"])
            case "report":
                self.report = note["sha256"]

    @property
    def kept(self) -> set[str]:
        """Sources that must be there."""
        return self.sources.keys() - self.deleted - self.deleting

    def latest(self, count: int) -> list[str]:
        """The last of them."""
        return [name for name in self.sources if name in self.kept][-count:]


def _size(head: str) -> int:
    return int(head.partition("-")[0])


def shortcomings(folder: Path, promised: Promised, *, twice: bool = True) -> list[str]:
    """What a case lacks of what was promised, or has that it must not; empty when all is well.

    It is verified as it is found, and if `twice` once more when work has gone on.
    """
    path = folder / "case"
    try:
        with reopen(path, read_only=True) as store:
            found = _by_verifying(store)
        with reopen(path) as store:
            found += _missing(store, promised) + _not_going_on(store)
            if twice:
                found += [f"afterwards, {words}" for words in _by_verifying(store)]
    except CaseNotFound as error:
        return [f"no case: {error}"] if promised.case else []
    except HabeasError as error:
        return [f"{type(error).__name__}: {error}"]
    except Exception as error:
        return [f"an error of ours: {type(error).__name__}: {error}"]
    return found + _traces(path, promised) + _report(folder, promised)


def _by_verifying(store: CaseStore) -> list[str]:
    return [f"verify: {problem.where}: {problem.what}" for problem in store.verify().problems]


def _missing(store: CaseStore, promised: Promised) -> list[str]:
    if promised.head is not None:
        try:
            store.find_head(promised.head)
        except HabeasError as error:
            return [f"the ledger has not what was acknowledged: {error}"]
    sources = {source.sha256 for source in store.sources()}
    reasons = {judgement.reason for judgement in store.judgements()}
    exports = {export.sha256 for export in store.exports()}
    # A deletion takes the judgements about its source with it.
    awaited = set() if promised.deleted | promised.deleting else promised.reasons
    return [
        *(f"source {name} is lost" for name in sorted(promised.kept - sources)),
        *(f"source {name} is there, though deleted" for name in promised.deleted & sources),
        *(f"judgement {reason!r} is lost" for reason in sorted(awaited - reasons)),
        *(f"export {name} is lost" for name in sorted(promised.exports - exports)),
        *(f"source {name} is torn" for name in promised.latest(2) if not _whole(store, name)),
        *(f"the document of {name} is lost" for name in _unread(store, promised)),
    ]


def _whole(store: CaseStore, name: str) -> bool:
    return sha256(store.blob(name)) == name


def _unread(store: CaseStore, promised: Promised) -> list[str]:
    documents = [name for name in promised.documents if name in promised.kept]
    return [name for name in documents[-3:] if store.document(name) is None]


def _not_going_on(store: CaseStore) -> list[str]:
    """Whether another source can be put."""
    data = b"put after the power came back"
    size = store.head().size
    store.put_source(deposit(data, "afterwards.txt"))
    grown = store.head().size == size + 1 and store.blob(sha256(data)) == data
    return [] if grown else ["what was put afterwards is not there"]


def _traces(path: Path, promised: Promised) -> list[str]:
    """Files in which words of a deleted source still stand, once the case was open to write."""
    return [
        f"{file.relative_to(path)} has words of a deleted source: {canary!r}"
        for file in path.rglob("*")
        if file.is_file() and promised.canaries
        for canary in promised.canaries
        if canary in file.read_bytes()
    ]


def _report(folder: Path, promised: Promised) -> list[str]:
    if promised.report is None:
        return []
    written = folder / "dossier.html"
    if not written.is_file():
        return ["the report is not there"]
    whole = sha256(written.read_bytes()) == promised.report
    return [] if whole else [f"the report is torn ({written.stat().st_size} bytes)"]
