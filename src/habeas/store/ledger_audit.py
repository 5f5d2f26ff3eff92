"""Every rule of the ledger in one place that takes values and touches no file.

* Leaves stand at 0, 1, 2 … without a gap, each written in the one way a leaf is written, each
  saying its own place, no earlier than the leaf before it.
* The first leaf, and no other, opens the case: its payload is there and states id and key.
* A payload is what its leaf commits to, under a salt of 32 bytes, and can be read as its kind.
* A provenance, judgement or model's answer is about a source that an earlier leaf brought in; a
  judgement about people is about several, and takes back only what an earlier leaf decided so.
* A payload is absent exactly when a later tombstone names it; tombstones name only what is about
  a source, and are never erased themselves.
* A leaf is by a key in force: the one that opened the case, or one that an earlier leaf admitted.
* Every checkpoint is signed by a key in force, by that of the authors of the leaves that it covers
  for the first time, and has the root that the leaves have at its size; the last one covers the
  last leaf.

Call `entry` for each leaf in order, `checkpoint` for each checkpoint as soon as its leaves have
been seen, and `finish` at the end. `problems` names what does not hold, in the order of discovery.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from habeas.model import (
    AccessChange,
    AllowedHost,
    Cosignature,
    EventJudgement,
    Judgement,
    ModelAnswer,
    Opinion,
    PersonJudgement,
    PersonOpinion,
    Plain,
    Provenance,
    SiteJudgement,
    Source,
    TimestampToken,
    Withdrawal,
    from_plain,
)
from habeas.store.checkpoint import NoteRejected, read_signed
from habeas.store.entries import Export, LeafKind
from habeas.store.key_ring import KeyRing
from habeas.store.keys import VerifyingKey
from habeas.store.leaf import SALT_LENGTH, Leaf, commitment_to
from habeas.store.ledger_views import ABOUT_A_SOURCE, WITHDRAWABLE
from habeas.store.merkle import Frontier
from habeas.store.record_kinds import RECORD_KINDS, subjects_of_record


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold: where it stands, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A payload with its salt, as they lie beside a leaf."""

    salt: bytes
    payload: bytes


