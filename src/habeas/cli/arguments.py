"""Arguments and options that several commands take, with one wording each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")]
UnsafeParse = Annotated[
    bool,
    typer.Option(
        "--unsafe-parse",
        help="Read files even where nothing can shut their parser in; the ledger keeps that.",
    ),
]
Audience = Annotated[
    str,
    typer.Option(
        "--audience",
        metavar="public|restricted|confidential",
        help="Who the file is for; refused where anything in it is above that.",
    ),
]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        metavar="FILE",
        envvar="HABEAS_KEY_FILE",
        show_envvar=False,
        help="A file with the passphrase or an age identity (else HABEAS_PASSPHRASE, else asked).",
    ),
]
