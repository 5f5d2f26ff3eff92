"""`habeas places …`: the places room on plain tables, no case needed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None)

Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write what was found.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="ROLE=COLUMN,…",
        help="Columns that are not known by their names (repeatable).",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of sentences.")]
Seed = Annotated[int, typer.Option("--seed", metavar="NUMBER", help="For what is drawn at random.")]


@app.callback(invoke_without_command=True)
def places(context: typer.Context) -> None:
    """Find where detention is that has no address, without a case."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def resolve(
    table: Annotated[
        Path,
        typer.Argument(metavar="TABLE", help="Descriptions of places: CSV with id, description."),
    ],
    output: Output,
    as_rows: Annotated[
        bool, typer.Option("--candidate-rows", help="A row for each candidate, with its chance p.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Find what places descriptions may mean: candidates, and a circle that holds 90 %."""
    from habeas.cli.placing import resolve_descriptions

    return resolve_descriptions(table, output, as_rows=as_rows, as_json=as_json)


@app.command()
def sites(
    table: Annotated[
        Path,
        typer.Argument(metavar="TABLE", help="Sightings: CSV with who, when, and where in words."),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="The sites: .geojson, .csv or .parquet."
        ),
    ],
    columns: Columns = None,
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="NAME",
            help="Who it is for: for anyone but restricted, places are coarsened.",
        ),
    ] = "restricted",
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="The day on which a site is active or no longer."
        ),
    ] = None,
    disclosed: Annotated[
        Path | None,
        typer.Option(
            "--disclosed",
            metavar="FILE",
            help="What earlier exports told (JSON); read, and brought up to date.",
        ),
    ] = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", metavar="FILE", help="Also draw the map: .svg.")
    ] = None,
    seed: Seed = 1,
    as_json: Json = False,
) -> int:
    """Find undisclosed sites from many weak sightings, each with its doubt."""
    from habeas.cli.siting import Wanted, find_sites

    wanted = Wanted(output, audience, as_of, disclosed, chart)
    return find_sites(table, wanted, columns=columns or [], seed=seed, as_json=as_json)


@app.command()
def chains(
    stays: Annotated[
        Path,
        typer.Argument(metavar="TABLE", help="Stays or transfers of people: CSV."),
    ],
    facilities: Annotated[
        Path,
        typer.Option("--facilities", metavar="FILE", help="The known places, with coordinates."),
    ],
    output: Output,
    seed: Seed = 1,
    as_json: Json = False,
) -> int:
    """Find unknown places between known ones, by the people moved through them."""
    from habeas.cli.chaining import find_nodes

    return find_nodes(stays, facilities, output, seed=seed, as_json=as_json)


@app.command()
def procurement(
    contracts: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Contracts: OCDS (JSON, .json.gz, CSV) or a saved export."
        ),
    ],
    declared: Annotated[
        Path,
        typer.Option("--declared", metavar="FILE", help="Institutions with declared populations."),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The ranked alarm: .csv."),
    ],
    norms: Annotated[
        Path | None,
        typer.Option("--norms", metavar="FILE", help="Rations: grams a person and day."),
    ] = None,
    columns: Columns = None,
    rate: Annotated[
        float,
        typer.Option("--rate", metavar="SHARE", help="False alarms borne among all alarms."),
    ] = 0.1,
    level: Annotated[
        float, typer.Option("--level", metavar="SHARE", help="Of the intervals.")
    ] = 0.95,
    seed: Seed = 1,
    as_json: Json = False,
) -> int:
    """Rank kitchens that buy for more people than are declared."""
    from habeas.cli.procuring import Question, rank_kitchens

    question = Question(norms, rate, level, seed)
    return rank_kitchens(
        contracts, declared, output, question, columns=columns or [], as_json=as_json
    )
