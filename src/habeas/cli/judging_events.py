"""`habeas judge CASE EVENT …`: what a person decides about which claims tell of one happening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from habeas.cli.counted import counted
from habeas.cli.opening import to_sign
from habeas.model import WrongUsage
from habeas.store import LeafKind, Placed, PlacedEventJudgement

_EVENT = "e-"
_UNDO = "undo"
_ABOUT_EVENTS = frozenset({"join", "part", _UNDO})


def is_about_an_event(name: str, verdict: str) -> bool:
    """Whether a judgement is about an event, by what is judged or by the verdict."""
    return name.startswith(_EVENT) or verdict in _ABOUT_EVENTS


def judge_named(
    case_folder: Path,
    name: str,
    verdict: str,
    others: Sequence[str],
    reason: str,
    set_right: Sequence[str],
    key_file: Path | None,
) -> None:
    """Record a decision about an event, or take one back; repeat it, and say what it outweighs."""
    if set_right:
        raise WrongUsage("an event has no fields to set right", remedy="correct its claims")
    if others and verdict not in ("join", "part"):
        raise WrongUsage("--others belongs to join and part", remedy="leave it out")
    if verdict == _UNDO:
        _undo(case_folder, name, reason, key_file)
        return
    with to_sign(case_folder, key_file) as case:
        done = case.judge_event(verdict, [name], reason=reason, others=others)
    judgement = done.placed.judgement
    claims = " ".join(anchor.claim for anchor in judgement.claims)
    rest = " ".join(anchor.claim for anchor in judgement.others)
    print(f"judgement {done.placed.position}: {verdict} {claims}" + (f" / {rest}" if rest else ""))
    for item in done.outweighed:
        print(f"judgement {item.placed.position} is {item.force.value} by it")
    print(f"it is about {counted(len(judgement.claims) + len(judgement.others), 'claim')}")


def _undo(case_folder: Path, number: str, reason: str, key_file: Path | None) -> None:
    if not (number.isascii() and number.isdigit()):
        raise WrongUsage(
            f"{number!r} is no judgement's number",
            remedy="habeas events --decided and habeas log list them with their numbers",
        )
    with to_sign(case_folder, key_file) as case:
        entry = next(case.store.leaves(since=int(number), at=int(number) + 1), None)
        undo: Callable[..., Placed[Any] | PlacedEventJudgement] = case.undo_event
        if case.store.said_about_a_claim(int(number)) is not None:
            undo = case.undo_claim
        elif entry is not None and entry.kind is LeafKind.SITE_JUDGEMENT:
            undo = case.undo_site
        position = undo(int(number), reason=reason).position
    print(f"judgement {position}: takes {number} back")
