"""`habeas oversight …`: which doors are open, for whom, until when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.arguments import KeyFile
from habeas.cli.asking_oversight import Words
from habeas.model import WrongUsage

app = typer.Typer(rich_markup_mode=None)

States = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help="Whose duty: a code or a name; else every state whose law reaches the place.",
    ),
]
PlaceName = Annotated[
    str,
    typer.Option(
        "--place", metavar="PLACE", help="Where: UA-14, a town, RU-Taganrog, 'UA-14 (occupied)'."
    ),
]
Acts = Annotated[
    list[str] | None,
    typer.Option("--act", metavar="DATE", help="When it happened: 2022-08-01, 2022, FROM..TO."),
]
Steps = Annotated[
    list[str] | None,
    typer.Option("--step", metavar="DATE", help="The day of the visit, complaint or request."),
]
Known = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="Answer as on what was known that day."),
]
VictimWords = Annotated[
    str, typer.Option("--victim", metavar="STATUS,STATE", help="Who suffered: POW,UA.")
]
Suspect = Annotated[
    str, typer.Option("--suspect", metavar="STATE", help="Nationality of those suspected.")
]
Complainant = Annotated[
    str, typer.Option("--complainant", metavar="STATE", help="The state that would complain.")
]
Matter = Annotated[
    str, typer.Option("--matter", metavar="WORD", help="torture, disappearance, detention …")
]
Facts = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        metavar="NAME=VALUE",
        help="What the case can show: remedies=useless.",
    ),
]
Received = Annotated[
    list[str] | None,
    typer.Option(
        "--received",
        metavar="TREATY=DATE",
        help="Suppose that the depositary received the denunciation then.",
    ),
]
Rows = Annotated[
    Path | None,
    typer.Option("--rows", metavar="FILE", help="Your own table of actions (CSV or TSV)."),
]
Control = Annotated[
    Path | None,
    typer.Option("--control", metavar="FILE", help="Your own table of who controls what."),
]


def _spoken(language: str) -> str:
    if language not in {"en", "uk", "ru"}:
        raise WrongUsage(f"no sentences in {language!r}", remedy="use --language en, uk or ru")
    return language


Language = Annotated[
    str,
    typer.Option(
        "--language", metavar="en|uk|ru", callback=_spoken, help="The language of the text."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]


@app.callback(invoke_without_command=True)
def oversight(context: typer.Context) -> None:
    """Find which bodies may act for a state, a place, a person and a date."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def ask(
    state: States = None,
    place: PlaceName = "",
    act: Acts = None,
    step: Steps = None,
    known: Known = None,
    victim: VictimWords = "",
    suspect: Suspect = "",
    complainant: Complainant = "",
    matter: Matter = "",
    body: Annotated[
        str, typer.Option("--body", metavar="BODY", help="A body or door: CPT, CAT-22, ECtHR …")
    ] = "",
    treaty: Annotated[
        str, typer.Option("--treaty", metavar="TREATY", help="Whether this treaty binds: ECPT …")
    ] = "",
    derogate: Annotated[
        str,
        typer.Option(
            "--derogate", metavar="MATTER", help="Whether a protection may be suspended: torture …"
        ),
    ] = "",
    fact: Facts = None,
    received: Received = None,
    rows: Rows = None,
    control: Control = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Ask whether a door is open in law, what it hangs on, and what is unknown."""
    from habeas.cli.asking_oversight import answer_question

    words = Words(
        state or [], place, act, step, known, victim, suspect, complainant, matter, fact, received
    )
    answer_question(
        words,
        body=body,
        treaty=treaty,
        derogate=derogate,
        rows=rows,
        control=control,
        language=language,
        as_json=as_json,
    )


@app.command()
def doors(
    state: States = None,
    place: PlaceName = "",
    act: Acts = None,
    step: Steps = None,
    known: Known = None,
    victim: VictimWords = "",
    suspect: Suspect = "",
    complainant: Complainant = "",
    matter: Matter = "",
    fact: Facts = None,
    received: Received = None,
    rows: Rows = None,
    control: Control = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """List every door with its verdict, who may use it, and by when."""
    from habeas.cli.asking_oversight import list_doors

    words = Words(
        state or [], place, act, step, known, victim, suspect, complainant, matter, fact, received
    )
    list_doors(words, rows=rows, control=control, language=language, as_json=as_json)


@app.command()
def timeline(
    state: Annotated[str, typer.Argument(metavar="STATE", help="A code or a name.")],
    treaty: Annotated[str, typer.Argument(metavar="TREATY", help="ECPT, ICCPR-OP1, ROME …")],
    known: Known = None,
    received: Annotated[
        str | None,
        typer.Option("--received", metavar="DATE", help="Suppose that the notice came in then."),
    ] = None,
    rows: Rows = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Show leaving (or joining) a treaty as a procedure: done, pending, unknown."""
    from habeas.cli.oversight_timeline import show_timeline

    show_timeline(
        state,
        treaty,
        known=known,
        received=received,
        facts=rows,
        language=language,
        as_json=as_json,
    )