class LedgerAudit:
    """Goes through a ledger from its first leaf to its last."""

    def __init__(self, key: VerifyingKey, case_id: str) -> None:
        self.problems: list[Problem] = []
        self.sources: dict[str, tuple[int, Source]] = {}
        self.index: dict[int, tuple[str, frozenset[str]]] = {}
        self.last_time: datetime | None = None
        self.checkpoints = 0
        self._key = key
        self._ring = KeyRing(key)
        self._authors: set[str] = set()
        self.access: list[AccessChange] = []
        self.witnesses: list[tuple[int, Cosignature | TimestampToken]] = []
        self._case_id = case_id
        self._frontier = Frontier()
        self._covered = 0
        self._root_differs = False
        self._erased: dict[int, LeafKind] = {}
        self._tombstones: dict[int, int] = {}
        self._person_judgements: set[int] = set()
        self._event_judgements: set[int] = set()

    @property
    def size(self) -> int:
        """How many leaves have been seen."""
        return self._frontier.size

    @property
    def erased(self) -> int:
        """How many of them no longer have their payload."""
        return len(self._erased)

    def explains_erasure_of(self, sha256: str) -> bool:
        """Whether bytes with this hash may be ones that a tombstone had erased.

        No source still names them, and some tombstone covers a source. A tombstone holds no hash,
        so which bytes it was about cannot be said any more.
        """
        return sha256 not in self.sources and any(
            kind is LeafKind.SOURCE and self._tombstones.get(position, -1) > position
            for position, kind in self._erased.items()
        )

    def root(self) -> bytes:
        """The Merkle root over the leaves seen so far."""
        return self._frontier.root()

    def entry(self, position: int, content: bytes, sealed: Sealed | None) -> None:
        """Take in the next leaf, and what lies beside it."""
        expected = self.size
        self._frontier.append(content)
        if position != expected:
            self._say(expected, f"it is missing; the next leaf stands at {position}")
        try:
            leaf = Leaf.decode(content)
        except (ValueError, RecursionError) as error:
            self._say(position, f"its leaf cannot be read: {error}")
            return
        self._check_leaf(leaf, position)
        if sealed is None:
            self._erased[position] = leaf.kind
            if leaf.kind is LeafKind.PERSON_JUDGEMENT:
                self._person_judgements.add(position)
            if leaf.kind is LeafKind.EVENT_JUDGEMENT:
                self._event_judgements.add(position)
        else:
            self._check_payload(leaf, sealed)

    def stray_payload(self, position: int) -> None:
        """Take in a payload that lies beside no leaf."""
        self._say(position, "there is a payload but no leaf")

    def checkpoint(self, size: int, note: bytes) -> None:
        """Take in a checkpoint that is filed under this size."""
        where = f"checkpoint {size}"
        self.checkpoints += 1
        try:
            signed, signer = read_signed(note, self._ring)
        except NoteRejected as error:
            self.problems.append(Problem(where, str(error)))
            return
        if signed.size != size:
            self.problems.append(Problem(where, f"it was signed for size {signed.size}"))
        elif size != self.size:
            self.problems.append(Problem(where, f"the ledger has only {self.size} entries"))
        elif signed.root != self.root():
            self._report_root(size)
        elif self._authors - {signer.id.hex()}:
            others = ", ".join(sorted(self._authors - {signer.id.hex()}))
            what = f"it is signed by key {signer.id.hex()} over entries by {others}"
            self.problems.append(Problem(where, what))
        else:
            self._covered = size
        self._authors.clear()

    def finish(self) -> None:
        """Check what can be known only at the end."""
        for position, kind in self._erased.items():
            if self._tombstones.get(position, -1) <= position:
                self._say(position, f"the payload of this {kind} is gone, without a tombstone")
            elif kind not in ABOUT_A_SOURCE:
                self._say(position, f"the payload of this {kind} is gone; it may not be erased")
        for position, tombstone in self._tombstones.items():
            if position not in self._erased:
                self._say(tombstone, f"it says that entry {position} was erased, which it is not")
        if self.size == 0:
            self._say(0, "the ledger is empty")
        elif self._covered < self.size and not self._root_differs:
            self._say(self._covered, "no checkpoint signs the ledger from here on")

    def _check_leaf(self, leaf: Leaf, position: int) -> None:
        if leaf.index != position:
            self._say(position, f"its leaf says that it is entry {leaf.index}")
        if self._ring.find(_key_id(leaf.author)) is None:
            self._say(position, f"it is by key {leaf.author}, which is no key of this case")
        self._authors.add(leaf.author)
        if self.last_time is not None and leaf.time < self.last_time:
            self._say(position, "it is earlier than the entry before it")
        self.last_time = max(leaf.time, self.last_time or leaf.time)
        if (leaf.kind is LeafKind.CASE) != (position == 0):
            self._say(position, "only the first entry, and always the first, opens the case")

    def _check_payload(self, leaf: Leaf, sealed: Sealed) -> None:
        if len(sealed.salt) != SALT_LENGTH:
            self._say(leaf.index, f"its salt does not have {SALT_LENGTH} bytes")
        if commitment_to(sealed.salt, sealed.payload) != leaf.commitment:
            self._say(leaf.index, f"its leaf commits to another payload for this {leaf.kind}")
            return
        try:
            self._take_in(leaf, json.loads(sealed.payload))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            self._say(leaf.index, f"the payload cannot be read as a {leaf.kind}: {error}")

    def _take_in(self, leaf: Leaf, payload: Mapping[str, Plain]) -> None:
        match leaf.kind:
            case LeafKind.CASE:
                self._check_case(payload)
            case LeafKind.SOURCE:
                source = from_plain(Source, payload)
                self.sources[source.sha256] = (leaf.index, source)
                self._note_subject(leaf, source.sha256)
            case LeafKind.PROVENANCE:
                from_plain(Provenance, payload["provenance"])
                self._note_subject(leaf, payload["source"])
            case LeafKind.JUDGEMENT:
                self._note_subject(leaf, from_plain(Judgement, payload).source)
            case LeafKind.PERSON_JUDGEMENT:
                self._check_people(leaf, from_plain(PersonJudgement, payload))
            case LeafKind.EVENT_JUDGEMENT:
                self._check_event(leaf, from_plain(EventJudgement, payload))
            case LeafKind.MODEL_ANSWER:
                self._note_subject(leaf, from_plain(ModelAnswer, payload).source)
            case LeafKind.ALLOWED_HOST:
                self._note_subject(leaf, from_plain(AllowedHost, payload).host)
            case kind if kind in RECORD_KINDS:
                self._take_record(leaf, from_plain(RECORD_KINDS[kind], payload))
            case LeafKind.EXPORT:
                self._note_subject(leaf, from_plain(Export, payload).sha256)
            case LeafKind.DELETION:
                self._tombstones.update(dict.fromkeys(payload["erased"], leaf.index))

    def _note_subject(self, leaf: Leaf, *subjects: str) -> None:
        self.index[leaf.index] = (leaf.kind.value, frozenset(subjects))
        if leaf.kind in ABOUT_A_SOURCE and not self.sources.keys() >= set(subjects):
            self._say(leaf.index, f"this {leaf.kind} is about a source that is not there")

    def _take_record(self, leaf: Leaf, record: object) -> None:
        self._note_subject(leaf, *subjects_of_record(record))
        if isinstance(record, AccessChange):
            self._ring.follow(record)
            self.access.append(record)
        elif isinstance(record, (Cosignature, TimestampToken)):
            self.witnesses.append((leaf.index, record))
        elif isinstance(record, Withdrawal):
            self._check_answers(leaf, record.withdraws, WITHDRAWABLE)
        elif isinstance(record, Opinion) and record.again is not None:
            self._check_answers(leaf, record.again, (LeafKind.JUDGEMENT,))
        elif isinstance(record, (PersonOpinion, SiteJudgement)):
            self._check_opinion(leaf, record)

    def _check_opinion(self, leaf: Leaf, record: PersonOpinion | SiteJudgement) -> None:
        if record.withdraws is not None:
            self._check_answers(leaf, record.withdraws, (leaf.kind,))
        if isinstance(record, PersonOpinion) and record.again not in self._person_judgements:
            self._say(leaf.index, "it is about a judgement about people that is not there")
        if isinstance(record, SiteJudgement) and record.again is not None:
            # What was looked at again may have gone with a source that this does not rest on.
            kind = self._erased.get(record.again) or self.index.get(record.again, ("",))[0]
            if record.again >= leaf.index or kind != LeafKind.SITE_JUDGEMENT:
                self._say(leaf.index, "it is about a judgement about a site that is not there")

    def _check_answers(self, leaf: Leaf, earlier: int, kinds: Sequence[LeafKind]) -> None:
        """Whether an entry is about an earlier one of these kinds, and of the same source."""
        kind, subjects = self.index.get(earlier, ("", frozenset()))
        if earlier >= leaf.index or kind not in kinds or subjects != self.index[leaf.index][1]:
            self._say(leaf.index, f"it is about entry {earlier}, which is no such judgement")

    def _check_people(self, leaf: Leaf, judgement: PersonJudgement) -> None:
        self._note_subject(leaf, *judgement.sources)
        if judgement.withdraws is not None and judgement.withdraws not in self._person_judgements:
            self._say(leaf.index, "it takes back a judgement about people that is not there")
        self._person_judgements.add(leaf.index)

    def _check_event(self, leaf: Leaf, judgement: EventJudgement) -> None:
        self._note_subject(leaf, *judgement.sources)
        if judgement.withdraws is not None and judgement.withdraws not in self._event_judgements:
            self._say(leaf.index, "it takes back a judgement about an event that is not there")
        self._event_judgements.add(leaf.index)

    def _check_case(self, payload: Mapping[str, Plain]) -> None:
        public_key = base64.b64encode(self._key.raw).decode()
        if (payload["case_id"], payload["public_key"]) != (self._case_id, public_key):
            self._say(0, "it states another case or another key")

    def _report_root(self, size: int) -> None:
        # The tree differs from here on, and so would every later root; once is enough.
        if not self._root_differs:
            first = self._covered
            span = f"entry {first}" if size - first == 1 else f"entries {first} to {size - 1}"
            self.problems.append(
                Problem(f"checkpoint {size}", f"the root it signed differs; look at {span}")
            )
        self._root_differs = True

    def _say(self, position: int, what: str) -> None:
        self.problems.append(Problem(f"ledger entry {position}", what))


def _key_id(author: str) -> bytes:
    try:
        return bytes.fromhex(author)
    except ValueError:
        return b""
