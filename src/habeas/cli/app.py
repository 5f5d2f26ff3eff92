"""The commands and their words. Each imports what it needs when it runs, not before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.arguments import Audience, CaseFolder, KeyFile, UnsafeParse
from habeas.cli.cosign import app as cosign_app
from habeas.cli.custody import COMMANDS as CUSTODY_COMMANDS
from habeas.cli.keys import app as keys_app
from habeas.cli.oversight import app as oversight_app
from habeas.cli.people import app as people_app
from habeas.cli.places import app as places_app
from habeas.cli.showing import COMMANDS as SHOWING_COMMANDS

app = typer.Typer(
    name="habeas",
    help="Turn scattered sources about hidden detention into a record that can be checked.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="When it was published, if it does not say so: 2024, 2024-12 or 2024-12-31.",
    ),
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Who published it, if it does not say so."),
]


def _version(wanted: bool) -> None:
    if wanted:
        from habeas import __version__

        typer.echo(f"habeas {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def habeas(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn scattered sources about hidden detention into a record that can be checked."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of a table.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Below each claim, the rules and words behind it.")
    ] = False,
    published: Published = None,
    outlet: Outlet = None,
    unsafe_parse: UnsafeParse = False,
) -> None:
    """Show the claims of one document (English, Russian, Ukrainian), without a case."""
    from habeas.cli.reading import read_file

    read_file(
        file,
        as_json=as_json,
        explain=explain,
        published=published,
        outlet=outlet,
        unsafe_parse=unsafe_parse,
    )


@app.command()
def new(
    case: CaseFolder,
    investigator: Annotated[
        str | None,
        typer.Option("--investigator", metavar="NAME", help="Who stands behind the record."),
    ] = None,
    key_file: KeyFile = None,
    no_encryption: Annotated[
        bool, typer.Option("--no-encryption", help="Make a case that anyone can read.")
    ] = False,
) -> None:
    """Make a case: a folder with a ledger and a signing key."""
    from habeas.cli.casework import make

    make(case, investigator, key_file, no_encryption=no_encryption)


@app.command()
def add(
    case: CaseFolder,
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files, folders, archives.")
    ],
    published: Published = None,
    outlet: Outlet = None,
    key_file: KeyFile = None,
    unsafe_parse: UnsafeParse = False,
) -> int:
    """Preserve sources and read them; repeating it is harmless."""
    from habeas.cli.adding import add_sources

    return add_sources(
        case,
        sources,
        published=published,
        outlet=outlet,
        key_file=key_file,
        unsafe_parse=unsafe_parse,
    )


@app.command()
def claims(
    case: CaseFolder,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of a table.")
    ] = False,
    type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only of this type.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only by this speaker.")
    ] = None,
    stance: Annotated[
        str | None, typer.Option("--stance", metavar="STANCE", help="Only with this stance.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Only these: not reviewed, confirmed, corrected, rejected.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="SHA256", help="Only from the source that begins so."),
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """List the claims of a case, with the ids to judge them by."""
    from habeas.cli.casework import list_claims

    wanted = {
        "type": type,
        "speaker": speaker,
        "stance": stance,
        "state": state,
        "source": source,
    }
    list_claims(case, wanted, key_file, as_json=as_json)


@app.command()
def judge(
    case: CaseFolder,
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM|EVENT",
            help="The id of a claim or event, or how it begins; with undo, a judgement's number.",
        ),
    ],
    verdict: Annotated[
        str,
        typer.Argument(
            metavar="confirm|correct|reject|join|part|undo",
            help="What you decided; join and part are about events.",
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why; it is kept for good.")
    ],
    set_right: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="With correct: a right value (repeatable)."
        ),
    ] = None,
    others: Annotated[
        list[str] | None,
        typer.Option(
            "--others",
            metavar="CLAIM|EVENT",
            help="With join and part: with what, or from what (repeatable).",
        ),
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """Record a decision about a claim or an event, for good."""
    from habeas.cli.casework import judge_claim
    from habeas.cli.judging_events import is_about_an_event, judge_named

    if is_about_an_event(claim, verdict):
        judge_named(case, claim, verdict, others or [], reason, set_right or [], key_file)
        return
    judge_claim(case, claim, verdict, reason, set_right or [], key_file)


@app.command()
def propose(
    case: CaseFolder,
    endpoint: Annotated[
        str,
        typer.Option("--endpoint", metavar="URL", help="As http://127.0.0.1:8080/v1."),
    ],
    model: Annotated[
        str, typer.Option("--model", metavar="NAME", help="The model, as its server calls it.")
    ],
    allow_host: Annotated[
        str | None,
        typer.Option(
            "--allow-host",
            metavar="HOST",
            help="Send the texts of this case to another machine; kept in the ledger.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of sentences.")
    ] = False,
    key_file: KeyFile = None,
) -> int:
    """Have a language model of your own propose claims to judge."""
    from habeas.cli.proposing import Asked, propose_claims

    asked = Asked(endpoint, model, allow_host)
    return propose_claims(case, asked, key_file, as_json=as_json)


@app.command()
def events(
    case: CaseFolder,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of sentences.")
    ] = False,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only those with a contradiction or a denial.")
    ] = False,
    decided: Annotated[
        bool, typer.Option("--decided", help="Instead, what people decided about events.")
    ] = False,
    key_file: KeyFile = None,
) -> None:
    """Group claims by event, and count the independent sources of each."""
    from habeas.cli.showing_events import list_decisions, list_events

    if decided:
        list_decisions(case, key_file, as_json=as_json)
    else:
        list_events(case, key_file, disputed=disputed, as_json=as_json)


@app.command()
def resolve(
    case: CaseFolder,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of sentences.")
    ] = False,
    key_file: KeyFile = None,
) -> int:
    """Find which records of a case are one person; say what changed."""
    from habeas.cli.case_resolving import resolve_case

    return resolve_case(case, key_file, as_json=as_json)


@app.command()
def locate(
    case: CaseFolder,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Also write the sites: .geojson, .csv, .parquet."
        ),
    ] = None,
    audience: Audience = "confidential",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Sites in use on this day stay private."),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="NUMBER", help="For what is drawn at random.")
    ] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of sentences.")
    ] = False,
    key_file: KeyFile = None,
) -> int:
    """Find undisclosed sites by what the sources of a case tell of places."""
    from habeas.cli.locating import Wanted, locate_case

    wanted = Wanted(output, audience, as_of, key_file)
    return locate_case(case, wanted, seed=seed, as_json=as_json)


@app.command()
def count(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE|CASE",
            help="A CSV or Parquet file, - for standard input, or the folder of a case.",
        ),
    ],
    method: Annotated[
        str,
        typer.Option("--method", metavar="NAME", help="One method, or all of them as a band."),
    ] = "all",
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="COLUMN", help="Also each stratum of it (repeatable)."),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="COLUMN", help="Records: the column that says who."),
    ] = None,
    list_column: Annotated[
        str | None,
        typer.Option("--list", metavar="COLUMN", help="Records: the column that says which list."),
    ] = None,
    count_column: Annotated[
        str | None,
        typer.Option("--count", metavar="COLUMN", help="The column that says how many people."),
    ] = None,
    lists: Annotated[
        str | None, typer.Option("--lists", metavar="A,B,C", help="Only these lists.")
    ] = None,
    level: Annotated[
        float, typer.Option("--level", metavar="SHARE", help="Of the intervals.")
    ] = 0.95,
    seed: Annotated[
        int, typer.Option("--seed", metavar="NUMBER", help="For what is drawn at random.")
    ] = 1,
    delta: Annotated[
        float | None,
        typer.Option("--delta", metavar="NUMBER", help="Decomposable: the prior weight of a cell."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="TERMS", help="Log-linear: this model, as in [12,3]."),
    ] = None,
    complete_graph: Annotated[
        bool | None,
        typer.Option(
            "--complete-graph/--no-complete-graph",
            help="Decomposable: with the graph that says nothing of the unseen, or without.",
        ),
    ] = None,
    max_order: Annotated[
        int | None,
        typer.Option("--max-order", metavar="NUMBER", help="Log-linear: the largest interaction."),
    ] = None,
    interval: Annotated[
        str | None,
        typer.Option("--interval", metavar="KIND", help="Log-linear: profile, bootstrap or wald."),
    ] = None,
    engine: Annotated[
        str,
        typer.Option("--engine", metavar="NAME", help="Strata on this machine: local, or spark."),
    ] = "local",
    sensitivity: Annotated[
        bool,
        typer.Option("--sensitivity", help="Also how the total moves with what lists cannot show."),
    ] = False,
    sheet: Annotated[
        Path | None,
        typer.Option(
            "--sheet", metavar="FILE", help="Also write a court sheet: .html, else plain text."
        ),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="One JSON object for each stratum or source, and the whole."),
    ] = False,
    key_file: KeyFile = None,
) -> int:
    """Estimate how many people are on none of several lists."""
    from habeas.cli.counting import Columns, Question, count_table

    chosen = {
        "delta": delta,
        "complete_graph": complete_graph,
        "model": model,
        "max_order": max_order,
        "interval": interval,
    }
    settings = {name: value for name, value in chosen.items() if value is not None}
    return count_table(
        table,
        Columns(by or (), person, list_column, count_column, lists),
        Question(method, seed, level, settings, engine),
        as_json=as_json,
        sheet=sheet,
        sensitivity=sensitivity,
        key_file=key_file,
    )


for showing in SHOWING_COMMANDS:
    app.command()(showing)


@app.command()
def rebuild(case: CaseFolder, unsafe_parse: UnsafeParse = False, key_file: KeyFile = None) -> int:
    """Make everything derived again; the ledger stays."""
    from habeas.cli.adding import rebuild_case

    return rebuild_case(case, key_file, unsafe_parse=unsafe_parse)


for custody in CUSTODY_COMMANDS:
    app.command()(custody)


@app.command()
def doctor() -> int:
    """Say what is missing, and the line that installs it."""
    from habeas.cli.doctor import examine

    return examine()


app.add_typer(cosign_app, name="cosign")
app.add_typer(keys_app, name="keys")
app.add_typer(people_app, name="people")
app.add_typer(places_app, name="places")
app.add_typer(oversight_app, name="oversight")