@app.command()
def diff(
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="A code or a name.")],
    before: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier day.")],
    after: Annotated[str, typer.Option("--to", metavar="DATE", help="The later day.")],
    place: PlaceName = "",
    victim: VictimWords = "",
    rows: Rows = None,
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Show which doors were lost or gained between two days, in law or in fact."""
    from habeas.cli.oversight_timeline import show_difference

    show_difference(
        state,
        before=before,
        after=after,
        place=place,
        victim=victim,
        facts=rows,
        language=language,
        as_json=as_json,
    )


@app.command()
def duties(
    case: Annotated[
        Path | None, typer.Argument(metavar="[CASE]", help="The folder of a case, or nothing.")
    ] = None,
    captured: Annotated[
        str | None, typer.Option("--captured", metavar="DATE", help="Of one captivity: its start.")
    ] = None,
    arrived: Annotated[
        list[str] | None,
        typer.Option("--arrived", metavar="DATE", help="Arrival in a camp, a transit camp too."),
    ] = None,
    status: Annotated[
        str, typer.Option("--status", metavar="POW|civilian", help="What the person is.")
    ] = "",
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="Who holds them.")] = "",
    nationality: Annotated[
        str, typer.Option("--nationality", metavar="STATE", help="Whose national they are.")
    ] = "",
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event", metavar="KIND=DATE", help="What was done: capture_card=2026-10-09."
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="What is named here is all that happened.")
    ] = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day to look from.")
    ] = None,
    language: Language = "en",
    as_json: Json = False,
    key_file: KeyFile = None,
) -> None:
    """Show what is owed to people in custody, what is overdue, and days without contact."""
    from habeas.cli.duties import Custody, show_duties

    told = Custody(captured, arrived or (), status, state, nationality, event or (), whole)
    show_duties(case, told, key_file, on=on, language=language, as_json=as_json)


@app.command()
def card(
    door: Annotated[str, typer.Argument(metavar="DOOR", help="A door or body: CAT-22, CPT …")],
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Show who may use a door, what it needs, by when, and what it is worth."""
    from habeas.cli.oversight_tables import show_card

    show_card(door, language=language, as_json=as_json)


@app.command()
def compare(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that you saved from a depositary.")
    ],
    treaty: Annotated[
        str, typer.Option("--treaty", metavar="TREATY", help="Of which treaty, if it does not say.")
    ] = "",
    as_json: Json = False,
) -> int:
    """Say what a saved depositary file has otherwise than the tables."""
    from habeas.cli.oversight_tables import compare_file

    return compare_file(file, treaty=treaty, as_json=as_json)


@app.command()
def coverage(as_json: Json = False) -> None:
    """Show what the tables hold of each treaty, and where sources disagree."""
    from habeas.cli.oversight_tables import show_coverage

    show_coverage(as_json=as_json)
