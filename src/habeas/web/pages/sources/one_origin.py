"""Which sources may be one original together with this one: copies, and tellings of one account."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from habeas.model import printable
from habeas.pipeline import CaseEvents
from habeas.store import CaseStore
from habeas.web.pages.sources.facts import ready
from habeas.web.workbench import Workbench

MOST_SHOWN = 50
# What an account is called that is in a source's own voice, where its outlet is not known.
_UNTOLD = re.compile(r"source ([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class OtherSource:
    """A source by its SHA-256 and name."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedAccount:
    """An account that this source and others go back to, in so many happenings."""

    whose: str
    others: tuple[OtherSource, ...]
    events: int


@dataclass(frozen=True, slots=True)
class OneOrigin:
    """What the machine found; it is proposed anew from the record each time.

    `copies` share most of one text with the source, and count once together with it. `accounts`
    count once too, most widely told first: they are one speaker's, one outlet's, or in one wording.
    """

    copies: tuple[OtherSource, ...]
    accounts: tuple[SharedAccount, ...]


def one_origin(bench: Workbench, sha256: str) -> OneOrigin | None:
    """What is known of one source; None while it is being found out."""
    found: CaseEvents | None = ready(bench, "events")
    if found is None:
        return None
    store = bench.case.store
    copies = {other for group in found.copies if sha256 in group for other in group} - {sha256}
    shared = _shared(found, sha256)
    accounts = [
        SharedAccount(_whose(store, label), _named(store, one.others), one.events)
        for label, one in sorted(shared.items(), key=lambda one: (-len(one[1].others), one[0]))
        # A copy shares every account, which the copies say already.
        if one.others - copies
    ]
    return OneOrigin(_named(store, copies), tuple(accounts[:MOST_SHOWN]))


@dataclass(slots=True)
class _Telling:
    others: set[str] = field(default_factory=set)
    events: int = 0


def _shared(found: CaseEvents, sha256: str) -> dict[str, _Telling]:
    by_label: dict[str, _Telling] = {}
    for item in found.events:
        if sha256 not in item.event.sources:
            continue
        for original in item.event.independent.originals:
            sources = {found.anchors[claim].source for claim in original.claims}
            if sha256 in sources and len(sources) > 1:
                telling = by_label.setdefault(original.name, _Telling())
                telling.others |= sources - {sha256}
                telling.events += 1
    return by_label


def _whose(store: CaseStore, label: str) -> str:
    """Whose account it is; a source whose outlet nobody knows goes by its name."""
    untold = _UNTOLD.fullmatch(label)
    return printable(store.source(untold[1]).name if untold else label)


def _named(store: CaseStore, sources: Iterable[str]) -> tuple[OtherSource, ...]:
    named = [OtherSource(one, printable(store.source(one).name)) for one in sources]
    return tuple(sorted(named, key=lambda one: (one.name, one.sha256))[:MOST_SHOWN])
