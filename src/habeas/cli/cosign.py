"""`habeas cosign key|sign|take`: a second person vouches that a case only grew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.arguments import CaseFolder, KeyFile

app = typer.Typer(
    help="Let a second person vouch, with a key of their own, that a case only grew.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Checkpoint = Annotated[
    Path,
    typer.Argument(metavar="CHECKPOINT", help="A checkpoint file, or a sealed folder."),
]


@app.command()
def key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the key.")],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Whose key it is; no spaces: ila.morven.")
    ],
    key_file: KeyFile = None,
) -> None:
    """Make the key of a person who co-signs; print the line that others check it by."""
    from habeas.cli.sealing import witness_key

    witness_key(file, name, key_file)


@app.command()
def sign(
    checkpoint: Checkpoint,
    key: Annotated[
        Path, typer.Option("--key", metavar="FILE", help="Your key, from habeas cosign key.")
    ],
    key_file: KeyFile = None,
) -> None:
    """Co-sign a checkpoint, if its case only grew since the one that you signed before."""
    from habeas.cli.sealing import cosign

    cosign(checkpoint, key, key_file)


@app.command()
def take(
    case: CaseFolder,
    checkpoint: Checkpoint,
    cosigner: Annotated[
        str,
        typer.Option(
            "--cosigner", metavar="LINE", help="The line that habeas cosign key printed for them."
        ),
    ],
    key_file: KeyFile = None,
) -> None:
    """Check a co-signed checkpoint and keep its co-signature in the ledger."""
    from habeas.cli.sealing import take_cosigned

    take_cosigned(case, checkpoint, cosigner, key_file)
