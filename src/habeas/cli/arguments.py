"""Arguments and options that several commands take, with one wording each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        metavar="FILE",
        help="Read the passphrase from this file (else HABEAS_PASSPHRASE, else it is asked for).",
    ),
]
