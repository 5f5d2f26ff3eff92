"""`habeas events CASE`: what several claims tell of, who stands behind it, and what contradicts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read
from habeas.model import Claim, Place, Source, printable, to_plain
from habeas.pipeline import CaseEvent, EventStanding

_LONGEST_QUOTE = 100


def list_events(case_folder: Path, key_file: Path | None, *, disputed: bool, as_json: bool) -> None:
    """Print every event with its claims; the one with most independent sources first."""
    with to_read(case_folder, key_file) as case:
        found = case.events
        claims = {item.claim.id: (item.claim, item.source) for item in case.claims}
        names = {source.sha256: source.name for source in case.store.sources()}
    shown = found.disputed if disputed else found.events
    for item in shown:
        if as_json:
            print(json_line(_as_dict(item)))
        else:
            print("\n".join(_in_words(item, claims)))
    for group in found.copies:
        same = ", ".join(printable(names[sha256]) for sha256 in group)
        print(f"copies of one text, counted as one original: {same}", file=sys.stderr)
    number = counted(len(shown), "disputed event" if disputed else "event")
    print(f"{number}; {counted(found.compared, 'claim')} compared", file=sys.stderr)


def list_decisions(case_folder: Path, key_file: Path | None, *, as_json: bool) -> None:
    """Print every decision about events with its number and its force."""
    with to_read(case_folder, key_file) as case:
        standings = case.events.standings
    for item in standings:
        print(json_line(_decision_dict(item)) if as_json else _decision(item))
    print(counted(len(standings), "judgement"), file=sys.stderr)


def _in_words(item: CaseEvent, claims: Mapping[str, tuple[Claim, Source]]) -> Iterator[str]:
    event = item.event
    facts = [
        event.type.replace("_", " "),
        _named(event.place),
        str(event.date) if event.date else "",
        f"{event.quantity.value:g} {event.quantity.unit}" if event.quantity else "",
    ]
    told = ", ".join(printable(fact) for fact in facts if fact)
    yield f"{event.id}  {event.independent}  {told}  ({item.state.value})"
    for name in event.claims:
        yield f"  tells   {_claim(*claims[name])}"
    for name in event.denials:
        yield f"  denies  {_claim(*claims[name])}"
    for original in event.independent.originals:
        sure = "an original" if original.own else "an original, or another's retelling"
        yield f"  source  {printable(original.name)}: {sure} ({' '.join(original.claims)})"
    for found in event.contradictions:
        both = " ".join(found.claims)
        yield f"  differs {found.kind.value}: {printable(found.words)} ({both})"


def _claim(claim: Claim, source: Source) -> str:
    quote = claim.passage.quote
    short = quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"
    return f"{claim.id}  {printable(source.name)}  {printable(short)}"


def _named(place: Place | None) -> str:
    if place is None:
        return ""
    return place.best.name if place.best else place.name


def _as_dict(item: CaseEvent) -> dict[str, Any]:
    event = item.event
    independent = event.independent
    return {
        "id": event.id,
        "state": item.state.value,
        "type": event.type,
        "place": _named(event.place) or None,
        "date_from": to_plain(event.date.first) if event.date else None,
        "date_to": to_plain(event.date.last) if event.date else None,
        "quantity": event.quantity.value if event.quantity else None,
        "unit": event.quantity.unit if event.quantity else None,
        "independent_sources": {"low": independent.low, "high": independent.high},
        "originals": to_plain(independent.originals),
        "notes": list(independent.notes),
        "claims": list(event.claims),
        "denials": list(event.denials),
        "sources": list(event.sources),
        "contradictions": to_plain(event.contradictions),
        "links": to_plain(event.links),
    }


def _decision(item: EventStanding) -> str:
    judgement, position = item.placed.judgement, item.placed.position
    by = f"{printable(judgement.author)}, {judgement.made_at.date()}: {printable(judgement.reason)}"
    return f"{position:>5}  {item.force.value}  {_decided(item)}  {by}"


def _decided(item: EventStanding) -> str:
    judgement = item.placed.judgement
    if judgement.verdict is None:
        return f"takes {judgement.withdraws} back"
    claims = " ".join(anchor.claim for anchor in judgement.claims)
    others = " ".join(anchor.claim for anchor in judgement.others)
    return f"{judgement.verdict.value} {claims}" + (f" / {others}" if others else "")


def _decision_dict(item: EventStanding) -> dict[str, Any]:
    return {
        "judgement": item.placed.position,
        "force": item.force.value,
        **to_plain(item.placed.judgement),
        "claims": list(item.claims),
        "others": list(item.others),
    }
