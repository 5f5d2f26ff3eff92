"""`habeas people judge`, `undo` and `judgements`: what was decided about people, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read, to_sign
from habeas.model import printable, to_plain
from habeas.pipeline import Agreement, Standing, agreements

_RESOLVE = "habeas resolve makes it show"


def judge_records(
    case_folder: Path,
    answer: str,
    records: Sequence[str],
    others: Sequence[str],
    evidence: Sequence[str],
    reason: str,
    reviewer: str | None,
    key_file: Path | None,
) -> None:
    """Record a decision, repeat it, and say what it outweighs."""
    with to_sign(case_folder, key_file) as case:
        done = case.judge_people(
            answer, records, reason=reason, others=others, evidence=evidence, reviewer=reviewer
        )
    judgement = done.placed.judgement
    print(f"judgement {done.placed.position}: {_decided(judgement.answer, judgement)}")
    for item in done.outweighed:
        print(f"judgement {item.placed.position} is {item.force.value} by it")
    print(_RESOLVE)


def undo_judgement(
    case_folder: Path, position: int, reason: str, reviewer: str | None, key_file: Path | None
) -> None:
    """Take a decision back, and say so."""
    with to_sign(case_folder, key_file) as case:
        placed = case.undo(position, reason=reason, reviewer=reviewer)
    print(f"judgement {placed.position}: takes {position} back\n{_RESOLVE}")


def list_judgements(
    case_folder: Path, key_file: Path | None, *, reviewer: str | None, as_json: bool
) -> None:
    """Print every decision with its force, then how far the reviewers agree.

    One reviewer's list holds nothing of what others answered.
    """
    with to_read(case_folder, key_file) as case:
        settled = case.people.settled
    for item in settled.standings:
        if reviewer is None or item.placed.judgement.author == reviewer:
            print(json_line(_as_dict(item)) if as_json else _line(item))
    if reviewer is None:
        for found in agreements(settled):
            print(json_line(_agreement_dict(found)) if as_json else _agreement(found))


def _line(item: Standing) -> str:
    judgement, position = item.placed.judgement, item.placed.position
    decided = _decided(judgement.answer, judgement)
    day = judgement.made_at.date()
    by = f"{printable(judgement.author)}, {day}: {printable(judgement.reason)}"
    return f"{position:>5}  {item.force.value}  {decided}  {by}"


def _decided(answer: Any, judgement: Any) -> str:
    if answer is None:
        return f"takes {judgement.withdraws} back"
    ones = " ".join(printable(anchor.record) for anchor in judgement.records)
    others = " ".join(printable(anchor.record) for anchor in judgement.others)
    return f"{answer.value} {ones}" + (f" / {others}" if others else "")


def _as_dict(item: Standing) -> dict[str, Any]:
    return {
        "judgement": item.placed.position,
        "force": item.force.value,
        **to_plain(item.placed.judgement),
        "records": list(item.records),
        "others": list(item.others),
    }


def _agreement(found: Agreement) -> str:
    one, other = map(printable, found.reviewers)
    kappa = "not defined" if found.kappa is None else f"{found.kappa:.2f}"
    questions = counted(found.questions, "question")
    return f"{one} and {other}: {questions} in common, agree {found.raw:.0%}, kappa {kappa}"


def _agreement_dict(found: Agreement) -> dict[str, Any]:
    return {
        "reviewers": list(found.reviewers),
        "questions": found.questions,
        "raw": found.raw,
        "kappa": found.kappa,
        "differing": [sorted(question) for question in found.differing],
    }
