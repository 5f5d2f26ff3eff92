"""`habeas people show|queue|judge|undo|judgements CASE`: who is one person in a case."""

from __future__ import annotations

from typing import Annotated

import typer

from habeas.cli.arguments import CaseFolder, KeyFile

Json = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
Reason = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why; it is kept for good.")]
Reviewer = Annotated[
    str | None,
    typer.Option("--reviewer", metavar="NAME", help="Who decides, if not the investigator."),
]


def show(
    case: CaseFolder,
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="A person's id, or how it begins.")
    ],
    as_json: Json = False,
    key_file: KeyFile = None,
) -> None:
    """Show a person's records, the evidence that joins them, and their history."""
    from habeas.cli.showing_people import show_person

    show_person(case, person, key_file, as_json=as_json)


def queue(
    case: CaseFolder,
    count: Annotated[
        int, typer.Option("--count", "-n", metavar="NUMBER", help="How many questions.")
    ] = 10,
    reviewer: Annotated[
        str | None,
        typer.Option(
            "--reviewer", metavar="NAME", help="Ask this second reviewer, who sees no answers."
        ),
    ] = None,
    as_json: Json = False,
    key_file: KeyFile = None,
) -> None:
    """Show which questions about people would change most."""
    from habeas.cli.showing_people import show_queue

    show_queue(case, key_file, count=count, reviewer=reviewer, as_json=as_json)


def judge(
    case: CaseFolder,
    answer: Annotated[
        str, typer.Argument(metavar="same|different|unsure", help="What you decided.")
    ],
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORD", help="Ids of records, or of persons for all of theirs."),
    ],
    reason: Reason,
    others: Annotated[
        list[str] | None,
        typer.Option(
            "--others",
            metavar="RECORD",
            help="From whom they differ; else from the rest of their persons (repeatable).",
        ),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar="SHA256[:START-END]",
            help="A source that shows it, or a passage of it (repeatable).",
        ),
    ] = None,
    reviewer: Reviewer = None,
    key_file: KeyFile = None,
) -> None:
    """Record whether records are one human, for good."""
    from habeas.cli.judging_people import judge_records

    judge_records(case, answer, records, others or [], evidence or [], reason, reviewer, key_file)


def undo(
    case: CaseFolder,
    judgement: Annotated[
        int, typer.Argument(metavar="JUDGEMENT", help="Its number, from `judgements`.")
    ],
    reason: Reason,
    reviewer: Reviewer = None,
    key_file: KeyFile = None,
) -> None:
    """Take a judgement about people back; both stay in the ledger."""
    from habeas.cli.judging_people import undo_judgement

    undo_judgement(case, judgement, reason, reviewer, key_file)


def judgements(
    case: CaseFolder,
    reviewer: Annotated[
        str | None,
        typer.Option("--reviewer", metavar="NAME", help="Only those of this reviewer."),
    ] = None,
    as_json: Json = False,
    key_file: KeyFile = None,
) -> None:
    """List what was decided about people, and how far reviewers agree."""
    from habeas.cli.judging_people import list_judgements

    list_judgements(case, key_file, reviewer=reviewer, as_json=as_json)


COMMANDS = (show, queue, judge, undo, judgements)
