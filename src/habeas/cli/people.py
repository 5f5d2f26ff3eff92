"""`habeas people …`: the people room on plain tables, no case needed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli import people_case
from habeas.cli.people_overlap import app as overlap_app

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def people(context: typer.Context) -> None:
    """Find who is one human in lists of people, without a case."""
    _help_alone(context)


def _help_alone(context: typer.Context) -> None:
    """A group named without a command shows its help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def resolve(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Lists of people: CSV or Parquet."),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Who each record is: .csv or .parquet."
        ),
    ],
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="ROLE=COLUMN,…",
            help="Columns that are not known by their names: name=ПІБ,dob=Дата (repeatable).",
        ),
    ] = None,
    draws: Annotated[
        tuple[int, Path] | None,
        typer.Option(
            "--draws",
            metavar="NUMBER FILE",
            help="Also draw who is who so many times, into a .parquet file.",
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", metavar="local|spark", help="This machine, or Spark for many millions."
        ),
    ] = "local",
    seed: Annotated[
        int, typer.Option("--seed", metavar="NUMBER", help="For what is drawn at random.")
    ] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of sentences.")
    ] = False,
) -> int:
    """Find which records of lists are one person."""
    from habeas.cli.resolving import resolve_lists

    return resolve_lists(
        files,
        output,
        columns or [],
        draws=draws,
        engine=engine,
        seed=seed,
        as_json=as_json,
    )


@app.command()
def compare(
    one: Annotated[str, typer.Argument(metavar="NAME", help="A name, as it is printed.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of sentences.")
    ] = False,
) -> None:
    """Say whether two names may be one person's, and why."""
    from habeas.cli.comparing import compare_names

    compare_names(one, other, as_json=as_json)


for command in people_case.COMMANDS:
    app.command()(command)

app.add_typer(
    overlap_app,
    name="overlap",
    callback=_help_alone,
    invoke_without_command=True,
    no_args_is_help=False,
)
