"""`habeas people overlap …`: how far two lists coincide, without showing their names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Say how far two lists coincide without showing their names to each other.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def secret(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The new file, for your eyes only."),
    ],
) -> None:
    """Make a secret for both sides to share, by a way other than that of the lists."""
    from habeas.cli.overlapping import make_secret

    make_secret(output)


@app.command()
def encode(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="The list: CSV or Parquet files."),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The encoding to hand over.")
    ],
    secret_file: Annotated[
        Path,
        typer.Option("--secret-file", metavar="FILE", help="The secret that both sides share."),
    ],
    occasion: Annotated[
        str,
        typer.Option(
            "--occasion", metavar="TEXT", help="What both sides call this exchange, word for word."
        ),
    ] = "",
    noise: Annotated[
        float,
        typer.Option("--noise", metavar="SHARE", help="Turn over this share of bits, up to .4."),
    ] = 0.0,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="ROLE=COLUMN,…",
            help="Columns that are not known by their names: name=ПІБ,dob=Дата (repeatable).",
        ),
    ] = None,
) -> int:
    """Encode a list under the shared secret; the file holds no name, id or order."""
    from habeas.cli.overlapping import encode_list

    return encode_list(files, output, secret_file, columns or [], occasion=occasion, noise=noise)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="An encoding.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="Another one.")],
    level: Annotated[
        float, typer.Option("--level", metavar="SHARE", help="How sure the limits shall be.")
    ] = 0.95,
    seed: Annotated[
        int, typer.Option("--seed", metavar="NUMBER", help="For what is drawn at random.")
    ] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of sentences.")
    ] = False,
) -> None:
    """Say how many people are on both of two encoded lists; needs no secret."""
    from habeas.cli.overlapping import compare_encodings

    compare_encodings(first, second, level=level, seed=seed, as_json=as_json)
