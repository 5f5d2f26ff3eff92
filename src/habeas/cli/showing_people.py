"""`habeas people show` and `queue`: one person with the evidence; what to ask next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read
from habeas.model import InputRefused, WrongUsage, printable, to_plain
from habeas.pipeline import Question, ResolvedPeople, explained_people, question_queue

_FIELDS = ("list", "name", "surname", "given", "patronymic", "born", "aged", "region", "place")


def show_person(case_folder: Path, person: str, key_file: Path | None, *, as_json: bool) -> None:
    """Print a person's records, best supported first, what joins each, and the history.

    Raises WrongUsage for an id that names nobody.
    """
    from habeas.people import history, waterfall

    with to_read(case_folder, key_file) as case:
        people = explained_people(case.store)
    found = people.resolution
    name = _the_person(found.person_ids, person)
    rows = people.persons()[name]
    shown = waterfall(found, name) if found.evidence is not None else None
    told = history.histories(found.records, found)[found.person_ids.index(name)]
    place = {identity: row for row, identity in enumerate(found.records.ids)}
    if as_json:
        print(json_line(_as_dict(people, name, rows, shown)))
        return
    print(f"{name}: {len(rows)} records")
    joined = {item.record: item for item in shown.joined} if shown else {}
    for identity in joined or [found.records.ids[row] for row in rows]:
        print(f"\n{printable(identity)}  {_said(people, place[identity])}")
        item = joined.get(identity)
        if item is not None and item.nearest is not None:
            print(f"  joined to {printable(item.nearest)}: {item.bits:+.1f} bits")
            for finding in item.findings:
                print(f"    {finding.weight:+6.1f}  {printable(finding.sentence)}")
    for keystone in shown.keystones if shown else ():
        print(f"\nwithout {printable(keystone)} the others would fall apart")
    print(f"\n{history.as_text(told)}")


def show_queue(
    case_folder: Path, key_file: Path | None, *, count: int, reviewer: str | None, as_json: bool
) -> None:
    """Print the next questions, each with its records and the command that answers it."""
    if count < 1:
        raise WrongUsage("no questions are asked for", remedy="--count 10")
    with to_read(case_folder, key_file) as case:
        if case.store.resolved_from() is None:
            raise InputRefused(
                "nobody was resolved in this case yet",
                where=str(case_folder),
                remedy="run habeas resolve first",
            )
        people, questions = question_queue(case.store, count=count, reviewer=reviewer)
    if not questions:
        print("nothing to ask")
    for number, question in enumerate(questions, 1):
        if as_json:
            print(json_line(_question(people, question)))
        else:
            _print_question(people, question, number)


def _print_question(people: ResolvedPeople, question: Question, number: int) -> None:
    now = "one person now" if question.together else "apart now"
    likely = "" if question.probability is None else f", likely {question.probability:.2f}"
    gain = "" if question.gain is None else f", would settle {question.gain:.1f} pairs"
    print(f"{number}. one human? ({now}{likely}{gain})")
    for row in question.rows:
        print(f"   {printable(people.resolution.records.ids[row])}  {_said(people, row)}")
    print(f"   answer: same|different|unsure {' '.join(map(printable, question.records))}")


def _question(people: ResolvedPeople, question: Question) -> dict[str, Any]:
    return {
        "together": question.together,
        "probability": question.probability,
        "gain": question.gain,
        "records": [_record(people, row) for row in question.rows],
    }


def _as_dict(people: ResolvedPeople, name: str, rows: Sequence[int], shown: Any) -> dict[str, Any]:
    return {
        "person": name,
        "records": [_record(people, row) for row in rows],
        "keystones": list(shown.keystones) if shown else [],
        "joined": [
            {
                "record": item.record,
                "nearest": item.nearest,
                "bits": item.bits,
                "findings": to_plain(item.findings),
            }
            for item in (shown.joined if shown else ())
        ],
    }


def _record(people: ResolvedPeople, row: int) -> dict[str, Any]:
    records = people.resolution.records
    said = {field: getattr(records, field)[row] for field in _FIELDS}
    return {
        "record": records.ids[row],
        "source": people.anchors[row].source,
        "row": people.anchors[row].row,
        **{field: value for field, value in said.items() if value},
        "probability": round(float(people.resolution.probability[row]), 4),
    }


def _said(people: ResolvedPeople, row: int) -> str:
    records = people.resolution.records
    parts = (getattr(records, field)[row] for field in _FIELDS)
    return printable(" · ".join(part for part in parts if part))


def _the_person(ids: Sequence[str], beginning: str) -> str:
    found = [name for name in ids if name.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUsage("more than one person begins with these characters", where=beginning)
    raise WrongUsage("no person of this case has this id", where=beginning, remedy="habeas resolve")
